"""Data as TOML: texts, numbers, lists of those, and tables."""

import json
from collections.abc import Mapping
from typing import Any


def as_toml(data: Mapping[str, Any]) -> str:
    """Write data of a skin or a regime: texts, numbers, lists of those, and tables; a table in a table in one line."""
    plain = [f"{_key(name)} = {_value(part)}" for name, part in data.items() if not isinstance(part, Mapping)]
    tables = [f"[{_key(name)}]\n{_table(part)}" for name, part in data.items() if isinstance(part, Mapping)]
    return "\n\n".join(["\n".join(plain), *tables]) + "\n"


def _table(part: Mapping[str, Any]) -> str:
    return "\n".join(f"{_key(name)} = {_value(one)}" for name, one in part.items())


def _value(one: Any) -> str:
    if isinstance(one, Mapping):
        return "{ " + ", ".join(f"{_key(name)} = {_value(part)}" for name, part in one.items()) + " }"
    return json.dumps(one, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(name: str) -> str:
    return name if name.replace("-", "").replace("_", "").isalnum() and name.isascii() else json.dumps(name)
