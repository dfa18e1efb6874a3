"""Long lists of numbers are read as Python's own reader of TOML reads them, without it reading each number."""

import re
import tomllib

import pytest
from cases import each

from experiments.sweeps import long_lists
from experiments.sweeps.long_lists import read_toml_text
from experiments.sweeps.parse_design import read_design
from hunt.errors import HuntError

TEXTS = {
    "plain": "[levers]\na = [1, 2.5, -3e-4, 0]\nb = { c = [4, 5, 6] }\n",
    "over lines": "a = [\n 1,\r\n 2,\n]\nb = [[1, 2], [3, 4]]\n",
    "another way": "a = [1_000, 2, 3]\nb = [+1, 2, 3]\nc = [0x1, 2, 3]\n",
    "in a text": 'a = "[1, 2, 3]"\nb = """\n[1, 2, 3]\n"""\nc = [1, 2, 3]\n',
    "in a comment": "a = 1 # [1, 2, 3]\nb = [1, 2, 3]\n",
    "a name": "[1]\na = [1, 2, 3]\n",
    "the mark itself": 'a = "\ue0000"\nb = [1, 2, 3]\n',
    "tables in a row": "[[a]]\nb = [1, 2, 3]\n",
    "types": "a = [1, 2.0, 1e400, -0, 9223372036854775808]\n",
    "nothing": "a = [ , ]\nb = [   ]\n",
    "wrong numbers": "a = [1, 02, 3]\n",
    "a comma too many": "a = [1, 2,, 3]\n",
    "no number": "a = [1, 2., 3]\n",
}


@each("text", TEXTS)
def test_any_text_comes_to_the_same(text, monkeypatch):
    monkeypatch.setattr(long_lists, "LONG", re.compile(long_lists.LONG.pattern.replace("10000", "3")))
    try:
        wanted = repr(tomllib.loads(TEXTS[text]))
    except tomllib.TOMLDecodeError as error:
        with pytest.raises(tomllib.TOMLDecodeError, match=re.escape(str(error))):
            read_toml_text(TEXTS[text])
    else:
        assert repr(read_toml_text(TEXTS[text])) == wanted


def test_the_reader_of_toml_does_not_see_the_numbers(tmp_path, monkeypatch):
    values = [0.5 + k / 100_000 for k in range(40_000)]
    seen = []

    def read(text):
        seen.append(len(text))
        return loads(text)

    loads = tomllib.loads
    monkeypatch.setattr(tomllib, "loads", read)
    file = tmp_path / "many.toml"
    file.write_text(f"runs = 1\n[levers]\nsmall_game = {values}\n", encoding="utf-8")
    assert read_design(file).levers["small_game"].values == tuple(values)
    file.write_text(f"runs = 1\n[levers]\nsmall_game = {[*values, 99.0]}\n", encoding="utf-8")
    with pytest.raises(HuntError, match=r"small_game = 99"):
        read_design(file)
    assert max(seen) < 100
