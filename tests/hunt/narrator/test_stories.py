"""A run as a story: in order, with a beginning and an end, and nothing that matters left out."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from cases import each
from recorded_runs import MOST_WORDS, Narrated, noted, sentences_of, with_events, words_of

import hunt
from hunt import narrator
from hunt.catalogue.regimes import regime, regime_ids
from hunt.catalogue.scenarios import scenario, scenario_ids
from hunt.errors import HuntError
from hunt.history import History
from hunt.narrator import Told, skin, tell
from hunt.vocabulary import NOBODY, Because, EventKind, Phase

# ----------------------------------------------------------------------------------------------------- the stories


@each(
    ("scenario_id", "regime_id"),
    [(id, ("own-product", "shared-survival")[k % 2]) for k, id in enumerate(scenario_ids())],
)
def test_each_scenario_is_told_in_8_to_15_sentences(scenario_id: str, regime_id: str) -> None:
    history = hunt.record(scenario(scenario_id).parameters(regime_id), 1)
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
        (EventKind.PROMISED, Because.TOO_FEW),
        (EventKind.STAYED_AWAY, Because.CHANCE),
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


def test_eight_things_can_be_told_and_fewer_cannot(recorded: Narrated) -> None:
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


def test_a_hunt_that_was_called_off_is_told_once(year: History) -> None:
    """Too few promises and a gap each end a hunt: the events that say why are told, not the one that says so."""
    beast = 2
    few = [
        noted(year, 30, EventKind.PROMISED, Because.TOO_FEW, who=1, beast=beast, saw=(9.0, 3.0, 6.0), effect=2.4),
        noted(year, 30, EventKind.CALLED_OFF, Because.TOO_FEW, beast=beast),
    ]
    gap = [
        noted(year, 60, EventKind.ESCAPED, Because.GAP, who=1, beast=beast, saw=(5.0, 6.0, 7.0)),
        noted(year, 60, EventKind.CALLED_OFF, Because.GAP, beast=beast),
    ]
    waited = [noted(year, 90, EventKind.CALLED_OFF, Because.TOO_FEW, beast=beast, saw=(4.0, 0.0, 0.0))]
    told = tell(with_events(year, [*few, *gap, *waited]), skin())
    assert [one.event for one in told[1:-1]] == [0, 2, 4]


def test_staying_away_for_days_is_told_once(year: History) -> None:
    days = [
        noted(year, day, EventKind.STAYED_AWAY, Because.CHANCE, who=day % 3, beast=beast, saw=(1.0, 0.0, 0.0))
        for day, beast in ((30, 2), (31, 2), (32, 2), (60, 3))
    ]
    told = tell(with_events(year, days), skin())
    assert [one.event for one in told[1:-1]] == [0, 3]


def test_the_size_of_a_party_is_no_food(year: History) -> None:
    asked = noted(year, 30, EventKind.PROMISED, Because.HELD, who=1, beast=2, saw=(9.0, 7.0, 6.0), effect=5.7)
    (moment,) = narrator.moments.moments_of(with_events(year, [asked]))
    assert moment.size == 0.0


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
    assert "eight" in rest
    assert "within four days" in rest
    assert "hree" in rest or "Bex, Caz and Dov" in rest


def test_deaths_far_apart_are_told_each_by_itself(year: History) -> None:
    first, *others = tell(dying(year, [50, 100, 180]), skin())[1:-1]
    assert [first.day, *(one.day for one in others)] == [50, 100, 180]
    second, third = (re.sub("Bex|Caz|ten|nine", "_", one.text) for one in others)
    assert second != third, "the same words twice"


def test_many_times_of_dying_still_make_a_short_story_with_nobody_left_out(year: History) -> None:
    days = list(range(20, 20 + 30 * 11, 30))
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


@each("id", regime_ids())
def test_the_opening_says_who_how_many_the_store_and_the_rule(year: History, id: str) -> None:
    opening = tell(year, skin(), regime=regime(id))[0].text
    assert "Aru, Bex and ten others" in opening
    assert "food for 20 days" in opening
    assert opening.endswith(regime(id).words)
    before = opening.removesuffix(regime(id).words)
    assert all(len(one.split()) <= MOST_WORDS for one in sentences_of(before))
    assert regime(id).words not in tell(year, skin())[0].text


@each("most", (8, 40))
def test_a_pay_rule_that_changes_is_said_on_its_day_while_someone_lives(most: int) -> None:
    start = scenario().parameters("own-product")
    changes = [(200, {"regime": "none"}), (90, {"regime": "shared-survival", "kappa": 2.0}), (100, {"push": 0.1})]
    told = tell(hunt.record(start, 1, changes), skin(), most=most)
    said = [(one.day, one.text) for one in told if "pay rule changed" in one.text]
    assert said == [
        (day, f"On day {day} the pay rule changed. {regime(id).words}")
        for day, id in ((90, "shared-survival"), (200, "none"))
    ]
    assert [one.day for one in told] == sorted(one.day for one in told)
    assert len(told) <= most
    lost = hunt.record(start, 1)
    assert lost.outcome.alive == 0
    late = tell(hunt.record(start, 1, [(lost.days - 1, {"regime": "none"})]), skin())
    assert not [one for one in late if "pay rule changed" in one.text]


@each(("hunters", "who"), [(1, "Aru lived"), (2, "Aru and Bex lived"), (3, "Bex and one other")])
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
    assert "twelve of twelve hunters were alive" in closing.text
