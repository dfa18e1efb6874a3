"""What the room shows depends on answers only when it should, and never on who gave them.

Whole scripts are played twice, with answers that differ in one way; whatever screen, strip and other phones are shown
must then be the same.
"""

import json
import random
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rooms import SCRIPT_BEGINS, Acted, room_inside

from dashboards.room.deals import step_with_rings
from dashboards.room.export import totals
from dashboards.room.model_hunters import played
from dashboards.room.regime_map import cells
from dashboards.room.room import Refused
from dashboards.room.script import ASKS, read_script, script_from, script_ids
from dashboards.room.steps import FEW, needed
from dashboards.room.views import own, phone_scene, screen, strip

SEATS = 12
NUMBERS = {"present": SEATS, "asleep": 0, "waiting": 0}


def answer_of(step, number):
    """Return an answer to a step; another number gives another answer."""
    if step.kind == "bet":
        return [number % (step.high + 1), number % 11]
    if step.kind == "lines":
        return [f"{field} {number}" for field in step.fields]
    known = {"day": ("hold", "rabbit"), "place": cells()}.get(step.kind) or [one.id for one in step.options]
    return known[number % len(known)] if known else step.low + number % (step.high - step.low + 1)


def played_through(script, answer):
    """Return a whole workshop of twelve phones; ``answer`` says what a seat answers to a step."""
    room, chance = Acted(script), random.Random(3)
    room.join(SEATS)
    while not room.state.ended:
        state = room.state
        if state.step.kind in ASKS and state.stage == "open" and state.step.id not in state.answers:
            for seat in range(1, SEATS + 1):
                room.say(seat, answer(state, seat))
        if state.step.kind == "day" and state.stage == "open":
            room.next(played=played(room.state))
        elif needed(state)[0] == "step":
            room.next(**step_with_rings(state, needed(state)[1]["to"], range(1, SEATS + 1), chance))
        else:
            room.go_on()
    return room


def shown(state):
    """Return what screen, strip and all phones are given, as text; the seal is a digest and may differ."""
    views = [screen(state, "en"), phone_scene(state, "en"), strip(state, "en", NUMBERS)]
    for one in views:
        if "seal" in one:
            one["seal"] = {**one["seal"], "digest": ""}
        if isinstance(one.get("sealed"), dict):
            one["sealed"] = {**one["sealed"], "digest": ""}
    views[2]["held_lines"] = sorted((one["field"], one["text"]) for one in views[2]["held_lines"])  # ids are digests
    return json.dumps(views, sort_keys=True)


def secret_in(state, step):
    """Say whether the totals of a step are still to be revealed."""
    script = state.script
    reveal = next((one.id for one in script.steps if one.kind == "reveal" and one.of == step.id), step.id)
    if step.kind == "day":
        return step.id not in state.played
    if step.kind == "lines":
        return False  # the trainer reads them; that nothing is shown unread has tests of its own
    return reveal not in state.shown


SCRIPTS = ("twenty-minutes", pytest.param("ninety-minutes", marks=pytest.mark.slow))
"""Together they have every kind of step, and Hands under one pay and under both."""


@pytest.mark.parametrize("script", SCRIPTS)
def test_until_a_question_is_revealed_nothing_depends_on_its_answers(script):
    """For each question in turn: two workshops whose answers to it differ look the same as long as they are sealed."""
    once = played_through(script, lambda state, seat: answer_of(state.step, seat))
    seen, views = 0, cache(lambda k: shown(once.states[k]))
    for step in once.state.script.steps:
        if step.kind not in ASKS:
            continue
        other = played_through(
            script, lambda state, seat, id=step.id: answer_of(state.step, seat + 7 * (state.step.id == id))
        )
        assert other.state.answers[step.id] != once.state.answers[step.id]
        for k, (one, two) in enumerate(zip(once.states, other.states, strict=False)):
            if one != two and secret_in(one, step):
                assert views(k) == shown(two), (step.id, one.step.id, one.stage)
                seen += 1
    assert seen > 150  # so many times something was looked at while it was secret


@pytest.mark.parametrize("script", script_ids())
def test_nothing_that_is_shown_or_kept_depends_on_who_answered_what(script):
    """The same answers from other seats, on days of Hands from other seats of the same ring: everything is the same."""

    def other_seat(state, seat):
        if state.step.kind != "day":
            return SEATS + 1 - seat
        ring = next(ring for ring in state.rings if seat in ring)
        return ring[-1 - ring.index(seat)]

    once = played_through(script, lambda state, seat: answer_of(state.step, seat))
    other = played_through(script, lambda state, seat: answer_of(state.step, other_seat(state, seat)))
    assert once.state.answers != other.state.answers
    settled = [(a, b) for a, b in zip(once.states, other.states, strict=True) if a.script and complete(a)]
    assert len(settled) > 40
    for one, two in settled:
        assert shown(one) == shown(two), (one.step.id, one.stage)
        assert totals(one) == totals(two)


def complete(state):
    """Say whether everyone has answered what is asked, or nobody has."""
    return len(state.answers.get(state.step.id, {})) in (0, SEATS)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_phone_is_told_nothing_of_what_others_have_answered_before_it_is_closed(script):
    """As long as a question is open, a seat is told the same whether the others have answered or not."""
    room, days = played_through(script, lambda state, seat: answer_of(state.step, seat)), 0
    for state in room.states:
        given = state.answers.get(state.step.id, {}) if state.script else {}
        if state.stage != "open" or len(given) < 2:
            continue
        for seat in (1, SEATS):
            alone = replace(
                state, answers={**state.answers, state.step.id: {seat: given[seat]} if seat in given else {}}
            )
            assert own(state, seat) == own(alone, seat), (state.step.id, seat)
        days += state.step.kind == "day"
    assert days > SEATS


# --- any course of things ---------------------------------------------------------------------------------------------

TWICE = (
    SCRIPT_BEGINS
    + """[[step]]
id = "blame"
kind = "choice"
keep = true
options = [{ id = "takers" }, { id = "pay" }, { id = "leader" }, { id = "luck" }]
[[step]]
id = "report"
kind = "choice"
options = [{ id = "yes" }, { id = "no" }]
[[step]]
id = "blame-again"
kind = "choice"
again = "blame"
options = [{ id = "takers" }, { id = "pay" }, { id = "leader" }, { id = "luck" }]
[[step]]
id = "end"
kind = "end"
"""
)

DEEDS = st.one_of(
    st.just(("next",)),
    st.tuples(st.just("say"), st.integers(1, 7), st.integers(0, 3)),
    st.tuples(st.sampled_from(["reopen", "back", "skip", "black"])),
    st.tuples(st.just("count"), st.integers(0, 3), st.integers(0, 9)),
)


def published(room):
    """Return the tallies that can be read off screen, strip and export now, by question."""
    state = room.state
    found = [(step, tuple(sorted((answer, n) for one, _, answer, n in totals(state) if one == step)))
             for step in {row[0] for row in totals(state)}]  # fmt: skip
    for view in (room.screen(), room.strip()):
        at = state.script.steps[state.at if state.look is None else state.look]
        for name, id in (("totals", at.id), ("before", at.again)):
            rows = view.get(name)
            found += [(id, tuple(sorted((one["id"], one["n"]) for one in rows if one["n"])))] if rows else []
    return found


@settings(max_examples=40)
@given(st.lists(DEEDS, max_size=40))
def test_of_one_question_one_tally_is_ever_published(tmp_path_factory, deeds):
    """Whatever trainer and phones do, in any order: what is shown of a question once is never shown otherwise."""
    with room_inside(tmp_path_factory.mktemp("room"), script_from(TWICE, "twice")) as inside:
        room = inside.room
        for _ in range(7):
            inside.join()
        seen = {}
        for verb, *given in [*deeds, *[("next",)] * 12]:
            if verb == "say":
                inside.say(given[0], answer_of(room.state.step, given[1]) if room.state.step.options else "x")
            else:
                count = {one.id: given[1] for one in room.state.step.options[given[0] :][:1]} if given else None
                inside.do(verb, count)
            for step, tally in published(room):
                assert seen.setdefault(step, tally) == tally, step
        for step, tally in seen.items():
            phones, hands = len(room.state.answers.get(step, {})), sum(room.state.counts.get(step, {}).values())
            assert sum(n for _, n in tally) in ({hands, hands + phones} if phones >= FEW else {hands})


def test_a_question_that_is_revealed_cannot_be_opened_again(tmp_path):
    with room_inside(tmp_path, script_from(TWICE, "twice")) as inside:
        for _ in range(5):
            inside.join()
        while (inside.room.state.step.id, inside.room.state.stage) != ("report", "revealed"):
            inside.do("next")
        with pytest.raises(Refused):
            inside.run(inside.room.do("reopen", inside.room.state.scene))
        with pytest.raises(Refused):
            inside.run(inside.room.do("count", inside.room.state.scene, {"yes": 3}))


def test_to_look_back_at_a_reveal_that_was_skipped_shows_nothing(tmp_path):
    """Neither what was bet nor what came of the year is shown, on screen or strip, though both are known."""
    with room_inside(tmp_path, replace(read_script("twenty-minutes"), seed=1)) as inside:
        room = inside.room
        for _ in range(6):
            inside.join()
        inside.until("bet", "open")
        for seat in range(1, 7):
            inside.say(seat, [seat, 5])
        inside.skip_to("outcome")
        inside.run(
            room.append("result", "clock", {"result": {"alive": 3, "of": 12, "same": 7, "years": 100}}, "outcome")
        )
        for verb in ("skip", "back"):
            assert inside.do(verb)
        for view in (room.screen(), room.strip()):
            assert view["id"] == "outcome"
            assert not {"bets", "sure", "result"} & set(view)
        inside.do("next")
        assert room.state.look is None
