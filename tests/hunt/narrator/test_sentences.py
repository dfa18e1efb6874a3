"""A sentence for every event, true to what happened."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from cases import each
from recorded_runs import MOST_WORDS, Narrated, noted, pair_of, sentences_of, with_events

import hunt
from hunt import narrator
from hunt.catalogue.scenarios import scenario
from hunt.errors import HuntError
from hunt.history import History
from hunt.narrator import SAYS, sentence, skin, tell
from hunt.vocabulary import Action, Because, EventKind, Hours, Skill, Weather

# ------------------------------------------------------------------------------------------------- every sentence


def test_every_pair_that_occurs_has_sentences_and_every_pair_with_sentences_occurs(
    recorded: Narrated,
) -> None:
    occurred = {pair_of(event) for history, _ in recorded for event in history.events}
    assert occurred <= set(SAYS)
    assert {kind for kind, _ in occurred} == {kind for kind, _ in SAYS}


def test_every_event_of_sixty_runs_is_a_sentence(recorded: Narrated) -> None:
    for history, _ in recorded:
        for event in history.events:
            text = sentence(event, history, skin())
            assert text[0].isupper() or text[0].isdigit(), text
            assert text.endswith("."), text
            assert not set("{}|%") & set(text), text
            assert "None" not in text, text
            assert all(len(one.split()) <= MOST_WORDS for one in sentences_of(text)), text


def test_what_is_called_sure_is_known_in_every_event(recorded: Narrated) -> None:
    for history, _ in recorded:
        for event in history.events[::3]:
            scene = narrator.Scene(event, history, skin())
            says = SAYS[pair_of(event)]
            assert says.read is not None
            facts, cases = says.read(scene)
            known = {name for name, one in {**narrator.offers.always(scene), **facts}.items() if one is not None}
            assert says.sure <= known, pair_of(event)
            assert set(facts) <= says.sure | says.perhaps, pair_of(event)
            assert set(cases) <= set(says.cases), pair_of(event)


def test_what_differs_only_in_the_day_is_told_in_other_words(year: History) -> None:
    storms = [sentence(noted(year, day, EventKind.STORM, Because.CHANCE), year, skin()) for day in range(4)]
    assert all(today != tomorrow for today, tomorrow in pairwise(storms))


def test_an_event_nobody_foresaw_is_refused_but_does_not_stop_the_story(year: History) -> None:
    strange = noted(year, 20, EventKind.FREE_AGAIN, Because.PLANNED)
    with pytest.raises(HuntError, match="free_again because of planned"):
        sentence(strange, year, skin())
    story = tell(with_events(year, [strange, *year.events]), skin())
    assert [one.text for one in story] == [one.text for one in tell(year, skin())]


# ------------------------------------------------------------------------------------------- true to what happened


def test_numbers_have_their_words() -> None:
    count = skin().count
    assert f"{count(1):day|days}" == "one day"
    assert f"{count(0):day|days}" == "no days"
    assert f"{count(11.5):day|days}" == "twelve days"
    assert f"{count(13):was|were}" == "13 were"
    assert f"{count(12345)}" == "12,345"
    with pytest.raises(ValueError, match="two forms"):
        format(count(2), "day")


def test_leaving_the_ring_names_who_did_and_of_several_how_many(recorded: Narrated) -> None:
    checked = Counter[bool]()
    for history, _ in recorded:
        for event in history.events:
            if pair_of(event) != (EventKind.ESCAPED, Because.OWN_PRODUCT):
                continue
            day, who = int(event["day"]), int(event["who"])
            text = sentence(event, history, skin())
            assert history.actions[day, who] == Action.OWN
            if said := re.search(r"and (\w+) trusted", text):
                less = sum(
                    history.trust[day, i, who] < history.trust[day - 1, i, who]
                    for i in range(history.parameters.hunters)
                    if i != who and history.hunters["alive"][day, i]
                )
                assert said[1] == str(skin().count(less).figure)
            camp = history.hunters[day]
            up = camp["alive"] | (camp["died"] == day)
            at_it = up & (camp["target"] == event["beast"]) & camp["there"]
            own = int((at_it & (camp["action"] == Action.OWN)).sum())
            one_name = str(skin().names[who]) in text
            assert one_name == (own == 1), text  # of several who left, no name stands for all
            if not one_name:
                size = int((at_it & np.isin(camp["action"], [Action.OWN, Action.HUNT])).sum())
                said = re.search(r"^(\w+) of (?:the )?(\w+) ", text)
                assert said is not None, text
                assert [one.lower() for one in said.groups()] == [skin().count(n).figure for n in (own, size)]
            checked[one_name] += 1
    assert min(checked.values()) >= 3


def test_what_a_breakdown_cost_is_days_of_food_for_all_or_a_day_for_some(year: History) -> None:
    pair, living = (EventKind.INCIDENT, Because.WEAR), int(year.camp["living"][40])
    need = year.parameters.need
    large = [told_as(year, day, *pair, effect=2.6 * living * need) for day in range(40, 46)]
    assert all(re.search(r"food for three days (was lost|was gone)|the racks behind it", one) for one in large), large
    small = [told_as(year, day, *pair, effect=0.3 * living * need) for day in range(40, 46)]
    some = skin().count(0.3 * living).figure
    assert all(re.search(rf"a day's food for {some} hunters|the racks behind it", one) for one in small), small
    assert sum("because it was used more than it was repaired" in one for one in large + small) >= 2


def test_who_came_is_counted_over_all_days_of_waiting(recorded: Narrated) -> None:
    checked = Counter[str]()
    for history, _ in recorded:
        for event in history.events:
            if pair_of(event) != (EventKind.CALLED_OFF, Because.TOO_FEW):
                continue
            day, left, came = int(event["day"]), int(event["saw"][0]), 0
            while left > 0:  # a day of storm is no day of waiting
                if history.camp["weather"][day] != Weather.STORM:
                    band = history.hunters[day]
                    up = band["alive"] | (band["died"] == day)
                    at_it = (band["action"] == Action.HUNT) & (band["target"] == event["beast"]) & band["there"]
                    came, left = max(came, int((up & at_it).sum())), left - 1
                day -= 1
            text = sentence(event, history, skin())
            if "before anyone set out" in text:
                assert event["saw"][0] == 0.0, text
                checked["at once"] += 1
                continue
            assert event["saw"][0] > 0.0, text
            if said := re.search(r"(?:[Oo]nly|no more than) (\w+) (?:of \w+ )?came", text):
                assert said[1] == skin().count(came).figure, text
                checked["came"] += 1
            if re.search(r"[Nn]obody came", text):
                assert came == 0, text
                checked["nobody"] += 1
            if said := re.search(r"[Oo]nly \w+ of (\w+) came|(\w+) hunters? had promised", text):
                promised = skin().count(history.beasts["promises"][event["day"], event["beast"]])
                assert (said[1] or said[2]).lower() == promised.figure
                checked["promised"] += 1
    assert checked["at once"] >= 5
    assert min(checked["came"] + checked["nobody"], checked["promised"]) >= 1, checked


def test_what_was_promised_is_counted(recorded: Narrated) -> None:
    checked = Counter[str]()
    for history, _ in recorded:
        for event in history.events[history.events["kind"] == EventKind.PROMISED]:
            asked, promised, needed = (int(one) for one in event["saw"])
            few = event["because"] == Because.TOO_FEW
            assert few == (promised < needed)
            text = sentence(event, history, skin())
            figure = {name: skin().count(one).figure for name, one in (("promised", promised), ("needed", needed))}
            if said := re.search(r"(\w+) (?:hunters? )?promised", text.replace("had promised", "")):
                assert said[1].lower() in (figure["promised"], "nobody", "few"), text
                assert (said[1].lower() == "nobody") == (promised == 0), text
                checked["few" if few else "enough"] += 1
            if said := re.search(r"took (\w+)", text):
                assert said[1] == figure["needed"], text
            if said := re.search(r"(\w+) declined", text):
                assert said[1].lower() == skin().count(asked - promised).figure, text
                checked["declined"] += 1
            if "counted on" in text:
                assert round(float(event["effect"])) < needed <= promised
                checked["doubted"] += 1
            if event["who"] >= 0 and (said := re.match(r"(\w+) asked", text)):
                assert said[1] == skin().names[event["who"]]
                checked["caller"] += 1
    assert min(checked[one] for one in ("few", "enough", "declined", "doubted", "caller")) >= 3, checked


def test_whoever_stayed_away_had_promised_and_did_something_else(recorded: Narrated) -> None:
    checked = 0
    for history, _ in recorded:
        for event in history.events[history.events["kind"] == EventKind.STAYED_AWAY]:
            day, who = int(event["day"]), int(event["who"])
            text = sentence(event, history, skin())
            action = Action(history.actions[day, who])
            assert skin().names[who] in text
            assert history.promised[day, who] == event["beast"]
            assert action not in (Action.HUNT, Action.OWN)
            if said := re.search(r"stayed away: (.+) mattered more", text):
                assert said[1] == skin().word("options", action)
                checked += 1
            if said := re.search(r"and (\w+) others? had promised", text):
                assert said[1] == skin().count(event["saw"][0] - 1).figure
    assert checked >= 3


def test_a_beast_that_broke_out_of_a_gap_is_left_in_peace(year: History) -> None:
    gaps = year.events[(year.events["kind"] == EventKind.CALLED_OFF) & (year.events["because"] == Because.GAP)]
    assert len(gaps) >= 2
    texts = [sentence(event, year, skin()) for event in gaps]
    rest = skin().count(year.parameters.rest)
    assert any(f"in peace for {rest:day|days}" in one for one in texts)


def test_a_carcass_is_told_as_what_came_home_and_what_rotted(recorded: Narrated) -> None:
    checked = 0
    for history, _ in recorded:
        events = history.events
        for event in events[events["kind"] == EventKind.DOWN]:
            loads = events[(events["kind"] == EventKind.HAULED) & (events["beast"] == event["beast"])]
            if len(loads) < 2:
                continue
            text = sentence(loads[-1], history, skin())
            each = history.parameters.need * int(history.camp["living"][loads[-1]["day"]])
            left = history.beasts["meat"][-1, event["beast"]]
            home, rotted = loads["effect"].sum() / each, (event["effect"] - loads["effect"].sum() - left) / each
            numbers = re.findall(r"\w+", text)
            assert skin().count(home).figure in numbers, text
            if "rotted" in numbers:
                assert skin().count(rotted).figure in numbers, text
            assert sentence(loads[0], history, skin()) != text
            checked += 1
    assert checked >= 10


def test_a_kill_says_who_led_how_many_came_and_what_there_was_to_eat(year: History) -> None:
    kills = year.events[year.events["kind"] == EventKind.DOWN]
    assert len(kills) >= 2
    first, second = (sentence(event, year, skin()) for event in kills[:2])
    assert "first kill" in first
    assert "first kill" not in second
    for event in kills:
        food = float(event["effect"]) / year.parameters.need / int(year.camp["living"][event["day"]])
        assert f"{skin().count(food):day|days}" in sentence(event, year, skin())


def test_winter_begins_with_what_is_in_store(year: History) -> None:
    winter = year.events[year.events["kind"] == EventKind.WINTER][0]
    text = sentence(winter, year, skin())
    assert f"food for {skin().count(year.outcome.winter_store):day|days}" in text


def test_a_plan_that_did_not_fit_the_day_is_said_to() -> None:
    checked = 0
    for seed in range(6):
        history = hunt.record(scenario("storm-year").parameters("shared-survival", leadership="plan"), seed)
        for event in history.events:
            if pair_of(event) == (EventKind.ESCAPED, Because.BROKE_OUT):
                fitted = bool(history.camp["as_planned"][event["day"]])
                assert ("plan" in sentence(event, history, skin()).lower()) != fitted
                checked += not fitted
    assert checked >= 3


def test_a_hunter_dies_of_hunger_so_many_days_after_the_last_meat(recorded: Narrated) -> None:
    checked = 0
    for history, _ in recorded:
        last = None
        for event in history.events:
            if event["kind"] == EventKind.HAULED:
                last = int(event["day"])
            if event["kind"] != EventKind.DIED:
                continue
            if said := re.search(r"carried home (\w+) days? before, and (\w+)", sentence(event, history, skin())):
                assert last is not None
                assert said[1] == skin().count(int(event["day"]) - last).figure
                assert said[2] == skin().count(int(event["saw"][1])).figure
                checked += 1
    assert checked >= 10


# --------------------------------------------------------------------------------------- push, pull, hired strangers


def told_as(history: History, day: int, kind: EventKind, because: Because, **values: Any) -> str:
    """The sentence of an event that is the second of its kind, so that nothing is told as the first."""
    events = [noted(history, day - 1, kind, because, who=0, beast=0), noted(history, day, kind, because, **values)]
    return sentence(events[1], with_events(history, events), skin())


def first_of(history: History, kind: EventKind, because: Because, **values: Any) -> str:
    event = noted(history, 40, kind, because, **values)
    return sentence(event, with_events(history, [event]), skin())


def test_shares_of_a_day_are_told_as_hours(year: History) -> None:
    pair = EventKind.PRESSED, Because.BEHIND_PLAN
    texts = [told_as(year, day, *pair, saw=(0.3, 0.26, 4.0), effect=0.26) for day in range(30, 36)]
    assert any("two hours of every day" in one for one in texts)
    assert any("four orders were open" in one for one in texts)
    texts = [told_as(year, day, *pair, saw=(0.3, 0.12, 1.0)) for day in range(30, 36)]
    assert any("one hour of every day" in one for one in texts)
    none = [told_as(year, day, *pair, saw=(0.3, 0.01, 0.0)) for day in range(30, 36)]
    assert not [one for one in none if "hour" in one or "open" in one], "less than half an hour is not told"


def test_far_behind_the_plan_is_more_than_behind_it(year: History) -> None:
    pair = EventKind.PRESSED, Because.BEHIND_PLAN
    assert "was met" in told_as(year, 30, *pair, saw=(0.7, 0.3, 2.0)) + told_as(year, 31, *pair, saw=(0.7, 0.3, 2.0))
    assert "Less than half" not in told_as(year, 30, *pair, saw=(0.4, 0.3, 2.0))
    assert "first" in first_of(year, *pair, saw=(0.7, 0.0, 2.0))


def test_a_mammoth_outside_the_plan_is_let_go(year: History) -> None:
    text = first_of(year, EventKind.REFUSED, Because.NOT_IN_PLAN, beast=2)
    beast = skin().word("beasts", year.beasts["kind"][40, 2])
    assert text.startswith(f"The {beast} stood ")
    assert text.endswith("It was not in the plan. They walked on.")
    again = told_as(year, 30, EventKind.REFUSED, Because.NOT_IN_PLAN, beast=2)
    assert "plan" in again
    assert "They walked on" not in again


def test_an_order_says_its_days_and_what_it_brought(year: History) -> None:
    pair, each = (EventKind.DELIVERED, Because.HELD), year.parameters.need * int(year.camp["living"][30])
    texts = [told_as(year, 30 + k, *pair, saw=(2.0, 9.0, 0.5), effect=3.0 * each) for k in range(6)]
    assert all("nine days" in one or "two orders" in one for one in texts)
    assert any("food for three days" in one for one in texts)
    few = [told_as(year, 30 + k, *pair, saw=(2.0, 9.0, 0.5), effect=5.0 * year.parameters.need) for k in range(6)]
    assert any("a day's food for five hunters; two orders were still open" in one for one in few)
    assert not any("food for no days" in one for one in few)
    assert "trust" in told_as(year, 30, *pair, saw=(2.0, 9.0, 0.2), effect=each)
    assert "twice" not in told_as(year, 30, *pair, saw=(2.0, 9.0, 0.9), effect=each)


@each("skill", Skill)
def test_strangers_come_for_a_role_and_leave_novices(year: History, skill: Skill) -> None:
    role = skin().word("roles", skill)
    for kind, because in (
        (EventKind.OUTSOURCED, Because.SKILL_AT_ONCE),
        (EventKind.INSOURCED, Because.KNOWLEDGE_LEFT),
    ):
        texts = [told_as(year, 30 + k, kind, because, saw=(float(skill), 5.0, 0.0), effect=5.0) for k in (0, 1)]
        assert all(role in one for one in texts)
        assert any("five strangers" in one.lower() for one in texts)
        nobody = told_as(year, 30, kind, because, saw=(float(skill), 0.0, 0.0))
        assert role in nobody
        assert re.search(r"no tracker|no driver|no spear-thrower|no keeper|none of them", nobody)


def test_who_learned_from_a_teacher_is_counted(year: History) -> None:
    hunters, day = year.hunters.copy(), 30
    hunters["skills"][day] = hunters["skills"][day - 1]
    hunters["skills"][day, [3, 7, 8], Skill.DRIVE] += 0.01
    hunters["skills"][day, 9, Skill.KEEP] += 0.01
    learned = replace(year, hunters=hunters)
    pair = EventKind.TAUGHT, Because.BEST_SKILL
    texts = [told_as(learned, day, *pair, who=who, saw=(float(Skill.DRIVE), 0.0, 0.0)) for who in (3, 4)]
    assert texts[0] == "Dov spent a day teaching, and two others knew more about the work of a driver."
    assert texts[1] == "Eli spent a day teaching, and three others knew more about the work of a driver."
    nobody = told_as(learned, day, *pair, who=3, saw=(float(Skill.STRIKE), 0.0, 0.0))
    assert nobody == "Dov taught the band the work of a spear-thrower; one who knew it was not enough."


def test_a_keeper_becomes_a_keeper_of_the_tally(year: History) -> None:
    who = 4
    pair, role = (EventKind.TALLIED, Because.BEHIND_PLAN), skin().word("roles", year.hunters["role"][40, who])
    first = first_of(year, *pair, who=who, saw=(0.8, 0.3, 0.4), effect=0.8)
    assert first == f"Eli, {role} of the hunt, spent the day notching the tally."
    hunters = year.hunters.copy()
    hunters["hours"][:, who, Hours.MEETING], hunters["hours"][:, who, Hours.REMINDER] = 0.3, 0.2
    hunters["hours"][:, who, Hours.STRAIN] = 0.3
    asked = replace(year, hunters=hunters)
    texts = [told_as(asked, 30 + k, *pair, who=who, saw=(0.8, 0.3, 0.4), effect=0.8) for k in range(6)]
    assert any("four hours of" in one for one in texts), "weariness is not told as a meeting"
    assert not any("hour" in told_as(year, 30 + k, *pair, who=who, saw=(0.8, 0.3, 0.4), effect=0.8) for k in range(6))
    pairs = [noted(year, day, *pair, who=who, effect=0.7) for day in range(40, 44) for who in (4, 5)]
    together = with_events(year, [noted(year, 39, *pair, who=1), *pairs])
    assert any("Eli and one other got less" in sentence(one, together, skin()) for one in pairs)


def test_letting_go_and_strain_name_who_and_why(year: History) -> None:
    for kind in (EventKind.LET_GO, EventKind.STRAINED):
        texts = [told_as(year, 30 + k, kind, Because.OVERLOAD, who=5, saw=(0.1, 0.5, 3.0)) for k in range(6)]
        texts.append(first_of(year, kind, Because.OVERLOAD, who=5, saw=(0.1, 0.5, 3.0)))
        assert all("Fen" in one for one in texts)
    pushed = first_of(year, EventKind.LET_GO, Because.OVERLOAD, who=5, saw=(0.1, 0.5, 0.1))
    assert pushed.startswith("Councils and runners took four hours of every day")
    assert "asked" not in first_of(year, EventKind.LET_GO, Because.OVERLOAD, who=5, saw=(0.1, 0.0, 0.1))
    tired = told_as(year, 30, EventKind.LET_GO, Because.OVERLOAD, who=5, saw=(0.1, 0.5, 0.9))
    rested = told_as(year, 30, EventKind.LET_GO, Because.OVERLOAD, who=5, saw=(0.1, 0.5, 0.1))
    assert "tired" in tired
    assert "tired" not in rested


def test_the_great_herd_is_counted(year: History) -> None:
    texts = [
        sentence(noted(year, 30 + k, EventKind.GREAT_HERD, Because.CHANCE, beast=1, saw=(11.0, 0.0, 0.0)), year, skin())
        for k in (0, 1)
    ]
    assert all("eleven mammoths" in one for one in texts)


def test_what_is_no_food_weighs_nothing_and_a_day_lost_together_is_one_story(year: History) -> None:
    strangers = noted(year, 30, EventKind.OUTSOURCED, Because.SKILL_AT_ONCE, effect=5000.0)
    order = noted(year, 30, EventKind.DELIVERED, Because.HELD, effect=5000.0)
    lost = [noted(year, day, EventKind.TALLIED, Because.BEHIND_PLAN, who=who) for day in (31, 32) for who in (4, 5)]
    moments = narrator.moments.moments_of(with_events(year, [strangers, order, *lost]))
    sizes = {one.pair[0]: one.size for one in moments}
    assert sizes[EventKind.OUTSOURCED] == 0.0 < sizes[EventKind.DELIVERED]
    assert [one.index for one in moments] == [0, 1, 2, 4]


def test_of_push_pull_and_strangers_the_first_of_each_is_told(year: History) -> None:
    kinds = {kind: because for kind, because in SAYS if kind >= EventKind.PRESSED}
    events = [
        noted(year, 10 + k, kind, kinds[kind], who=3, beast=1, saw=(1.0, 0.5, 0.5), effect=0.5)
        for k, kind in enumerate([*kinds, *kinds])
    ]
    story = tell(with_events(year, events), skin(), most=16)
    told = [one.event for one in story[1:-1]]
    for kind in (EventKind.PRESSED, EventKind.REFUSED, EventKind.OUTSOURCED, EventKind.INSOURCED, EventKind.LET_GO):
        assert list(kinds).index(kind) in told
    assert len(told) == len(set(told))
