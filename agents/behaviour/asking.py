"""The hunter who calls a hunt asks named hunters, one after another; each promises to hold the ring, or declines.

How many are asked is not a number of the model: the caller asks until the expected number of those who will hold,
rounded, reaches the number that the ring needs.  So little trust makes a big party, and less still none at all.
"""

from typing import Any

from agents.actions import Action
from agents.behaviour.activation import next_up
from agents.behaviour.calling import give_up
from agents.behaviour.deciding import pick, weigh
from agents.behaviour.event_log import log_event
from agents.behaviour.experience import judge_by_experience
from agents.behaviour.geometry import rounded
from agents.behaviour.land import ring_needs
from agents.behaviour.trusting import trust
from agents.environment import Luck, World
from agents.events import Because, EventKind
from agents.perception import Me, Perceived, PromiseDraws
from agents.skills import Skill
from agents.vocabulary import NOBODY, Leadership

NOT_ASKED, DECLINED, PROMISED = 0, 1, 2
CRAFTS = (Skill.TRACK, Skill.DRIVE, Skill.STRIKE)  # in the order in which a hunt needs them


def ask_for_promises(day: int, world: World, luck: Luck) -> None:
    """Let every hunt that was called this morning find its party, or call it off for lack of one."""
    for slot in range(len(world.quarries)):
        b = world.quarries[slot]
        if b >= 0 and world.beasts[b].called == day and world.beasts[b].down == NOBODY:
            beast = world.beasts[b]
            needed = ring_needs(beast.kind, beast.seen_x, beast.seen_y, world)
            asked = world.camp.asked
            promised = find_party(b, needed, day, world, luck)
            log_event(
                world,
                day,
                EventKind.PROMISED,
                who=beast.caller,
                beast=b,
                because=Because.TOO_FEW if promised < needed else Because.HELD,
                saw_a=float(world.camp.asked - asked),
                saw_b=float(promised),
                saw_c=float(needed),
                effect=beast.expected,
            )
            if promised < needed:
                give_up(slot, day, Because.TOO_FEW, world)
                beast.rested = day + 1


def find_party(b: int, needed: int, day: int, world: World, luck: Luck) -> int:
    """Ask until those who promised are expected to hold as many cells as the ring needs; return how many promised."""
    beast = world.beasts[b]
    beast.promises = 0
    beast.expected = 0.0
    for h in range(len(world.hunters)):
        world.verdict[h] = NOT_ASKED
    caller = caller_of(day, world, luck)
    if caller == NOBODY:
        return 0
    beast.caller = caller
    while rounded(beast.expected) < needed + world.params.spare:
        h = next_to_ask(caller, beast.promises, day, world, luck)
        if h == NOBODY:
            break
        world.camp.asked += 1
        if promises(h, b, day, world, luck):
            world.promised[h] = b
            world.verdict[h] = PROMISED
            world.camp.promised += 1
            beast.promises += 1
            beast.expected += world.params.steadiness * reliability(caller, h, world)
        else:
            world.promised[h] = NOBODY
            world.verdict[h] = DECLINED
    return int(beast.promises)


def caller_of(day: int, world: World, luck: Luck) -> int:
    """Return who calls: the first able hunter of the day, or NOBODY."""
    for seat in range(len(world.hunters)):
        h = next_up(seat, day, len(world.hunters), luck)
        if may_be_asked(h, day, world, luck):
            return h
    return NOBODY


def may_be_asked(h: int, day: int, world: World, luck: Luck) -> bool:
    """Return whether a hunter is able, has given no other word, and can be reached today."""
    hunter = world.hunters[h]
    reached = world.camp.news >= 1.0 or luck.hear[day, h] < world.camp.news
    return hunter.alive and hunter.injured == 0 and world.promised[h] == NOBODY and reached


def reliability(caller: int, h: int, world: World) -> float:
    """Return how surely the caller counts on a hunter who has promised; on themselves fully."""
    return 1.0 if h == caller else trust(world.kept[caller, h], world.broken[caller, h])


def next_to_ask(caller: int, promised: int, day: int, world: World, luck: Luck) -> Me:
    """Return the next hunter to ask, or NOBODY when all have been asked.

    Where leadership is situational, first one for each craft that the hunt needs: trust times repute.  After that, and
    with a chief, the most trusted.  Without a leader, and by a plan, in the order of the day, no matter who that is.
    """
    leadership = world.params.leadership
    best: Any = NOBODY
    most = -1.0
    for seat in range(len(world.hunters)):
        h = next_up(seat, day, len(world.hunters), luck)
        if world.verdict[h] == NOT_ASKED and may_be_asked(h, day, world, luck):
            worth = 0.0
            if leadership == Leadership.SITUATIONAL or leadership == Leadership.CHIEF:
                worth = reliability(caller, h, world)
                if leadership == Leadership.SITUATIONAL and promised < len(CRAFTS):
                    worth *= world.hunters[h].repute[CRAFTS[promised]]
            if worth > most:
                most = worth
                best = h
    return best


def promises(h: Me, b: int, day: int, world: Perceived, luck: PromiseDraws) -> bool:
    """Return whether a hunter gives their word: if, with it given, a day at this hunt is what they would choose.

    Breaking a word costs ``honour`` only once it is given, so that does not count here.  The hunter who asks notes the answer.
    """
    world.promised[h] = b
    weigh(h, world)
    if world.params.delta < 1.0:
        judge_by_experience(h, world)
    worth = world.weighed[h]
    action = pick(worth, world.tickets, luck.promise[day, h], world.params.temperature)
    return action == Action.HUNT or action == Action.OWN
