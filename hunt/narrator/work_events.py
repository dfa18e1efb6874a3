"""What an event of push, pull and hired strangers offers to its sentences: what can be named, which cases apply."""

from hunt.narrator.scene import Scene
from hunt.narrator.words import Reading
from hunt.vocabulary import EventKind, Hours

MUCH = 0.5  # of a plan that is not met, and of strain: from here on sentences say so; a guess
TRUSTING, WARY = 2 / 3, 1 / 3  # trust of the neighbours above and below which sentences say so; guesses


def pressed(scene: Scene) -> Reading:
    shortfall, share, _ = (float(one) for one in scene.event["saw"])
    facts = {"hours": scene.hours(share), "orders": scene.some(scene.saw(2))}
    return facts, scene.first() or (["far"] if shortfall > MUCH else [])


def refused(scene: Scene) -> Reading:
    times = 1 + len(scene.earlier(EventKind.REFUSED))
    facts = {
        "where": scene.wind(scene.beast["x"], scene.beast["y"]),
        "times": scene.count(times) if times > 2 else None,
    }
    return facts, scene.first()


def delivered(scene: Scene) -> Reading:
    trust, got = float(scene.event["saw"][2]), float(scene.event["effect"])
    food = scene.some(scene.days_of_food(got))
    facts = {
        "days": scene.count(scene.saw(1)),
        "orders": scene.some(scene.saw(0)),
        "food": food,
        # Food for less than a day of everyone is given as food for some of them: only one of the two can be named.
        "mouths": None if food else scene.some(got / scene.history.parameters.need),
    }
    felt = ["trusted"] if trust >= TRUSTING else ["doubted"] if trust < WARY else []
    return facts, [*scene.first(), *felt]


def strangers(scene: Scene) -> Reading:
    size = scene.count(scene.saw(1))
    return {"role": scene.word("roles", scene.saw(0)), "size": size}, [] if size.number else ["nobody"]


def newcomer(scene: Scene) -> Reading:
    return {"role": scene.word("roles", scene.hunters[scene.event["who"]]["role"])}, scene.first()


def taught(scene: Scene) -> Reading:
    skill, who = scene.saw(0), int(scene.event["who"])
    better = scene.better()[:, skill]
    return {"role": scene.word("roles", skill), "others": scene.some(better.sum() - better[who])}, ()


def tallied(scene: Scene) -> Reading:
    hunter = scene.hunters[scene.event["who"]]
    # The share lost also counts the way back into a task and weariness; the sentence names hours of what others wanted.
    asked = hunter["hours"][Hours.MEETING] + hunter["hours"][Hours.REMINDER]
    others = len(scene.same_day(EventKind.TALLIED)) - 1
    role = scene.word("roles", hunter["role"])
    return {"role": role, "hours": scene.hours(asked), "others": scene.some(others)}, scene.first()


def let_go(scene: Scene) -> Reading:
    return {"hours": scene.hours(scene.event["saw"][1])}, [
        *scene.first(),
        *(["strained"] if scene.event["saw"][2] >= MUCH else []),
    ]


def strained(scene: Scene) -> Reading:
    facts = {"hours": scene.hours(scene.event["saw"][1]), "orders": scene.some(scene.saw(2))}
    return facts, scene.first()


def great_herd(scene: Scene) -> Reading:
    return {"herd": scene.count(scene.saw(0)), "where": scene.wind(scene.beast["x"], scene.beast["y"])}, ()
