"""``python -m hunt.cli``: the command line without an installed script."""

from hunt.cli import main

main()
