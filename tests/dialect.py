"""The dialect of the rules, as CONTRIBUTING.md describes it."""

import ast

FORBIDDEN = {
    ast.GeneratorExp: "a generator expression",
    ast.ListComp: "a list comprehension",
    ast.List: "a list",
    ast.Dict: "a dictionary",
    ast.Set: "a set",
    ast.SetComp: "a set comprehension",
    ast.DictComp: "a dictionary comprehension",
    ast.Lambda: "a lambda",
    ast.Pow: "**",
    ast.JoinedStr: "a text put together",
    ast.Try: "try",
    ast.With: "with",
    ast.Raise: "raise",
    ast.ClassDef: "a class",
    ast.Global: "global",
    ast.Starred: "*",
}
CALLS = ("sum", "sorted", "list", "dict", "set", "tuple", "map", "filter", "zip", "enumerate", "pow", "print", "round")


def not_in_the_dialect(source):
    """Return what stands in the functions of a source that a rule may not use."""
    found = []
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef):
            for node in (each for line in function.body for each in ast.walk(line)):
                found += [word for kind, word in FORBIDDEN.items() if isinstance(node, kind)]
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
                    found.append(f"{node.func.id}()")
                if isinstance(node, ast.Import | ast.ImportFrom):
                    found.append("import")
    return found
