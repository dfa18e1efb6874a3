"""Texts and None in a rule, which works with numbers alone: what is to be written instead."""

import ast
from enum import IntEnum

from hunt.catalogue.own_rules import OwnRules
from hunt.engine.dialect import NO_TEXT
from hunt.engine.rule_file import refuse
from hunt.engine.rule_names import near, words_like
from hunt.engine.rule_results import must_return
from hunt.engine.world_fields import entries_of, homes_of, values_of, words


def check_texts(own: OwnRules, function: ast.FunctionDef) -> None:
    """Refuse the texts in a function, other than what it says of itself."""
    said = function.body[0] if ast.get_docstring(function) is not None else None
    for part in function.body:
        if part is not said:
            for node in ast.walk(part):
                for text, about in _texts_in(node):
                    refuse(own, text.lineno, _instead(function, node, str(text.value), about))
            for node in ast.walk(part):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    refuse(own, node.lineno, f"a text is not allowed in a rule: {NO_TEXT}{_any_word(node.value)}")


def _texts_in(node: ast.AST) -> list[tuple[ast.Constant, ast.expr | None]]:
    """Return the texts that stand right in a node, each with what it is compared with, given to, or looked up in."""
    sides: list[ast.expr | None] = []
    about: ast.expr | None = None
    match node:
        case ast.Compare():
            sides = [node.left, *node.comparators]
            about = next((one for one in sides if _last_name(one)), None)
            sides = [inner for one in sides for inner in (one.elts if isinstance(one, ast.Tuple) else [one])]
        case ast.Assign():
            sides, about = [node.value], node.targets[0]
        case ast.AnnAssign() | ast.AugAssign():
            sides, about = [node.value], node.target
        case ast.Subscript():
            sides = list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]
            about = node.value
        case ast.Return() if node.value is not None:
            sides = [node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value]
    return [(one, about) for one in sides if isinstance(one, ast.Constant) and isinstance(one.value, str)]


def _instead(function: ast.FunctionDef, node: ast.AST, text: str, about: ast.expr | None) -> str:
    if isinstance(node, ast.Return):
        wanted = must_return(function)
        return (
            f"{function.name} {wanted}, not a text{_any_word(text)}"
            if wanted
            else f"a text is not allowed in a rule: {NO_TEXT}"
        )
    name = _last_name(about)
    if isinstance(node, ast.Subscript):
        vocabulary = entries_of(name)
        if vocabulary is not None:
            every = ", ".join(one.name.lower() for one in vocabulary)
            return f"{name} are numbered: {every}; write {_member(vocabulary, text)}"
    elif not isinstance(node, ast.Return):
        vocabulary = values_of(name)
        if vocabulary is not None:
            verb = "compare with" if isinstance(node, ast.Compare) else "write"
            return f"{name} is a number: {verb} {_member(vocabulary, text)}"
        if homes_of(name):
            return f"{name} is a number: write one, not a text{_any_word(text)}"
    return f"a text is not allowed in a rule: {NO_TEXT}{_any_word(text)}"


def _last_name(about: ast.expr | None) -> str:
    while isinstance(about, ast.Subscript):
        about = about.value
    return about.attr if isinstance(about, ast.Attribute) else about.id if isinstance(about, ast.Name) else ""


def _member(vocabulary: type[IntEnum], text: str) -> str:
    """Return the word that a text means, as a rule writes it, or the words that there are."""
    name = vocabulary.__name__
    imported = f"(from {words()[name]} import {name})"
    close = near(text, vocabulary.__members__).removeprefix("did you mean ").rstrip("?")
    if close:
        return f"{name}.{close} {imported}"
    return f"one of {', '.join(f'{name}.{one}' for one in vocabulary.__members__)} {imported}"


def _any_word(text: object) -> str:
    """Return the words of any vocabulary that are written like a text, as a question."""
    found = words_like(str(text).upper().replace(" ", "_").replace("-", "_"))
    return f"; {found}" if found else ""


def check_none(own: OwnRules, function: ast.FunctionDef) -> None:
    """Refuse None: compiled variables, fields and results hold numbers."""
    for part in function.body:
        for node in ast.walk(part):
            if isinstance(node, ast.Constant) and node.value is None and node not in _returned_alone(function):
                refuse(
                    own,
                    node.lineno,
                    "None is not allowed in a rule, where everything is a number: for no hunter, no beast or no day "
                    "write NOBODY (from agents.vocabulary import NOBODY)",
                )


def _returned_alone(function: ast.FunctionDef) -> list[ast.expr | None]:
    """Return what ``return None`` returns; whether that is allowed has been looked at before."""
    return [node.value for node in ast.walk(function) if isinstance(node, ast.Return)]
