"""What an event of the herds or of a hunt offers to its sentences: what can be named, and which cases apply."""

import math

import numpy as np

from agents.behaviour.leading import SKILL_BY_PHASE
from hunt.narrator.scene import Scene, carcass
from hunt.narrator.words import Reading
from hunt.vocabulary import Action, Because, EventKind, Weather


def herd_came(scene: Scene) -> Reading:
    beast, day = scene.beast, scene.history.beasts[scene.day]
    herd = (day["herd"] == beast["herd"]) & (day["arrives"] == scene.day)
    return {"herd": scene.count(herd.sum()), "where": scene.wind(beast["x"], beast["y"])}, ()


def sighted(scene: Scene) -> Reading:
    seen = scene.same_day(EventKind.SIGHTED)
    herds = scene.history.beasts[scene.day]["herd"][seen["beast"]]
    herd = int(((seen["who"] == scene.event["who"]) & (herds == scene.beast["herd"])).sum())
    facts = {"herd": scene.count(herd), "where": scene.wind(scene.beast["x"], scene.beast["y"])}
    return facts, ["one"] if herd == 1 else []


def called(scene: Scene) -> Reading:
    # Where it was the day before: later today it may have run from the very hunt that is called here.
    facts = {"able": scene.count(scene.saw(1)), "where": scene.wind(scene.beast["from_x"], scene.beast["from_y"])}
    return facts, [] if len(scene.earlier(EventKind.CALLED)) else ["first"]


def promised(scene: Scene) -> Reading:
    asked, said, needed = (scene.saw(k) for k in range(3))
    expected = scene.count(scene.event["effect"])
    facts = {
        "asked": scene.count(asked),
        "promised": scene.count(said),
        "needed": scene.count(needed),
        "declined": scene.some(asked - said),
        "expected": expected,
    }
    # A ring that everyone was asked for, and that the caller still does not count on.
    return facts, ["doubted"] if expected.number < needed else []


def promised_too_few(scene: Scene) -> Reading:
    facts, _ = promised(scene)
    offs = scene.earlier(EventKind.PROMISED)
    times = 1 + int((offs["because"] == Because.TOO_FEW).sum())
    nobody = scene.saw(1) == 0
    return {**facts, "times": scene.count(times) if times > 2 else None}, ["nobody"] if nobody else []


def stayed_away(scene: Scene) -> Reading:
    who = int(scene.event["who"])
    facts = {
        "instead": scene.word("options", scene.saw(1)),
        "others": scene.some(scene.saw(0) - 1),
        "doubters": scene.some(scene.doubters_of(who)),
    }
    return facts, scene.first()


def too_few(scene: Scene) -> Reading:
    hunters = scene.hunters
    days = _days_waited(scene)
    came = max((scene.came_to(Action.HUNT, day) for day in days), default=0)
    there = max((int(scene.party(day).sum()) for day in days), default=0)  # those who worked for own numbers as well
    offs = scene.earlier(EventKind.CALLED_OFF)
    times = 1 + int((offs["because"] == Because.TOO_FEW).sum())
    return {
        "came": scene.some(came),
        "foragers": scene.some((hunters["alive"] & (hunters["action"] == Action.FORAGE)).sum()),
        "waited": scene.some(scene.saw(0)),
        "promised": scene.count(scene.beast["promises"]),
        "times": scene.count(times) if times > 2 else None,
    }, ["at_once"] if scene.saw(0) == 0 else [] if there else ["nobody"]


def _days_waited(scene: Scene) -> list[int]:
    """Return the days a party waited for more to come; nobody waits in a storm."""
    calm = np.flatnonzero(scene.history.camp["weather"][: scene.day + 1] != Weather.STORM)
    return [int(day) for day in calm[len(calm) - scene.saw(0) :]]


def left_in_peace(scene: Scene) -> Reading:
    return {"rest": scene.some(int(scene.beast["rested"]) - scene.day)}, ()


def track_lost(scene: Scene) -> Reading:
    return {"waited": scene.some(scene.saw(0))}, [] if scene.beast["here"] else ["gone"]


def led(scene: Scene) -> Reading:
    fell = scene.event["beast"] in scene.same_day(EventKind.DOWN)["beast"]
    # The chief of the morning: a chief who dies is replaced in the evening.
    chief = scene.history.camp[max(0, scene.day - 1)]["chief"]
    cases = (["won"] if fell else []) + (["chief"] if chief == scene.event["who"] else [])
    return {"role": scene.word("roles", SKILL_BY_PHASE[scene.saw(0)])}, cases


def alerted(scene: Scene) -> Reading:
    return {"size": scene.count(scene.saw(1))}, scene.plan()


def left_for_own_product(scene: Scene) -> Reading:
    who = int(scene.event["who"])
    hunter = scene.hunters[who]
    product = scene.word("products", hunter["role"]) if hunter["product"] > 0.0 else None
    left = scene.came_to(Action.OWN)
    facts = {
        "covered": scene.count(scene.saw(0)),
        "needed": scene.count(scene.saw(1)),
        "size": scene.count(scene.saw(2)),
        "left": scene.count(left),
        "product": product,
        "others": scene.some(left - 1),
        "doubters": scene.some(scene.doubters_of(who)),
    }
    return facts, ["several"] if left > 1 else []  # a number then, since one name would stand for all of them


def gap(scene: Scene) -> Reading:
    return {name: scene.count(scene.saw(k)) for k, name in enumerate(("covered", "needed", "size"))}, ()


def broke_out(scene: Scene) -> Reading:
    return {"covered": scene.count(scene.saw(1))}, scene.plan()


def wounded(scene: Scene) -> Reading:
    # A beast falls when a strike leaves it half a strike or less.
    return {"more": scene.count(math.ceil(scene.event["saw"][1] - 0.5)), "size": scene.count(scene.saw(2))}, ()


def down(scene: Scene) -> Reading:
    beast = scene.beast
    return {
        "size": scene.count(scene.saw(1)),
        "food": scene.count(scene.days_of_food(scene.event["effect"])),
        "chase": scene.some(scene.day - beast["called"]),
        "ground": scene.word("ground", scene.history.terrain[beast["x"], beast["y"]]),
        "where": scene.wind(beast["x"], beast["y"]),
    }, scene.plan() if len(scene.earlier(EventKind.DOWN)) else ["first"]


def hauled(scene: Scene) -> Reading:
    loads, home, rotted = carcass(scene.event, scene.history)
    facts = {
        "size": scene.count(scene.saw(0)),
        "food": scene.count(scene.event["effect"] / scene.history.parameters.need),
        "days": scene.count(len(loads)),
        "carriers": scene.count(loads["saw"][:, 0].max()),
        "home": scene.count(scene.days_of_food(home)),
        "rotted": scene.some(scene.days_of_food(rotted)),
    }
    if loads[-1]["day"] > scene.day:
        return facts, ()
    return facts, ["wasted", "last"] if rotted > home else ["last"]


def hurt(scene: Scene) -> Reading:
    return {"days": scene.count(scene.event["effect"])}, ()
