"""Values as JSON can hold them."""

import dataclasses
import json
import math
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np


def in_lines(value: Any, depth: int = 0) -> str:
    """Return what `as_json` gave as text for people: each name on a line of its own, a list of numbers on one.

    Python's own indented text has a line for each number, and takes ten times as long.
    """
    inside = "\n" + " " * (depth + 1)
    if isinstance(value, dict) and value:
        lines = [f"{json.dumps(name)}: {in_lines(one, depth + 1)}" for name, one in value.items()]
    elif isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        lines = [in_lines(one, depth + 1) for one in value]
    else:
        return json.dumps(value, allow_nan=False)
    first, last = "{}" if isinstance(value, dict) else "[]"
    return f"{first}{inside}{f',{inside}'.join(lines)}\n{' ' * depth}{last}"


def as_json(value: Any) -> Any:
    """Return a value as JSON can hold it: NaN becomes null, arrays lists, enums their words."""
    if type(value) is float:  # first, because a design may hold a million of them
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): as_json(one) for key, one in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return as_json(dataclasses.asdict(value))
    if isinstance(value, Enum):
        return value.name.lower()
    if isinstance(value, np.ndarray):
        return as_json(value.tolist())
    if isinstance(value, np.generic):
        return as_json(value.item())
    if isinstance(value, list | tuple | set | frozenset):
        return [as_json(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return str(value) if isinstance(value, Path) else value
