"""A small world of plain objects: for stories about one rule, called as it is written."""

from types import SimpleNamespace

from experiments.validation.plain_world import plain_world
from hunt.catalogue.parameters import Parameters
from hunt.vocabulary import NOBODY, Action, EventKind, Hours, Kind, Terrain

SIZE = {"hunters": 8, "days": 60, "width": 15, "height": 15, "herds": 8, "herd_size": 1, "rough": 0.0}


def small_world(seed=1, **settings):
    """Return a valley without rough land, with eight hunters at its middle, and the random draws of its days."""
    world, luck = plain_world(Parameters(**(SIZE | settings)), seed)
    world.log = [SimpleNamespace(saw=[0.0, 0.0, 0.0]) for _ in range(100)]
    for hunter in world.hunters:
        hunter.hours[Hours.WORK] = 1.0
    return world, luck


def put_beast(world, x=7, y=7, b=0, kind=Kind.COW):
    """Put a beast into the valley, seen today by nobody; return it."""
    beast = world.beasts[b]
    beast.x = beast.seen_x = beast.from_x = x
    beast.y = beast.seen_y = beast.from_y = y
    beast.kind, beast.full, beast.strength = kind, 2.0, 2.0
    beast.here, beast.arrives, beast.leaves = True, 0, 1000
    world.present[world.camp.present] = b
    world.camp.present += 1
    return beast


def put_party(world, *party, b=0, slot=0, action=Action.HUNT):
    """Open a hunt with these hunters at the beast, who have promised to hold the ring; return how many they are."""
    world.quarries[slot] = b
    for k, h in enumerate(party):
        hunter = world.hunters[h]
        world.party[k] = h
        hunter.x, hunter.y = world.beasts[b].x, world.beasts[b].y
        hunter.target, hunter.there, hunter.action = b, True, action
    promise(world, *party, b=b)
    return len(party)


def promise(world, *hunters, b=0):
    """Let hunters promise to hold the ring at a beast."""
    for h in hunters:
        world.promised[h] = b
    world.beasts[b].promises = int((world.promised == b).sum())


def lay_ground(world, terrain=Terrain.OPEN, game=1.0):
    """Make every cell the same."""
    world.terrain[:, :] = terrain
    world.game[:, :] = game


def logged(world):
    """Return the kinds of all events noted so far."""
    return [EventKind(one.kind) for one in world.log[: world.camp.logged]]


def possible(world):
    """Return the actions that were found possible for the hunter asked about last."""
    return {action for action in Action if world.gains[action] > -1e29}


def hire(world, *hunters):
    """Make hunters strangers."""
    for h in hunters:
        world.hunters[h].hired = True


def empty_slots(world):
    """Close every hunt."""
    world.quarries[:] = NOBODY
