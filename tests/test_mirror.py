"""The test of a rule is found by mirroring its path."""

import ast
from pathlib import Path

from hunt.engine.rule_copies import rule_modules

HERE = Path(__file__).parent


def stories_in(file):
    """Return the names of the tests of a file."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [one.name for one in tree.body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")]


def test_every_file_of_rules_has_a_test_file_that_calls_its_rules():
    for module in rule_modules():
        *folders, name = module.__name__.split(".")
        file = HERE.joinpath(*folders, f"test_{name}.py")
        assert file.exists(), f"{module.__name__} has no {file.relative_to(HERE.parent)}"
        assert stories_in(file), file
        assert f"from {module.__name__} import" in file.read_text(encoding="utf-8"), f"{file} does not call its rules"


def test_no_test_of_a_rule_is_left_behind():
    known = {tuple(module.__name__.split(".")) for module in rule_modules()}
    for folder in (("agents", "behaviour"), ("hunt", "world")):
        for file in HERE.joinpath(*folder).glob("test_*.py"):
            assert (*folder, file.stem.removeprefix("test_")) in known, f"{file} tests no rule that is there"
