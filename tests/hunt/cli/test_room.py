"""``hunt room`` refuses in one sentence what it cannot do, and says before a workshop whether it can begin."""

import pytest
from cases import each
from command_line import assert_refused, hunt

pytestmark = pytest.mark.usefixtures("compiled")


@each(
    ("given", "named"),
    [
        (("nonsense",), "no script"),
        (("--skin", "klingon"), "klingon"),
        (("--temper", "angry"), "hopeful"),
        (("--forget", "ZZZZ"), "no room ZZZZ"),
        (("--rehearse", "1000"), "--rehearse"),
        (("--port", "65535"), "--port"),
    ],
)
def test_what_cannot_be_done_is_refused(given, named, tmp_path):
    assert_refused(hunt("room", *given, "--folder", str(tmp_path), "--no-browser"), named)


def test_a_check_says_what_is_right_and_what_is_not(tmp_path):
    found = hunt("room", "--check", "--folder", str(tmp_path), "--port", "39870")
    lines = found.out.splitlines()
    assert all(line.startswith(("ok  ", "FAIL", "    ")) for line in lines)
    assert found.code == (1 if any(line.startswith("FAIL") for line in lines) else 0)
    assert any("Port 39871 is free" in line for line in lines)
    assert any(str(tmp_path) in line for line in lines)
