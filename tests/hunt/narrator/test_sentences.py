"""The narrator: a sentence for every event, true to it, and a run told as a story; skins are in `test_skins.py`."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import hunt
from hunt import narrator
from hunt.catalogue.regimes import regime, regime_ids
from hunt.catalogue.scenarios import scenario, scenario_ids
from hunt.errors import HuntError
from hunt.history import History
from hunt.narrator import SAYS, Told, sentence, skin, tell
from hunt.vocabulary import NOBODY, Action, Because, EventKind, Hours, Leadership, Phase, Season, Skill, Weather

RUNS = 60
BANDS = (24, 24, 8, 40, 2)
MOST_WORDS = 22

PUSHED = (
    {"push": 0.6, "plan": 0.8, "scope": 1, "leadership": "plan", "orders": 0.3, "own_pace": 0.05},
    {"push": 0.4, "plan": 1.0, "scope": 1, "orders": 0.2, "own_pace": 0.1},
    {"push": 0.5, "plan": 2.0, "scope": 1, "orders": 0.3, "own_pace": 0.1, "start_store": 60.0},
)
HIRED = [(40, {"outsource": "track"}), (60, {"teach": 3}), (90, {"newcomer": 4}), (120, {"insource": "track"})]


def runs() -> list[tuple[History, str]]:
    """Sixty runs over all scenarios, regimes and ways to lead, in bands of several sizes, and some with acts."""
    scenarios, regimes, leaderships = scenario_ids(), regime_ids(), list(Leadership)
    told = []
    for k in range(RUNS):
        leadership = leaderships[k // len(scenarios) % len(leaderships)]
        name, regime_id = scenarios[k % len(scenarios)], regimes[k % len(regimes)]
        settings = scenario(name).parameters(regime_id, leadership=leadership, hunters=BANDS[k % len(BANDS)])
        told.append((hunt.record(settings, k), regime_id))
    acts = [(20, {"broadcast": 4}), (25, {"review": 5}), (30, {"feast": 6})]
    keen = {"start_foresight": 100.0, "foresight_fading": 0.0, "fix_days": 10.0}
    for seed in (1, 2):
        night = scenario("hero-of-the-night").parameters("shared-survival", **keen)
        told.append((hunt.record(night, seed, acts), "shared-survival"))
    for seed, pushed in enumerate(PUSHED):
        told.append((hunt.record(scenario().parameters("plan", hunters=10, **pushed), seed, HIRED), "plan"))
    return told


@pytest.fixture(scope="module")
def recorded() -> list[tuple[History, str]]:
    return runs()


@pytest.fixture(scope="module")
def stories(recorded: list[tuple[History, str]]) -> list[tuple[History, list[Told]]]:
    return [(history, tell(history, skin(), regime=regime(regime_id))) for history, regime_id in recorded]


@pytest.fixture(scope="module")
def year() -> History:
    """A year in which hunts succeed, so that there is something of everything."""
    return hunt.record(scenario().parameters("shared-survival"), 7)


def pair_of(event: Any) -> tuple[EventKind, Because]:
    return EventKind(int(event["kind"])), Because(int(event["because"]))


def with_events(history: History, events: list[Any]) -> History:
    """The same run with other events."""
    return replace(history, events=np.array(events, dtype=history.events.dtype))


def noted(history: History, day: int, kind: EventKind, because: Because, **values: Any) -> Any:
    """One event, written by hand."""
    event = np.zeros(1, history.events.dtype)[0]
    for name in ("who", "whom", "beast"):
        event[name] = NOBODY
    event["day"], event["kind"], event["because"] = day, kind, because
    for name, value in values.items():
        event[name] = value
    return event


def sentences_of(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w'-]+", text.lower())


# ------------------------------------------------------------------------------------------------- every sentence


def test_every_pair_that_occurs_has_sentences_and_every_pair_with_sentences_occurs(
    recorded: list[tuple[History, str]],
) -> None:
    occurred = {pair_of(event) for history, _ in recorded for event in history.events}
    assert occurred <= set(SAYS)
    assert {kind for kind, _ in occurred} == {kind for kind, _ in SAYS}


def test_every_event_of_sixty_runs_is_a_sentence(recorded: list[tuple[History, str]]) -> None:
    for history, _ in recorded:
        for event in history.events:
            text = sentence(event, history, skin())
            assert text[0].isupper() or text[0].isdigit(), text
            assert text.endswith("."), text
            assert not set("{}|%") & set(text), text
            assert "None" not in text, text
            assert all(len(one.split()) <= MOST_WORDS for one in sentences_of(text)), text


def test_what_is_called_sure_is_known_in_every_event(recorded: list[tuple[History, str]]) -> None:
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


def test_leaving_the_ring_names_who_worked_for_the_own_product(recorded: list[tuple[History, str]]) -> None:
    checked = 0
    for history, _ in recorded:
        for event in history.events:
            if pair_of(event) != (EventKind.ESCAPED, Because.OWN_PRODUCT):
                continue
            day, who = int(event["day"]), int(event["who"])
            text = sentence(event, history, skin())
            assert skin().names[who] in text
            assert history.actions[day, who] == Action.OWN
            if said := re.search(r"and (\w+) trusted", text):
                less = sum(
                    history.trust[day, i, who] < history.trust[day - 1, i, who]
                    for i in range(history.parameters.hunters)
                    if i != who and history.hunters["alive"][day, i]
                )
                assert said[1] == str(skin().count(less).figure)
            if said := re.search(r"and (\w+) others? worked", text):
                camp = history.hunters[day]
                own = (camp["action"] == Action.OWN) & (camp["target"] == event["beast"]) & camp["there"]
                assert said[1] == skin().count(int(own.sum()) - 1).figure
            checked += 1
    assert checked >= 3


def test_who_came_is_counted_over_all_days_of_waiting(recorded: list[tuple[History, str]]) -> None:
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
            if said := re.search(r"(?:[Oo]nly|no more than) (\w+) came", text):
                assert said[1] == skin().count(came).figure, text
                checked["came"] += 1
            if re.search(r"[Nn]obody came|unanswered", text):
                assert came == 0, text
                checked["nobody"] += 1
    assert min(checked["came"], checked["nobody"]) >= 5


def test_a_carcass_is_told_as_what_came_home_and_what_rotted(recorded: list[tuple[History, str]]) -> None:
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


def test_a_hunter_dies_of_hunger_so_many_days_after_the_last_meat(recorded: list[tuple[History, str]]) -> None:
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


@pytest.mark.parametrize("skill", Skill)
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


# ----------------------------------------------------------------------------------------------------- the stories


@pytest.mark.parametrize("regime_id", ["own-product", "shared-survival"])
@pytest.mark.parametrize("scenario_id", scenario_ids())
def test_each_scenario_is_told_in_8_to_15_sentences(scenario_id: str, regime_id: str) -> None:
    for seed in (1, 2, 3):
        history = hunt.record(scenario(scenario_id).parameters(regime_id), seed)
        assert 8 <= len(tell(history, skin(), regime=regime(regime_id))) <= 15


def test_a_story_is_in_order_with_a_beginning_and_an_end(stories: list[tuple[History, list[Told]]]) -> None:
    for history, story in stories:
        events = [one.event for one in story]
        assert events[0] == events[-1] == NOBODY
        assert events[1:-1] == sorted(set(events[1:-1]))
        assert all(before.day <= after.day for before, after in pairwise(story))
        for one in story:
            assert one.season == skin().word("seasons", history.camp["season"][one.day])
            if one.event != NOBODY:
                assert one.day == history.events["day"][one.event]


def test_some_things_are_always_told(stories: list[tuple[History, list[Told]]]) -> None:
    always = (
        (EventKind.CALLED, Because.FRESH_TRACKS),
        (EventKind.DOWN, Because.HELD),
        (EventKind.ESCAPED, Because.OWN_PRODUCT),
        (EventKind.WINTER, Because.CHANCE),
        (EventKind.DIED, Because.HUNGER),
        (EventKind.BAND_LOST, Because.HUNGER),
        (EventKind.INCIDENT, Because.WEAR),
        (EventKind.RESCUED, Because.WEAR),
        (EventKind.FIXED, Because.PERMANENT_FIX),
        (EventKind.BROADCAST, Because.NO_STEPS),
        (EventKind.REVIEW, Because.STEPS),
        (EventKind.FEAST, Because.STANDING),
        (EventKind.REFUSED, Because.NOT_IN_PLAN),
        (EventKind.PRESSED, Because.BEHIND_PLAN),
        (EventKind.OUTSOURCED, Because.SKILL_AT_ONCE),
        (EventKind.TAUGHT, Because.BEST_SKILL),
    )
    met = Counter[EventKind]()
    for history, story in stories:
        told = {one.event for one in story}
        lost = bool((history.events["kind"] == EventKind.BAND_LOST).any())
        for kind, because in always:
            events = np.flatnonzero((history.events["kind"] == kind) & (history.events["because"] == because))
            if kind == EventKind.DIED and lost:
                events = events[:-1]  # the last death is told as the end of the band
            if len(events):
                assert int(events[0]) in told, (kind, history.seed)
                met[kind] += 1
    assert all(met[kind] >= 2 for kind, _ in always)


def test_eight_things_can_be_told_and_fewer_cannot(recorded: list[tuple[History, str]]) -> None:
    for history, _ in [*recorded[::4], recorded[-1]]:
        story = tell(history, skin(), most=8)
        assert len(story) <= 8
        kinds = {int(history.events["kind"][one.event]) for one in story[1:-1]}
        for kind in (EventKind.BAND_LOST, EventKind.DOWN, EventKind.WINTER):
            assert (kind in kinds) == bool((history.events["kind"] == kind).any())
    with pytest.raises(HuntError, match="most = 7 is not allowed"):
        tell(recorded[0][0], skin(), most=7)


def test_a_story_says_no_sentence_twice_and_tells_one_storm_at_most(stories: list[tuple[History, list[Told]]]) -> None:
    storms = 0
    for history, story in stories:
        texts = [one.text for one in story]
        assert len(set(texts)) == len(texts)
        kinds = Counter(int(history.events["kind"][one.event]) for one in story[1:-1])
        assert kinds[EventKind.STORM] <= 1
        storms += kinds[EventKind.STORM]
    assert storms >= 3


def test_a_run_of_storms_tells_one_of_them(year: History) -> None:
    storms = [noted(year, day, EventKind.STORM, Because.CHANCE) for day in range(0, 240, 20)]
    assert len(tell(with_events(year, storms), skin())) == 3


def test_the_same_run_is_told_the_same_way(year: History) -> None:
    again = hunt.record(year.parameters, year.seed)
    assert tell(year, skin()) == tell(again, skin())
    assert tell(year, skin()) != tell(hunt.record(year.parameters, year.seed + 1), skin())


def test_a_change_of_lead_is_told_only_where_it_mattered(stories: list[tuple[History, list[Told]]]) -> None:
    checked = 0
    for history, story in stories:
        for one in story[1:-1]:
            event = history.events[one.event]
            if event["kind"] != EventKind.LED:
                continue
            strike = history.hunters["skills"][one.day, :, 2]
            assert event["saw"][0] == Phase.STRIKE
            assert strike[event["who"]] > strike[event["whom"]] + 0.15
            assert history.beasts["down"][one.day, event["beast"]] == one.day
            assert "fell" in one.text
            checked += 1
            other = event.copy()
            other["who"], other["whom"] = event["whom"], event["who"]
            turned = [other if k == one.event else e for k, e in enumerate(history.events)]
            assert one.event not in [again.event for again in tell(with_events(history, turned), skin())]
    assert checked >= 3


def test_a_beast_is_a_mammoth_once_and_then_the_mammoth(stories: list[tuple[History, list[Told]]]) -> None:
    checked = Counter[str]()
    for history, story in stories:
        known: set[int] = set()
        for one in story[1:-1]:
            event = history.events[one.event]
            if event["beast"] == NOBODY or event["kind"] == EventKind.HERD_CAME:
                continue
            wrong = "a" if int(event["beast"]) in known else "the"
            text = one.text.lower().replace("the mammoth laughed", "it laughed")
            if event["kind"] != EventKind.SIGHTED:
                assert not re.search(rf"\b{wrong} (wounded )?mammoth", text), text
            checked[wrong] += 1
            known.add(int(event["beast"]))
    assert min(checked["a"], checked["the"]) >= 10


def test_nothing_is_told_after_the_last_death() -> None:
    history = hunt.record(scenario("strangers").parameters("own-product"), 2)
    assert history.outcome.alive == 0
    deaths = np.flatnonzero(history.events["kind"] == EventKind.DIED)
    assert int(deaths[-1]) not in [one.event for one in tell(history, skin())], "the last death is the end of the band"
    *_, end, closing = tell(history, skin())
    assert history.events["kind"][end.event] == EventKind.BAND_LOST
    assert end.day == closing.day == history.hunters["died"][-1].max()
    assert "nobody" in closing.text


def dying(history: History, days: list[int]) -> History:
    """The same run in which these hunters, one after the other, died on these days."""
    n = history.parameters.hunters
    events = [
        noted(history, day, EventKind.DIED, Because.HUNGER, who=who, saw=(0.0, n - 1 - who, 0.0))
        for who, day in enumerate(days)
    ]
    return with_events(history, events)


def test_deaths_close_together_are_told_in_one_sentence(year: History) -> None:
    first, rest = (one.text for one in tell(dying(year, [50, 100, 101, 103]), skin())[1:-1])
    assert first.startswith("Aru ")
    assert "first" in first
    assert "20" in rest
    assert "within four days" in rest
    assert "hree" in rest or "Bex, Caz and Dov" in rest


def test_deaths_far_apart_are_told_each_by_itself(year: History) -> None:
    first, *others = tell(dying(year, [50, 100, 180]), skin())[1:-1]
    assert [first.day, *(one.day for one in others)] == [50, 100, 180]
    second, third = (re.sub("Bex|Caz|22|21", "_", one.text) for one in others)
    assert second != third, "the same words twice"


def test_many_times_of_dying_still_make_a_short_story_with_nobody_left_out(year: History) -> None:
    days = list(range(20, 20 + 15 * 23, 15))
    told = tell(dying(year, days), skin())[1:-1]
    assert len(told) == 3
    numbers = {skin().count(k).figure: k for k in range(1, 30)}
    groups = [numbers[re.findall(r"(\w+) more", one.text)[0].lower()] for one in told[1:]]
    assert 1 + sum(groups) == len(days)


def test_rare_things_surprise_more(year: History) -> None:
    moments = narrator.moments.moments_of(year)
    counts = Counter(one.pair for one in moments)
    rarity = narrator.moments.rarity_of(moments)
    by_count = sorted(counts, key=lambda pair: counts[pair])
    assert [rarity[pair] for pair in by_count] == sorted(rarity.values(), reverse=True)
    moment = moments[0]
    new = narrator.moments.surprise_of(moment, rarity, Counter())
    assert new > narrator.moments.surprise_of(moment, rarity, Counter({moment.pair: 1}))
    assert new < narrator.moments.surprise_of(replace(moment, size=moment.size + 50), rarity, Counter())


# ------------------------------------------------------------------------------------------- beginning and closing


@pytest.mark.parametrize("id", regime_ids())
def test_the_opening_says_who_how_many_the_store_and_the_rule(year: History, id: str) -> None:
    opening = tell(year, skin(), regime=regime(id))[0].text
    assert "Aru, Bex and 22 others" in opening
    assert "food for 20 days" in opening
    assert opening.endswith(regime(id).words)
    assert all(len(one.split()) <= MOST_WORDS for one in sentences_of(opening))
    assert regime(id).words not in tell(year, skin())[0].text


@pytest.mark.parametrize(("hunters", "who"), [(1, "Aru lived"), (2, "Aru and Bex lived"), (3, "Bex and one other")])
def test_a_small_band_is_named(hunters: int, who: str) -> None:
    history = hunt.record(scenario().parameters("own-product", hunters=hunters), 1)
    assert who in tell(history, skin())[0].text


def test_the_closing_says_how_many_saw_spring_and_what_they_ate(stories: list[tuple[History, list[Told]]]) -> None:
    endings = Counter[str]()
    few = [replace(history, outcome=replace(history.outcome, alive=k)) for k, (history, _) in enumerate(stories[:6])]
    few = [history for history in few if history.outcome.alive <= history.parameters.hunters]
    for history, story in [*stories, *((one, tell(one, skin())) for one in few)]:
        n, run = history.parameters.hunters, history.outcome
        lived, eaten = sentences_of(story[-1].text)
        assert skin().count(n).figure in words_of(lived + eaten)
        assert f"{skin().count(run.gathered / n).figure}" in words_of(eaten)
        if run.hauled > 0.0:
            assert skin().count(run.hauled / n).figure in words_of(eaten)
        else:
            assert "mammoth for" not in eaten
        if run.made > 0.0:
            assert skin().count(run.made / n).figure in words_of(eaten)
        ending = "nobody" if run.alive == 0 else "all" if run.alive == n else "some"
        endings[ending] += 1
        if ending == "some":
            assert skin().count(run.alive).figure in words_of(lived)
        assert (ending == "nobody") == ("nobody" in lived)
        assert (ending == "all") == ("all" in words_of(lived))
    assert min(endings[ending] for ending in ("nobody", "all", "some")) >= 2


def test_a_run_that_ends_before_spring_does_not_see_it() -> None:
    history = hunt.record(scenario().parameters("shared-survival", days=100), 1)
    closing = tell(history, skin())[-1]
    assert closing.day == 99
    assert "spring" not in closing.text
    assert "24 of 24 hunters were alive" in closing.text


# ----------------------------------------------------------------------------------------------------- other skins


def source(id: str = narrator.DEFAULT) -> str:
    return (narrator.FOLDER / f"{id}.toml").read_text(encoding="utf-8")


def test_another_skin_is_another_file(tmp_path: Path, year: History) -> None:
    mine = tmp_path / "rescue-call.toml"
    changed = source().replace('"Aru", "Bex"', '"Ada", "Ben"').replace("winter = ", 'winter = "the quiet weeks" #')
    changed = re.sub(r"(\[winter\.chance\]\n).*?(?=\n\[)", r'\1text = ["It was {season}."]\n', changed, flags=re.S)
    mine.write_text(changed, encoding="utf-8")
    words = skin(str(mine))
    assert words.id == "rescue-call"
    assert words.word("seasons", Season.WINTER) == "the quiet weeks"
    story = tell(year, words)
    assert story[0].text.startswith(("Ada, Ben", "Spring came to the camp of Ada, Ben"))
    assert "It was the quiet weeks." in [one.text for one in story]


def test_an_unknown_skin_is_refused_with_what_there_is() -> None:
    with pytest.raises(HuntError, match=r"no skin named 'stoneage'; there are .*stone-age.* Did you mean stone-age\?"):
        skin("stoneage")
    with pytest.raises(HuntError, match="cannot be read"):
        skin("/nowhere/words.toml")


def cut(text: str, start: str, stop: str) -> str:
    """The text without what stands from one mark up to the next."""
    before, rest = text.split(start, 1)
    return before + stop + rest.split(stop, 1)[1]


MALFORMED = {
    "no TOML": (lambda text: text + "\n[", "is not valid TOML"),
    "no title": (lambda text: text.replace("title =", "titel ="), "says 'titel', which nothing reads; did you mean"),
    "no names": (lambda text: text.replace("names = [", "names = []\nolder = [").replace("older", "winds2"), "winds2"),
    "too few names": (lambda text: text.replace('"Ven", "Wol",', ""), "names has 98 texts; it needs at least 100"),
    "a name twice": (lambda text: text.replace('"Wol"', '"Aru"'), "names 2 hunters Aru"),
    "names not text": (lambda text: text.replace('"Aru", "Bex"', "1, 2"), r"needs a line names = \[...\]"),
    "a wind missing": (lambda text: text.replace('"west", "north-west"', '"west"'), "winds has 7 texts"),
    "a season too many": (
        lambda text: text.replace("[weather]", 'monsoon = "rain"\n[weather]'),
        r"'monsoon' in \[seas",
    ),
    "an event missing": (lambda text: cut(text, "[storm.chance]", "[winter.chance]"), r"needs a table \[storm\]"),
    "a reason missing": (lambda text: cut(text, "[escaped.gap]", "[escaped.broke_out]"), r"table \[escaped.gap\]"),
    "a reason unknown": (lambda text: text.replace("[escaped.gap]", "[escaped.gab]"), r"table \[escaped.gap\]"),
    "a reason too many": (lambda text: text + '\n[storm.hunger]\ntext = ["It was."]\n', r"'hunger' in \[storm\]"),
    "an event unknown": (lambda text: text + '\n[flood.chance]\ntext = ["It was."]\n', "says 'flood'"),
    "a case unknown": (lambda text: text.replace("[rule]\n", '[rule]\nfrist = ["It was."]\n'), r"'frist' in \[rule\]"),
    "a story missing": (lambda text: cut(text, "[rule]", "[closing]"), r"needs a table \[rule\]"),
    "no list": (lambda text: cut(text, "[rule]", "[closing]") + '\n[rule]\ntext = "It was."\n', "list of sentences"),
    "an unknown name": (lambda text: text.replace("{kills:mammoth|mammoths} had not", "{deer} had not"), r"{deer}; it"),
    "an open brace": (lambda text: text.replace("With {who} the", "With {who the"), "cannot be filled"),
    "a lone brace": (lambda text: text.replace("With {who} the", "With {who}} the"), "cannot be filled"),
    "a brace with nothing": (lambda text: text.replace("With {who} the", "With {} the"), r"names {}"),
    "four forms": (lambda text: text.replace("{kills:mammoth|mammoths} had not", "{kills:a|b|c|d} had"), "two forms"),
    "forms of a name": (lambda text: text.replace("With {who} the", "With {who:day|days} the"), "cannot be filled"),
    "an attribute": (lambda text: text.replace("With {who} the", "With {who.__class__} the"), r"names {who.__class__}"),
    "nothing sure": (
        lambda text: text.replace(
            '    "With {who} the last of the band died of hunger, and the herds passed an empty camp.",\n', ""
        ),
        "a sentence that names only what is always known",
    ),
}


@pytest.mark.parametrize("what", MALFORMED)
def test_a_malformed_words_file_is_refused_in_one_sentence(what: str, tmp_path: Path) -> None:
    spoil, says = MALFORMED[what]
    spoiled = spoil(source())
    assert spoiled != source(), "the change must change something"
    file = tmp_path / "mine.toml"
    file.write_text(spoiled, encoding="utf-8")
    with pytest.raises(HuntError, match=says) as refused:
        skin(str(file))
    message = str(refused.value)
    assert "mine.toml" in message
    assert "\n" not in message
