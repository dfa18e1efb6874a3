"""``hunt compile``: compile the rules before anyone has to wait for it."""

import typer

from hunt.cli.output import compile_first


def compile() -> None:
    """Compile the rules beforehand, so that nobody has to wait for it later; without this, the first run does it."""
    from hunt.engine.code_cache import FOLDER, is_compiled

    compile_first(quiet=False)
    if not is_compiled():
        raise typer.Exit(1)
    print(f"The rules are compiled and kept in {FOLDER}.")
