"""A loop of a user's own rule that does not end stops the run, in both engines.

Machine code hears no Ctrl-C, so a loop without end would have to be killed.  The trial in plain Python finds most of
them; this finds those that only other settings bring about.
"""

import ast
from typing import NoReturn

MOST_TURNS = 100_000_000
"""Turns of all loops of one function in one call: a hundred for each cell of the largest valley, and about a tenth of a
second of machine code."""

TURNS, STOP = "__turns_of_loops", "__stop_loops"
"""The names, in the user's functions, of what counts them, and of what is called where there are too many; no file of
rules gives such names a meaning."""

ENDLESS = "turns of loops in one call"
"""How what is raised then is known again."""


def stop(line: int) -> NoReturn:
    """Stop a run in a loop that does not end."""
    raise RuntimeError(said_of_loop(line))


def said_of_loop(line: int) -> str:
    """Return what is raised in a loop that does not end."""
    return f"line {line}: {MOST_TURNS:,} {ENDLESS}"


def guard_loops(tree: ast.Module) -> ast.Module:
    """Let every function of a file count the turns of its loops, and stop where there are too many; lines stay."""
    for function in tree.body:
        if isinstance(function, ast.FunctionDef):
            loops = [node for node in ast.walk(function) if isinstance(node, ast.While | ast.For)]
            for loop in loops:
                loop.body[:0] = _located(f"{TURNS} += 1\nif {TURNS} > {MOST_TURNS}: {STOP}({loop.lineno})", loop)
            if loops:
                function.body[:0] = _located(f"{TURNS} = 0", function.body[0])
    return tree


def _located(text: str, at: ast.stmt) -> list[ast.stmt]:
    """Return statements that stand in the line of another one."""
    made = ast.parse(text).body
    for one in made:
        for node in ast.walk(one):
            ast.copy_location(node, at)
    return made
