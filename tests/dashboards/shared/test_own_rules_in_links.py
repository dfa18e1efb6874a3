"""A band by rules of a user's own, as a link names it: only rules that the server was started with."""

import pytest

from dashboards.shared.address import read
from dashboards.stage.film import _settings
from hunt.catalogue.own_rules import OwnRules, register_rules
from hunt.errors import HuntError

COLDER = OwnRules("my rules~2.py", "COLD = 0.6\n")


def test_a_link_names_rules_that_were_registered_and_both_titles_say_what_differs():
    id = register_rules(COLDER)
    assert id == "my-rules-2"  # no sign in it at which a link is cut
    address = read([("bands", f"own-product,own-product~rules:{id}")])
    usual, mine = (address.parameters(band) for band in address.bands)
    assert (usual.rules, mine.rules) == (None, COLDER)
    assert mine.but(rules=None) == usual
    left, right = address.titles()
    assert left.endswith("unchanged")
    assert right.endswith("rules of your own: my-rules-2")
    german = read([("bands", f"own-product~rules:{id}"), ("skin", "steinzeit")])
    assert german.titles()[0].endswith("eigene Regeln: my-rules-2")
    assert read([("bands", address.bands[1].text())]).bands[0] == address.bands[1]


def test_a_link_never_names_a_file():
    for name in ("theirs", "/etc/passwd", "../mine.py"):
        with pytest.raises(HuntError, match="There are no rules named"):
            read([("bands", f"own-product~rules:{name}")])


def test_the_text_of_the_rules_is_not_sent_to_every_viewer():
    id = register_rules(COLDER)
    parameters = read([("bands", f"own-product~rules:{id}")])
    assert "rules" not in _settings(parameters.parameters(parameters.bands[0]))
