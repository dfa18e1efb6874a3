"""What an event of the valley or of the camp offers to its sentences: what can be named, and which cases apply."""

from hunt.narrator.scene import Scene
from hunt.narrator.words import Reading
from hunt.vocabulary import NOBODY, EventKind


def helped(scene: Scene) -> Reading:
    return {"days": scene.count(scene.saw(0))}, scene.first()


def wolves(scene: Scene) -> Reading:
    taken = float(scene.event["effect"])
    watch, food = int(scene.camp["tending_today"]), scene.some(scene.days_of_food(taken))
    # Food for less than a day of everyone is given as food for some of them: only one of the two can be named.
    mouths = None if food else scene.some(taken / scene.history.parameters.need)
    facts = {
        "store": scene.count(scene.days_of_food(scene.event["saw"][0])),  # what was left before the evening meal
        "food": food,
        "mouths": mouths,
        "watch": scene.some(watch),
    }
    if food is None and mouths is None:
        return facts, ["empty"]
    return facts, [] if watch else ["unwatched"]


def storm(scene: Scene) -> Reading:
    day = scene.history.beasts[scene.day]
    hunted = day[(day["called"] != NOBODY) & (day["called"] < scene.day) & (day["down"] == NOBODY)]
    beast = scene.word("beasts", hunted[0]["kind"], new=True) if len(hunted) else None
    return {"beast": beast}, ["hunt"] if len(hunted) else []


def winter(scene: Scene) -> Reading:
    food = scene.event["saw"][0] / scene.history.parameters.need / max(1, scene.saw(1))
    facts = {
        "living": scene.count(scene.saw(1)),
        "food": scene.count(food),
        "kills": scene.some(len(scene.earlier(EventKind.DOWN))),
    }
    return facts, ["bare"] if food < 0.5 else []


def died(scene: Scene) -> Reading:
    meals, calls = scene.earlier(EventKind.HAULED), scene.earlier(EventKind.CALLED)
    facts = {
        "living": scene.count(scene.saw(1)),
        "since": scene.some(scene.day - meals[-1]["day"]) if len(meals) else None,
        "barren": scene.some(len(calls)) if len(scene.earlier(EventKind.DOWN)) == 0 else None,
    }
    if scene.saw(1) == 0:
        return facts, ["last"]
    return facts, scene.first()


def band_lost(scene: Scene) -> Reading:
    return {"kills": scene.some(scene.camp["kills"])}, ()


def incident(scene: Scene) -> Reading:
    lost = float(scene.event["effect"])
    food = scene.some(scene.days_of_food(lost))  # as of wolves: for everyone, or else for some of them
    mouths = None if food else scene.some(lost / scene.history.parameters.need)
    return {"food": food, "mouths": mouths}, scene.first()


def ghost(scene: Scene) -> Reading:
    before = len(scene.earlier(EventKind.GHOST))
    return {"ghosts": scene.count(before + 1)}, [] if before else ["first"]


def rescued(scene: Scene) -> Reading:
    before = len(scene.earlier(EventKind.RESCUED))
    # What there is of the new fence, days of work; not mentioned once it stands.
    built = 0.0 if scene.camp["fixed"] != NOBODY else scene.camp["fix_kept"] + scene.camp["fix_done"]
    return {"rescues": scene.count(before + 1), "built": scene.some(built)}, [] if before else ["first"]


def fixed(scene: Scene) -> Reading:
    return {"incidents": scene.some(scene.saw(0))}, ()


def told_as_it_is(scene: Scene) -> Reading:
    """An event with nothing to name but whom it happened to."""
    return {}, ()
