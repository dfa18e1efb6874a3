"""What a script or a phone may not say is one sentence, whatever it is: a workshop.zip may come from anywhere."""

import pytest

from dashboards.room.phone_routes import _is_answer
from dashboards.room.script import script_from
from hunt.errors import HuntError

HEAD = 'scenario = "default-valley"\nband = "own-product"\n'
ODD = (
    '[[step]]\nid = "x"\nkind = ["x"]\n',
    '[[step]]\nkind = "hands"\n',
    '[[step]]\nid = ["x"]\nkind = "hands"\n',
    f"[[step]]\nid = {'[' * 3000}{']' * 3000}\n",
    f'[[step]]\nid = "x"\nkind = "bet"\nseconds = {"9" * 5000}\n',
)


@pytest.mark.parametrize("k", range(len(ODD)))
def test_an_odd_script_is_one_sentence(k):
    with pytest.raises(HuntError) as refused:
        script_from(HEAD + ODD[k], "odd")
    assert "\n" not in str(refused.value)


def test_an_answer_needs_a_name_that_can_be_written():
    answer = {"step": "x", "epoch": 1, "nonce": "0123456789abcdef", "value": 1}
    assert _is_answer(answer)
    for nonce in ("\ud800" * 8, "short", "a" * 41, "1234 6789", None):
        assert not _is_answer(answer | {"nonce": nonce})
