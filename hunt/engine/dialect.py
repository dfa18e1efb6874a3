"""The part of Python that rules are written in, and how to write plainly what is not in it.

Rules are compiled without reference counting, so they must not allocate; and what may differ in the last bit between
the two engines is left out as well.  ``CONTRIBUTING.md`` tells the same in words.
"""

import ast
from collections.abc import Iterator
from typing import NamedTuple


class Fault(NamedTuple):
    """Something that a rule may not contain."""

    line: int
    what: str
    instead: str


ADD_UP = (
    "write a loop that adds up: total = 0.0, then for h in range(len(world.hunters)): total += world.hunters[h].reserve"
)
NO_NEW = "rules make nothing new: use plain variables, or a tuple of numbers at the top of the file as a table"
LOOP = "write the loop `for k in range(len(...)):`"
CHANCE = "chance comes from luck, so that a seed always gives the same year: read luck.choice[day, h] or another draw"
NO_TEXT = "rules make no texts; what happened is noted with log_event, in numbers"
LOOK_INSIDE = "delete it; to look inside, set a breakpoint on this line and run HuntModel(rules=...) in a debugger"
COMPARE = "compare with == or !=, and with NOBODY where there may be no hunter, no beast or no day"
CANNOT_STOP = "a rule cannot stop a run: use if, and decide what the hunter does otherwise"

FORBIDDEN: dict[type[ast.AST], tuple[str, str]] = {
    ast.GeneratorExp: ("a generator expression", ADD_UP),
    ast.ListComp: ("a list comprehension", ADD_UP),
    ast.SetComp: ("a set comprehension", ADD_UP),
    ast.DictComp: ("a dictionary comprehension", ADD_UP),
    ast.List: ("a list", NO_NEW),
    ast.Dict: ("a dictionary", NO_NEW),
    ast.Set: ("a set", NO_NEW),
    ast.Lambda: ("a lambda", "write a separate function with def"),
    ast.FunctionDef: ("a function inside a function", "move it to the top of the file"),
    ast.AsyncFunctionDef: ("an async function", "write def"),
    ast.ClassDef: ("a class", "rules are functions"),
    ast.Pow: ("**", "multiply, as in x * x, or call power of agents.behaviour.geometry"),
    ast.MatMult: ("@", "write the loop"),
    ast.JoinedStr: ("an f-string", NO_TEXT),
    ast.Try: ("try", CANNOT_STOP),
    ast.With: ("with", "rules open nothing"),
    ast.Raise: ("raise", CANNOT_STOP),
    ast.Assert: ("assert", CANNOT_STOP),
    ast.Global: ("global", "keep what lasts in an attribute of the hunter or the camp"),
    ast.Nonlocal: ("nonlocal", "keep what lasts in an attribute of the hunter or the camp"),
    ast.Starred: ("*", "write every argument"),
    ast.Yield: ("yield", "return one number"),
    ast.YieldFrom: ("yield from", "return one number"),
    ast.Await: ("await", "rules wait for nothing"),
    ast.Delete: ("del", "leave it out"),
    ast.Match: ("match", "write if and elif"),
    ast.NamedExpr: (":=", "assign on a line of its own"),
    ast.Slice: ("a slice", LOOP),
    ast.Is: ("`is`", COMPARE),
    ast.IsNot: ("`is not`", COMPARE),
    ast.Import: ("import inside a function", "import at the top of the file"),
    ast.ImportFrom: ("import inside a function", "import at the top of the file"),
}

CALLS: dict[str, str] = {
    **dict.fromkeys(("sum", "any", "all", "sorted", "map", "filter"), ADD_UP),
    **dict.fromkeys(("zip", "enumerate", "reversed", "next", "iter"), LOOP),
    **dict.fromkeys(("list", "dict", "set", "tuple"), NO_NEW),
    **dict.fromkeys(("print", "breakpoint"), LOOK_INSIDE),
    **dict.fromkeys(("str", "repr", "format", "input", "open"), NO_TEXT),
    **dict.fromkeys(("random", "randint", "choice", "uniform", "gauss", "randrange", "shuffle"), CHANCE),
    "pow": "multiply, as in x * x, or call power of agents.behaviour.geometry",
    "round": "call rounded of agents.behaviour.geometry",
    **dict.fromkeys(("isinstance", "type", "getattr", "hasattr", "setattr"), "compare numbers instead"),
}
"""Names that no rule calls, and what it does instead."""

EXACT = ("sqrt", "floor", "ceil", "fabs", "sin", "cos", "pi", "inf")
"""What rules use of :mod:`math`."""

INEXACT = (
    f"it may differ in the last bit from machine to machine; there are {', '.join(f'math.{one}' for one in EXACT)}, "
    "and exp_of_negative of agents.behaviour.exponential"
)


def faults_of(tree: ast.Module) -> Iterator[Fault]:
    """Yield what stands in the functions of a file that a rule may not use, in the order of the source."""
    for function in tree.body:
        if isinstance(function, ast.FunctionDef):
            parts: list[ast.expr | ast.stmt] = [*function.decorator_list, *function.body]
            found = [fault for part in parts for fault in _in_part(part)]
            if function.decorator_list:
                found.insert(0, Fault(function.lineno, "a decorator", "leave it out: rules are compiled without it"))
            yield from sorted(found, key=lambda fault: fault.line)


def _in_part(part: ast.stmt | ast.expr) -> Iterator[Fault]:
    for node in ast.walk(part):
        line = int(getattr(node, "lineno", part.lineno))
        if isinstance(node, ast.BinOp | ast.AugAssign):
            yield from (Fault(line, *FORBIDDEN[kind]) for kind in (ast.Pow, ast.MatMult) if isinstance(node.op, kind))
        elif isinstance(node, ast.Compare):
            yield from (Fault(line, *FORBIDDEN[type(one)]) for one in node.ops if type(one) in FORBIDDEN)
        elif type(node) in FORBIDDEN and not isinstance(node, ast.operator | ast.cmpop):  # those have no line
            yield Fault(line, *FORBIDDEN[type(node)])
        elif isinstance(node, ast.Call):
            yield from _in_call(node, line)
        elif isinstance(node, ast.Subscript) and _from_the_end(node.slice):
            yield Fault(
                line, f"the index {ast.unparse(node.slice)}", "an index cannot count from the end; write len(...) - 1"
            )
        elif isinstance(node, ast.Attribute) and _is_name(node.value, "math") and node.attr not in EXACT:
            yield Fault(line, f"math.{node.attr}", INEXACT)


def _from_the_end(index: ast.expr) -> bool:
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    return any(isinstance(one, ast.UnaryOp) and isinstance(one.op, ast.USub) for one in parts)


def _is_name(node: ast.expr, *names: str) -> bool:
    return isinstance(node, ast.Name) and node.id in names


def _in_call(node: ast.Call, line: int) -> Iterator[Fault]:
    called = node.func
    if isinstance(called, ast.Name):
        if called.id in CALLS:
            yield Fault(line, f"{called.id}()", CALLS[called.id])
        elif called.id in ("min", "max") and (len(node.args) == 1 or node.keywords):
            yield Fault(line, f"{called.id}() of anything but numbers", f"write {called.id}(a, b), or a loop")
    elif isinstance(called, ast.Attribute) and _is_name(called.value, "random", "rng"):
        yield Fault(line, f"{ast.unparse(called)}()", CHANCE)
