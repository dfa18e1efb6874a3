"""``python -m hunt`` is the command ``hunt``."""

from hunt.cli import main

if __name__ == "__main__":
    main()
