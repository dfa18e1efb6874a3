"""Every number of the model has a range to be screened in, or a reason why it has none."""

import re
from pathlib import Path

from cases import each

from experiments.sensitivity_analysis.uncertain_ranges import (
    CAMP,
    HOMES,
    LEFT_OUT,
    NUMBERS,
    OWN_RANGES,
    PREMISE,
    STORY,
    VALLEY,
    range_of,
)
from hunt.catalogue.parameters import FIELDS, Parameters

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "guesses.md").read_text(encoding="utf-8")


def test_every_number_is_screened_once_or_left_out_with_a_reason():
    assert sorted((*VALLEY, *CAMP, *LEFT_OUT)) == sorted(NUMBERS)
    assert len(set(NUMBERS)) == len(NUMBERS) >= 100
    assert all(LEFT_OUT.values())
    assert set(OWN_RANGES) <= set(VALLEY) | set(CAMP)
    assert sorted((*STORY, *PREMISE)) == sorted(VALLEY)


def test_the_page_counts_the_numbers_and_gives_a_reason_for_those_left_out():
    counted = [set(map(int, re.findall(r"\b\d+\b", paragraph))) for paragraph in PAGE.split("\n\n")]
    assert any(len(NUMBERS) in numbers for numbers in counted)
    assert any({len(VALLEY), len(STORY), len(CAMP), len(LEFT_OUT)} <= numbers for numbers in counted)
    for name in LEFT_OUT:
        assert re.search(rf"`{name}`\s\([^)]{{5,}}\)", PAGE), name
    assert set(re.findall(r"^\| \d+ \| `(\w+)`", PAGE, re.MULTILINE)) <= {*VALLEY, *CAMP}


@each("name", [*VALLEY, *CAMP])
def test_a_range_includes_the_default_and_only_what_is_allowed(name):
    low, high, why = range_of(name)
    assert low < high
    assert low <= FIELDS[name].default <= high
    assert why
    for end in (low, high):
        assert getattr(Parameters(**{name: end}), name) == end


def test_everything_off_by_default_has_one_setting_in_which_it_is_on():
    assert sorted(name for _, names in HOMES.values() for name in names) == sorted(CAMP)
    for settings, names in HOMES.values():
        for name in names:
            for end in range_of(name, settings.get(name))[:2]:
                Parameters(**(settings | {name: end}))


def test_the_ends_of_all_ranges_go_together():
    for part in (VALLEY, CAMP):
        for k in (0, 1):
            Parameters(**{name: range_of(name)[k] for name in part})
    assert range_of("reserve_low")[1] <= range_of("reserve_high")[0]
