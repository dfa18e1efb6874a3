"""What the compiler says of rules of the user's own, as one sentence, with its line."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from numba.core.errors import NumbaError

from hunt.catalogue.own_rules import OwnRules
from hunt.errors import HuntError

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LONGEST = 160


@contextmanager
def said_by_compiler(own: OwnRules | None) -> Iterator[None]:
    """Say in one sentence what the compiler refuses in the user's rules; in the project's it is a fault of ours."""
    try:
        yield
    except NumbaError as error:
        if own is None:
            raise
        raise HuntError(_sentence(own, COLOUR.sub("", str(error)))) from error


def _sentence(own: OwnRules, said: str) -> str:
    lines = re.findall(rf'File "[^"]*{re.escape(own.name)}", line (\d+)', said)
    where = f"{own.name}, line {lines[-1]}" if lines else own.name
    told = [line.strip() for line in said.splitlines() if line.strip() and "nopython mode pipeline" not in line]
    reason = next(
        (line for line in reversed(told) if re.match(r"(Cannot|No |Unknown|Invalid|Use of|Unsupported)", line)), ""
    )
    reason = (reason or (told[0] if told else "no reason given"))[:LONGEST].rstrip(".")
    return (
        f"{where}: the compiler cannot work with this ({reason}); let each variable keep one type, starting a sum with "
        "0.0, and use plain numbers, loops and if."
    )
