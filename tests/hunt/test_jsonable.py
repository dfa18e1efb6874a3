"""Values as JSON can hold them."""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

from hunt.jsonable import as_json
from hunt.vocabulary import Form


class Record(NamedTuple):
    """Something with names."""

    code: int
    text: str


def test_whatever_a_command_prints_becomes_plain_json():
    value = {
        "nan": [float("nan"), np.float64("inf"), 1.5],
        3: np.int64(4),
        "array": np.array([[1.0, np.nan]]),
        "word": Form.QUOTA,
        "place": Path("a/b"),
        "set": {2},
        "record": Record(0, ""),
        "flag": np.True_,
        "none": None,
    }
    assert json.loads(json.dumps(as_json(value), allow_nan=False)) == {
        "nan": [None, None, 1.5],
        "3": 4,
        "array": [[1.0, None]],
        "word": "quota",
        "place": "a/b",
        "set": [2],
        "record": [0, ""],
        "flag": True,
        "none": None,
    }
