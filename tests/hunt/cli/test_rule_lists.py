"""``hunt rules``: lists in which no name is cut, found by a part of a name; the fields that a rule reads."""

import pytest
from command_line import assert_refused, hunt, strictly

from hunt.engine import rule_names
from hunt.engine.records import BEAST, CAMP, EVENT, HUNTER, Records
from hunt.engine.starter import rule_rows
from hunt.engine.world_fields import field_rows, vocabularies


def test_rules_are_listed_by_file_one_a_line_with_all_that_is_said():
    lines = hunt("rules").out.splitlines()
    files = [line for line in lines if not line.startswith(" ")]
    assert files == list(dict.fromkeys(f"{row['where'].replace('.', '/')}.py" for row in rule_rows()))
    assert [line.split()[0] for line in lines if line.startswith(" ")] == list(rule_names.rules())
    assert (
        "  evening  Count the day's product, eat and heal; without reserve, die, except in the days of practice.  "
        in ("\n".join(lines))
    )


@pytest.mark.parametrize("width", [20, 80, 200])
def test_on_a_terminal_the_text_is_cut_and_never_a_name(monkeypatch, width):
    monkeypatch.setattr("hunt.cli.rules._width", lambda: width)
    lines = hunt("rules").out.splitlines()
    of_rules = [line for line in lines if line.startswith(" ")]
    assert [line.split()[0] for line in of_rules] == list(rule_names.rules())
    for line, row in zip(of_rules, rule_rows(), strict=True):
        assert line.endswith(f"[{row['constants']}]") or not row["constants"]
        assert len(line) <= max(width, len(row["constants"]) + 60)
    assert any("…" in line for line in of_rules) == (width < 200)
    fields = hunt("rules", "--fields").out
    assert "…" not in fields
    for row in field_rows():
        assert f"\n  {row['field']} " in fields
    assert " ".join(fields.split()).count("cell of the ring taken today, 0 to 7, or NOBODY") == 1


def test_a_part_of_a_name_finds_rules_files_and_constants():
    for part, rule in (("cold", "evening"), ("EATING", "die"), ("may_be", "may_be_asked"), ("heal", "evening")):
        found = hunt("rules", "--find", part)
        assert f"\n  {rule} " in found.out
        assert len(found.out.splitlines()) < 30
    rows = strictly(hunt("rules", "--find", "may_be", "--json").out)
    assert [row["rule"] for row in rows] == ["may_be_asked"]
    assert_refused(hunt("rules", "--find", "xyzzy"), "--find xyzzy finds nothing; try a part of a name")
    assert_refused(hunt("rules", "evening", "--find", "cold"), "leave out --find and --fields")
    assert_refused(
        hunt("rules", "xyzzy"), "'hunt rules --find xyzzy' looks for it"
    )  # nothing that would go into mine.py


def test_the_fields_are_those_that_there_are_each_with_its_meaning():
    rows = strictly(hunt("rules", "--fields", "--json").out)
    assert rows == field_rows()
    by_place = {}
    for row in rows:
        by_place.setdefault(row["of"], []).append(row["field"])
        assert row["meaning"] or row["type"], row
    assert set(by_place["world.hunters[h]"]) == set(HUNTER.names)
    assert set(by_place["world.beasts[b]"]) == set(BEAST.names)
    assert set(by_place["world.camp"]) == set(CAMP.names)
    assert set(by_place["world.log[k]"]) == set(EVENT.names)
    assert set(by_place["world"]) == set(Records._fields)
    told = {(row["of"], row["field"]): (row["type"], row["unit"], row["meaning"]) for row in rows}
    assert told["world.hunters[h]", "reserve"] == ("float", "person-days", "body reserve")
    assert told["world.hunters[h]", "skills"] == ("table [Skill]", "0 to 1", "one per Skill")
    assert told["world.camp", "eaten"] == ("float", "person-days", "by the hunters; accounts of food since day 0")
    assert told["world", "weighed"][0] == "table [hunter, Action]"
    assert {"Season", "Action", "Skill"} <= set(vocabularies())
    assert (
        "world.beasts[b]\n  meat  float, person-days  left on the carcass\n"
        in hunt("rules", "--fields", "--find", "carcass").out
    )
