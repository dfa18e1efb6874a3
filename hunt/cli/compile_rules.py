"""``hunt compile``: compile the rules before anyone has to wait for it."""

import typer

from hunt.cli.options import Rules, rules_of
from hunt.cli.output import compile_first


def compile(rules: Rules = None) -> None:
    """Compile the rules beforehand, so that nobody has to wait for it later; without this, the first run does it."""
    from hunt.engine.code_cache import is_compiled
    from hunt.engine.kernel import kernel_of

    own = rules_of(rules)
    compile_first(quiet=False, rules=own)
    folder = kernel_of(own).folder
    if not is_compiled(folder):
        raise typer.Exit(1)
    print(f"The rules are compiled and kept in {folder}.")
