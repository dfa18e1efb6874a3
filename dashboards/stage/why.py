"""Why? in words first, numbers second: what a hunter weighed, saw and did not see, and the trust used in it."""

import shlex
from collections.abc import Callable
from typing import Any

import numpy as np

from agents.behaviour.expecting import exactly, expected_from_hauling, expected_from_ring
from agents.behaviour.foresight import worth_of_store
from dashboards.shared.address import Address
from dashboards.shared.page_words import PageWords
from hunt.catalogue.interventions import FORCE, forced
from hunt.catalogue.regimes import regime
from hunt.engine.explain import Call, Explanation, explain
from hunt.errors import HuntError
from hunt.history import History, record
from hunt.narrator import Noun, Words, sentence
from hunt.vocabulary import NOBODY, Action, Weather

PARTS = ("own_food", "own_product", "common", "praise", "effort", "honour")


def why(address: Address, day: int, hunter: int) -> dict[str, Any]:
    """Return why one hunter of the address's one band did on a day what the hunter did.

    Raises
    ------
    HuntError
        For a day or a hunter outside the run, or a hunter who is dead.
    """
    (band,) = address.bands
    year = address.run(band)
    found = explain(*year, day, hunter)
    history = record(*year)
    words, me = address.words, found.world.hunters[hunter]
    to = Saying(words, address.page, words.names[hunter])
    order = sorted(found.worth, key=lambda action: -found.worth[action])
    return {
        "day": day,
        "hunter": hunter,
        "name": words.names[hunter],
        "role": words.word("roles", me.role),
        "rule": words.rule(regime(band.regime)),
        "chosen": int(found.chosen),
        "said": _forced(address, to, day, hunter) + _said(found, to, hunter, order),
        "saw": _saw(found, to, hunter),
        "unseen": _unseen(found, history, to, day, hunter),
        "came": _came(history, words, day, hunter),
        "actions": [
            {
                "action": int(action),
                "word": words.word("options", action),
                "worth": found.worth[action],
                "chance": found.chance[action],
                "often": to.often(found.chance[action]),
                "parts": found.parts.get(action, {}),
            }
            for action in order
        ],
        "parts": {part: to.page.say(f"part_{part}") for part in PARTS},
        "trust": _trust(found, words, hunter),
        "command": command(address),
    }


def command(address: Address) -> str:
    """Return the command that narrates this band again."""
    (band,) = address.bands
    words = ["hunt", "run", "--scenario", address.scenario, "--regime", band.regime, "--seed", str(address.seed or 0)]
    for name, value in (*address.settings, *band.settings):
        words += ["--set", f"{name}={value}"]
    for day, name, value in band.done:
        words += ["--change", f"{day}:{name}={value}"]
    return shlex.join(words)


class Beast:
    """A beast in a sentence of the page, in the requested form of the skin, if it has one."""

    def __init__(self, noun: Noun) -> None:
        self.noun = noun

    def __format__(self, spec: str) -> str:
        """Return the form, or the word itself."""
        return format(self.noun, spec if spec in self.noun.forms else "")


class Saying:
    """What is said of one hunter: words of the skin, sentences of the page."""

    def __init__(self, words: Words, page: PageWords, name: str) -> None:
        self.words, self.page, self.name = words, page, name

    def say(self, sentence: str, /, **values: Any) -> str:
        """Return a sentence of the page, which may name the hunter."""
        text = self.page.say(sentence, name=self.name, **values)
        return text[0].upper() + text[1:]

    def number(self, value: float) -> str:
        """Return days of food as people say them."""
        return self.page.number(f"{value:.1f}") if abs(value) >= 0.05 else self.page.say("nothing")

    def days(self, value: float) -> str:
        """Return days of food with their unit."""
        return self.page.say("days_worth", number=self.number(value)) if abs(value) >= 0.05 else self.number(value)

    def often(self, chance: float) -> str:
        """Return a chance in words."""
        if chance >= 0.95:
            return self.page.say("nearly_always")
        if chance < 0.05:
            return self.page.say("hardly_ever")
        k = round(10 * chance)
        return self.page.say("once_in_ten") if k <= 1 else self.page.say("times_in_ten", k=k)


def _said(found: Explanation, to: Saying, hunter: int, order: list[Action]) -> list[str]:
    best, chosen = order[0], found.chosen
    if len(order) == 1:
        return [to.say("hurt")]
    action = to.words.word("options", chosen)
    told = [*_promise(found, to, hunter), to.say("took", option=action, worth=to.days(found.worth[chosen]))]
    parts = found.parts.get(chosen, {})
    most = max(parts, key=lambda part: parts[part]) if parts else ""
    if most and parts[most] > 0.0:
        told.append(to.say("spoke_for", part=to.page.say(f"part_{most}")))
    elif not parts:
        told.append(to.say("by_experience"))
    often = to.often(found.chance[chosen])
    if chosen == best:
        second, worth = to.words.word("options", order[1]), to.number(found.worth[order[1]])
        told.append(to.say("next_best", option=second, worth=worth, often=often))
    else:
        better, worth = to.words.word("options", best), to.number(found.worth[best])
        told.append(to.say("seemed_better", option=better, worth=worth, often=often))
    return told + _joining(found, to, hunter)


def _forced(address: Address, to: Saying, day: int, hunter: int) -> list[str]:
    """Say it first where the choice was not the hunter's own."""
    (band,) = address.bands
    told = [change[FORCE] for when, change in address.changes(band) if when == day and FORCE in change]
    if not any(forced(one, address.parameters(band))[0] == hunter for one in told):
        return []
    return [to.say("was_made")]


def _promise(found: Explanation, to: Saying, hunter: int) -> list[str]:
    """Say whether the hunter was asked for a promise that morning, what spoke for it, and what breaking it costs."""
    told = []
    if found.asked:
        asked = found.asked[-1]
        beast, often = _beast(found, asked.beast, to), to.often(asked.chance)
        if asked.promised:
            told.append(to.say("asked_yes", beast=beast, often=often))
        else:
            there = (Action.HUNT, Action.OWN)
            other = max((one for one in asked.worth if one not in there), key=lambda one: asked.worth[one])
            hunt = max((asked.worth[one] for one in there if one in asked.worth), default=0.0)
            worth, option = to.days(asked.worth[other]), to.words.word("options", other)
            told.append(to.say("asked_no", beast=beast, option=option, worth=worth, hunt=to.days(hunt), often=often))
    bound = int(found.world.promised[hunter])
    if bound != NOBODY and not any(one.promised for one in found.asked):
        told.append(to.say("promised_before", beast=_beast(found, bound, to)))
    if any(parts["honour"] for parts in found.parts.values()):
        told.append(to.say("honour_costs", worth=to.days(found.settings.honour)))
    return told


def _beast(found: Explanation, b: int, to: Saying) -> Beast:
    return Beast(to.words.noun("beasts", found.world.beasts[b].kind))


def _last(found: Explanation, *rules: Callable[..., Any]) -> Call | None:
    """Return the last call of any of these rules, while the hunter weighed the day."""
    names = [rule.__name__ for rule in rules]
    return next((call for call in reversed(found.calls) if call.rule in names), None)


def _joining(found: Explanation, to: Saying, hunter: int) -> list[str]:
    """Say what the hunt seemed worth, from what the rule that weighs it was given and answered."""
    joined = _last(found, expected_from_ring, expected_from_hauling)
    if joined is None:
        return []
    beast = _beast(found, joined.given["b"], to)
    worth, share = to.days(joined.result), to.days(joined.result / max(1, found.world.camp.living))
    if joined.rule == expected_from_hauling.__name__:
        return [to.say("carrying", beast=beast, worth=worth)]
    one_short = _last(found, exactly)  # of a ring that is exactly one short without this hunter
    assert one_short is not None, "the value of a ring is computed from it"
    needed, others = one_short.given["k"] + 1, one_short.given["size"]
    often, missing = to.often(one_short.given["p"]), to.often(one_short.result)
    return [
        to.say(
            "holding",
            beast=beast,
            worth=worth,
            share=share,
            needed=needed,
            others=others,
            often=often,
            missing=missing,
        ),
        to.say("believed", often=to.often(found.world.hunters[hunter].odds)),
    ]


def _saw(found: Explanation, to: Saying, hunter: int) -> list[str]:
    me, camp, need = found.world.hunters[hunter], found.world.camp, found.settings.need
    season, weather = to.words.word("seasons", camp.season), to.words.word("weather", camp.weather)
    seen = [to.say("saw_weather", season=season, weather=weather)]
    seen.append(to.say("saw_fit", able=camp.able, living=camp.living))
    seen.append(to.say("saw_catch", worth=to.days(me.catch / need)))
    if me.reserve < 0.5 * me.full:
        seen.append(to.say("saw_body", days=f"{me.reserve / need:.0f}"))
    stored = _last(found, worth_of_store)
    if stored is not None:
        lasts = camp.store / need / max(1, camp.living)
        seen.append(to.say("saw_store", days=f"{lasts:.0f}", share=round(100 * stored.result)))
    beasts = found.world.beasts
    known = [b for b, one in enumerate(beasts) if one.here and one.sighted != NOBODY and one.called != NOBODY]
    if known:
        seen.append(to.say("saw_called", beast=_beast(found, known[0], to)))
        others = sum(one == known[0] for h, one in enumerate(found.world.promised) if h != hunter)
        seen.append(to.say("saw_promised", count=others))
    elif camp.weather != Weather.STORM:
        seen.append(to.say("saw_none"))
    return seen


def _unseen(found: Explanation, history: History, to: Saying, day: int, hunter: int) -> list[str]:
    me, evening = found.world.hunters[hunter], history.hunters[day]
    unseen = []
    if me.target != NOBODY:
        beast = found.world.beasts[me.target]
        if beast.down == NOBODY:
            others = np.arange(len(evening)) != hunter
            at_it = evening["there"] & (evening["target"] == me.target) & others
            came = int((at_it & (evening["action"] == Action.HUNT)).sum())
            own = int((at_it & (evening["action"] == Action.OWN)).sum())
            unseen.append(to.say("unseen_own" if own else "unseen_came", came=came, own=own))
            strikes = max(1, round(float(beast.strength)))
            unseen.append(to.say("unseen_strikes_one" if strikes == 1 else "unseen_strikes", strikes=strikes))
    hidden = [one for one in found.world.beasts if one.here and one.sighted == NOBODY]
    if hidden:
        unseen.append(to.say("unseen_beasts" if len(hidden) > 1 else "unseen_beast", count=len(hidden)))
    lean = sum(one.alive and one.reserve < 0.25 * one.full for h, one in enumerate(found.world.hunters) if h != hunter)
    unseen.append(to.say({0: "unseen_bodies_none", 1: "unseen_bodies_one"}.get(lean, "unseen_bodies"), count=lean))
    return unseen


def _came(history: History, words: Words, day: int, hunter: int) -> list[str]:
    """Tell the events of that day that the hunter had a part in."""
    told, evening = [], history.hunters[day, hunter]
    for event in history.events[history.events["day"] == day]:
        mine = hunter in (event["who"], event["whom"])
        if mine or (event["beast"] != NOBODY and event["beast"] == evening["target"]):
            try:
                told.append(sentence(event, history, words))
            except HuntError:  # a kind for which this skin has no words yet
                continue
    return list(dict.fromkeys(told))[-3:]


def _trust(found: Explanation, words: Words, hunter: int) -> dict[str, Any]:
    from agents.behaviour.trusting import trust

    world = found.world
    ties = [
        {"name": words.names[j], "hunter": j, "trust": float(trust(world.kept[hunter, j], world.broken[hunter, j]))}
        for j in range(len(world.hunters))
        if j != hunter and world.hunters[j].alive
    ]
    ties.sort(key=lambda tie: -tie["trust"])
    return {"used": float(world.hunters[hunter].trusts), "most": ties[:3], "least": ties[::-1][:3]}
