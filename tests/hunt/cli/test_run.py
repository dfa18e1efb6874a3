"""`hunt run`: one year, in words and for machines."""

import pytest
from cases import each
from command_line import hunt, strictly

from hunt.catalogue.scenarios import scenario
from hunt.jsonable import as_json
from hunt.narrator import skin_ids
from hunt.simulation import simulate

pytestmark = pytest.mark.usefixtures("compiled")


def test_a_run_is_a_short_story_and_the_same_one_for_the_same_seed():
    call = hunt("run", "--seed", "3")
    assert (call.code, call.err) == (0, "")
    assert 8 <= len(call.out.splitlines()) <= 15
    assert call.out == hunt("run", "--seed", "3").out != hunt("run", "--seed", "4").out


def test_for_machines_it_is_the_same_run():
    argv = ["run", "--seed", "3", "--regime", "none", "--scenario", "strangers", "--set", "days=300"]
    call = hunt(*argv, "--json")
    assert (call.code, call.err) == (0, "")
    told = strictly(call.out)
    assert (told["scenario"], told["regime"], told["seed"]) == ("strangers", "none", 3)
    parameters = scenario("strangers").parameters("none", days=300)
    assert told["outcome"] == as_json(simulate(parameters, 3).row())
    assert [one["text"] for one in told["told"]] == hunt(*argv).out.splitlines()


def test_a_change_on_the_command_line_is_the_change_of_a_fork():
    told = strictly(hunt("run", "--set", "days=90", "--change", "30:review=3,push=0.5", "--json").out)
    changes = [(30, {"review": 3, "push": 0.5})]
    assert told["outcome"] == as_json(simulate(scenario().parameters("own-product", days=90), 1, changes).row())


@each("seed", ["0", "9223372036854775807"])
def test_the_first_and_the_last_seed_work(seed):
    assert strictly(hunt("run", "--seed", seed, "--set", "days=5", "--json").out)["seed"] == int(seed)
    last = str(int(seed) - 2) if seed != "0" else seed
    assert hunt("compare", "--runs", "3", "--flip-runs", "0", "--set", "days=5", "--seed", last).code == 0


@each(
    ("given", "same"),
    [
        ("hunters=12.0", "hunters=12"),
        (" hunters = 12 ", "hunters=12"),
        ("hunters=1.2e1", "hunters=12"),
        ("kappa=3", "kappa=3.0"),
        ("form=RANKING", "form=ranking"),
        ("leadership=Chief", "leadership=chief"),
        ("praises=[0,1,0,0,0]", "praises=[0.0, 1.0, 0.0, 0.0, 0.0]"),
    ],
)
def test_a_setting_may_be_written_in_several_ways(given, same):
    one, other = (hunt("run", "--json", "--set", "days=60", "--set", text) for text in (given, same))
    assert one.code == 0
    assert strictly(one.out)["outcome"] == strictly(other.out)["outcome"]


def test_a_setting_given_last_counts():
    given = hunt("run", "--json", "--set", "days=9", "--set", "days=20").out
    assert given == hunt("run", "--json", "--set", "days=20").out != hunt("run", "--json", "--set", "days=9").out


@each("id", skin_ids())
def test_every_skin_tells_the_same_run(id):
    told = strictly(hunt("run", "--skin", id, "--set", "days=60", "--json").out)
    other = strictly(hunt("run", "--set", "days=60", "--json").out)
    assert told["skin"] == id
    assert told["outcome"] == other["outcome"]
    assert [one["event"] for one in told["told"]] == [one["event"] for one in other["told"]]
    assert (told["told"] == other["told"]) == (id == "stone-age")
