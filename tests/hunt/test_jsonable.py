"""Values as JSON can hold them."""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from hunt.jsonable import as_json, in_lines
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


def test_text_for_people_has_a_line_for_each_name_and_one_for_a_list_of_numbers():
    value = {"a": [1, 2.5, None], "b": {"c": [[1, 2], ["d", {}]], "e": []}, "f": [{"g": "\n"}]}
    told = in_lines(value)
    assert json.loads(told) == value
    assert told.splitlines()[:4] == ["{", ' "a": [1, 2.5, null],', ' "b": {', '  "c": [']
    assert in_lines({}) == "{}"
    with pytest.raises(ValueError, match="not JSON compliant"):
        in_lines({"a": [float("nan")]})
