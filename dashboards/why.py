"""Why? in words first, numbers second: what a hunter weighed, saw and did not see, and the trust used in it."""

import shlex
from typing import Any

import numpy as np

from dashboards.address import Address
from dashboards.asking import Asked, ask
from hunt.changes import FORCE, forced
from hunt.history import History, record
from hunt.narrator import Words, sentence
from hunt.parameters import HuntError
from hunt.regimes import regime
from hunt.vocabulary import NOBODY, Option, Weather

PARTS = {
    "own_food": "own food",
    "own_product": "pay for the own product",
    "common": "pay for what feeds all",
    "praise": "praise",
    "effort": "effort",
}


def why(address: Address, day: int, hunter: int) -> dict[str, Any]:
    """Return why one hunter of the address's one band did on a day what the hunter did.

    Raises
    ------
    HuntError
        For a day or a hunter that cannot be asked.
    """
    (band,) = address.bands
    parameters, changes, seed = address.parameters(band), address.changes(band), address.seed or 0
    asked = ask(parameters, seed, changes, day, hunter)
    history = record(parameters, seed, changes)
    words, me = address.words, asked.world.hunters[hunter]
    order = sorted(asked.worth, key=lambda option: -asked.worth[option])
    return {
        "day": day,
        "hunter": hunter,
        "name": words.names[hunter],
        "role": words.word("roles", me.role),
        "rule": words.rule(regime(band.regime)),
        "chosen": int(asked.chosen),
        "said": _forced(address, words, day, hunter) + _said(asked, words, hunter, order),
        "saw": _saw(asked, history, words, hunter),
        "unseen": _unseen(asked, history, words, day, hunter),
        "came": _came(history, words, day, hunter),
        "options": [
            {
                "option": int(option),
                "word": words.word("options", option),
                "worth": asked.worth[option],
                "chance": asked.chance[option],
                "parts": asked.parts.get(option, {}),
            }
            for option in order
        ],
        "parts": PARTS,
        "trust": _trust(asked, words, hunter),
        "command": command(address),
    }


def command(address: Address) -> str:
    """Return the command that tells the address's one band again."""
    (band,) = address.bands
    words = ["hunt", "run", "--scenario", address.scenario, "--regime", band.regime, "--seed", str(address.seed or 0)]
    for name, value in (*address.settings, *band.settings):
        words += ["--set", f"{name}={value}"]
    for day, name, value in band.done:
        words += ["--change", f"{day}:{name}={value}"]
    return shlex.join(words)


def _number(value: float) -> str:
    """Return days of food as people say them."""
    return f"{value:.1f}".replace("-", "\N{MINUS SIGN}") if abs(value) >= 0.05 else "nothing"


def _days(value: float) -> str:
    text = _number(value)
    return text if text == "nothing" else f"{text} days of food"


def _out_of_ten(chance: float) -> str:
    if chance >= 0.95:
        return "nearly always"
    if chance < 0.05:
        return "hardly ever"
    return f"{round(10 * chance):d} times in ten"


def _said(asked: Asked, words: Words, hunter: int, order: list[Option]) -> list[str]:
    name, best, chosen = words.names[hunter], order[0], asked.chosen
    if len(order) == 1:
        return [f"{name} was hurt and could only rest."]
    told = [f"{name} took {words.word('options', chosen)}: to {name} it seemed worth {_days(asked.worth[chosen])}."]
    if chosen == best:
        told.append(
            f"Next came {words.word('options', order[1])}, {_number(asked.worth[order[1]])}. "
            f"On such a morning {name} chooses so {_out_of_ten(asked.chance[chosen])}."
        )
    else:
        told.append(
            f"{words.word('options', best).capitalize()} seemed better, {_number(asked.worth[best])}; "
            f"on such a morning {name} chooses otherwise {_out_of_ten(1.0 - asked.chance[best])}."
        )
    parts = asked.parts.get(chosen, {})
    if parts:
        most = max(parts, key=lambda part: parts[part])
        told.append(f"What spoke for it most was {PARTS[most]}.")
    else:
        told.append(f"{name} goes by what each has brought so far, not by sums.")
    told += _joining(asked, words, hunter)
    return told


def _forced(address: Address, words: Words, day: int, hunter: int) -> list[str]:
    """Say it first where the choice was not the hunter's own."""
    (band,) = address.bands
    told = [change[FORCE] for when, change in address.changes(band) if when == day and FORCE in change]
    if not any(forced(one, address.parameters(band))[0] == hunter for one in told):
        return []
    return [f"{words.names[hunter]} was made to choose so, by whoever asked what if; the sums are the hunter's own."]


def _joining(asked: Asked, words: Words, hunter: int) -> list[str]:
    """Say what the hunt seemed worth, from what the rule that weighs it was given and answered."""
    me, name = asked.world.hunters[hunter], words.names[hunter]
    joined = next((call for call in asked.calls if call.rule == "joining"), None)
    if joined is None:
        return []
    beast = words.word("beasts", asked.world.beasts[joined.given["b"]].kind)
    pivot = next((call for call in asked.calls if call.rule == "pivot"), None)
    share = joined.answer / max(1, asked.world.camp.living)
    if pivot is None:
        return [f"The {beast} was down already: a day of carrying seemed worth {_days(joined.answer)} to the band."]
    return [
        f"Holding the ring around the {beast} promised the band {_days(joined.answer)}, {_days(share)} a head: "
        f"{name} thought {pivot.given['needed']} must hold, that {pivot.given['others']} others could come, "
        f"and that each would come and hold {_out_of_ten(pivot.given['p'])}.",
        f"That a closed ring kills, {name} believed {_out_of_ten(me.odds)}.",
    ]


def _saw(asked: Asked, history: History, words: Words, hunter: int) -> list[str]:
    me, camp, need = asked.world.hunters[hunter], asked.world.camp, asked.settings.need
    seen = [f"{words.word('seasons', camp.season).capitalize()}, {words.word('weather', camp.weather)}."]
    seen.append(f"{camp.able} of {camp.living} were fit to go.")
    seen.append(f"A day of small game lately brought {_days(me.catch / need)}.")
    if me.reserve < 0.5 * me.full:
        seen.append(f"The own body had {me.reserve / need:.0f} days left, so food counted more.")
    known = [one for one in asked.world.beasts if one.here and one.sighted != NOBODY and one.called != NOBODY]
    if known:
        seen.append(f"A hunt was called for a {words.word('beasts', known[0].kind)}.")
    elif camp.weather != Weather.STORM:
        seen.append("No hunt was called.")
    return seen


def _unseen(asked: Asked, history: History, words: Words, day: int, hunter: int) -> list[str]:
    me, evening = asked.world.hunters[hunter], history.hunters[day]
    unseen = []
    if me.target != NOBODY:
        beast = asked.world.beasts[me.target]
        if beast.down == NOBODY:
            others = np.arange(len(evening)) != hunter
            at_it = evening["there"] & (evening["target"] == me.target) & others
            came = int((at_it & (evening["option"] == Option.HUNT)).sum())
            own = int((at_it & (evening["option"] == Option.OWN)).sum())
            unseen.append(
                f"That {came} others would come to hold that day"
                + (f", and {own} for the own product." if own else ".")
            )
            strikes = max(1, round(float(beast.strength)))
            unseen.append(f"That the beast could take {strikes} good strike{'s' * (strikes > 1)}.")
    hidden = [one for one in asked.world.beasts if one.here and one.sighted == NOBODY]
    if hidden:
        unseen.append(f"{len(hidden)} beasts in the valley that nobody had seen." if len(hidden) > 1
                      else "One beast in the valley that nobody had seen.")  # fmt: skip
    lean = sum(one.alive and one.reserve < 0.25 * one.full for one in asked.world.hunters)
    unseen.append(f"The others' bodies: {lean or 'none'} of them {'was' if lean == 1 else 'were'} near starving.")
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


def _trust(asked: Asked, words: Words, hunter: int) -> dict[str, Any]:
    from hunt.rules.trusting import trust

    world = asked.world
    ties = [
        {"name": words.names[j], "hunter": j, "trust": float(trust(world.kept[hunter, j], world.broken[hunter, j]))}
        for j in range(len(world.hunters))
        if j != hunter and world.hunters[j].alive
    ]
    ties.sort(key=lambda tie: -tie["trust"])
    return {"used": float(world.hunters[hunter].trusts), "most": ties[:3], "least": ties[::-1][:3]}
