"""The compiled engine: whole runs, and chunks of them, in machine code that is made from the rules as they are written.

One call of the machine code (:mod:`hunt.engine.kernel`) simulates all runs of a chunk.  Each thread has memory of its
own for one run at a time, and uses it for all of them.
"""

from collections.abc import Sequence
from threading import local
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.environment import InitialDraws, Luck
from hunt.catalogue.interventions import SIZES, Change, acts_of, segments
from hunt.catalogue.own_rules import OwnRules
from hunt.catalogue.parameters import Parameters
from hunt.engine.initial_state import empty_world, growth_of
from hunt.engine.kernel import DIARY, kernel_of
from hunt.engine.random_draws import empty_draws
from hunt.engine.records import BEAST, CAMP, HUNTER, FinalStates, Records, record_of
from hunt.engine.rule_fields import ONLY_READ
from hunt.engine.streams import new_scratch, new_streams
from hunt.vocabulary import Action


class ArmSettings(NamedTuple):
    """What some runs have in common."""

    parameters: Parameters
    changes: Sequence[Change] = ()


class Blank(NamedTuple):
    """Records in which everything is 0."""

    hunter: NDArray[Any]  # [1]
    beast: NDArray[Any]  # [1]
    camp: NDArray[Any]  # [1]


class Plan(NamedTuple):
    """What the arms of a chunk are: settings stretch by stretch, acts, and the growth of small game."""

    settings: NDArray[Any]  # [stretch]: PARAMETERS
    start: NDArray[np.int64]  # [stretch]: first day
    stop: NDArray[np.int64]  # [stretch]: first day after it
    stretches: NDArray[np.int64]  # [arm + 1]: where those of each arm begin
    acts: NDArray[np.int64]  # [act, 3]
    acts_from: NDArray[np.int64]  # [arm + 1]: where those of each arm begin
    growth: NDArray[np.float64]  # [arm, growing days]


class Read(NamedTuple):
    """The same world, draws and luck as the rules are handed them: a user's own cannot write to what is only read."""

    world: Records
    initial: InitialDraws
    luck: Luck


class Workspace(NamedTuple):
    """The memory in which one thread simulates its runs, one after the other."""

    world: Records
    camp: NDArray[Any]  # [1]: the camp of this world
    settings: NDArray[Any]  # [1]: and its settings
    initial: InitialDraws
    luck: Luck
    read: "Read"
    blank: Blank
    streams: NDArray[np.uint64]  # [purpose, word]
    scratch: NDArray[np.float64]


NO_SEEDS = np.zeros(0, np.int64)
NO_DIARIES = np.zeros((0, 0, 0, len(DIARY)))
BLANK = Blank(np.zeros(1, HUNTER), np.zeros(1, BEAST), np.zeros(1, CAMP))

WORKSPACES = 4
"""How many sizes a thread keeps its memory for."""


class ChunkEnds(NamedTuple):
    """What became of the runs of a chunk, arm by arm."""

    finals: list[FinalStates]
    diaries: list[NDArray[np.float64]]  # [run, day, DIARY]; none unless requested


def run_arms(arms: Sequence[ArmSettings], seeds: NDArray[np.int64], *, diaries: bool = False) -> ChunkEnds:
    """Simulate a run of every seed in every arm; all arms are of one size, have the same rules and share the luck.

    Several threads may call it at once.
    """
    first = arms[0].parameters
    if any(size_of(one.parameters) != size_of(first) for one in arms):  # compiled code would write outside its arrays
        raise ValueError("the arms differ in size or rules; simulate those that are alike together")
    plan = plan_of(arms)
    ends = room_for_ends(len(arms), len(seeds), first.hunters)
    kept = np.zeros((len(arms) if diaries else 0, len(seeds), first.days, len(DIARY)))
    if len(seeds):
        ahead = _days_ahead(first)
        workspace = _my_workspace(first, plan)
        try:
            kernel_of(first.rules)(workspace, seeds, plan, ahead, ends, kept)
        except BaseException:  # stopped, it may still be writing to this memory
            _mine.workspaces.clear()
            raise
    finals = [FinalStates(*(column[arm] for column in ends)) for arm in range(len(arms))]
    return ChunkEnds(finals, list(kept))


def _days_ahead(parameters: Parameters) -> int:
    """Return how many days of luck are drawn before day 0: a rule of the user's own may look at those to come."""
    return 0 if parameters.rules is None else parameters.days


_mine = local()


def size_of(parameters: Parameters) -> tuple[Any, ...]:
    """Return what runs that are simulated in one call have in common: the shape of all arrays, and their rules."""
    return (*(getattr(parameters, name) for name in SIZES), parameters.rules)


def _my_workspace(parameters: Parameters, plan: Plan) -> Workspace:
    """Return this thread's memory for runs of a size, with room for the acts of each arm."""
    acts = int(np.diff(plan.acts_from).max())
    size = size_of(parameters)
    if not hasattr(_mine, "workspaces"):
        _mine.workspaces = {}
    workspaces: dict[tuple[Any, ...], Workspace] = _mine.workspaces
    workspace = workspaces.pop(size, None) or workspace_for(parameters)
    workspaces[size] = workspace  # now the last one used
    while len(workspaces) > WORKSPACES:
        del workspaces[next(iter(workspaces))]
    world = workspace.world._replace(acts=np.zeros((acts, 3), np.int64))
    return _with_reading(workspace._replace(world=world), parameters.rules)


def room_for_ends(arms: int, runs: int, hunters: int) -> FinalStates:
    """Return room for what is kept of each run's last evening, [arm, run]."""
    shape = (arms, runs)
    return FinalStates(
        np.zeros(shape, CAMP),
        np.zeros((*shape, hunters), np.int64),
        np.zeros((*shape, len(Action))),
        np.zeros(shape),
        np.zeros(shape),
    )


def workspace_for(parameters: Parameters, events: int = 0) -> Workspace:
    """Return memory for runs of this size."""
    camp, settings = np.zeros(1, CAMP), np.array([record_of(parameters)])
    world = empty_world(parameters, events)._replace(camp=camp[0], params=settings[0])
    initial, luck = empty_draws(parameters)
    luck = luck._replace(seats=initial.seats)
    read, streams, scratch = Read(world, initial, luck), new_streams(), new_scratch(parameters.hunters)
    return _with_reading(
        Workspace(world, camp, settings, initial, luck, read, BLANK, streams, scratch), parameters.rules
    )


def _with_reading(workspace: Workspace, rules: OwnRules | None) -> Workspace:
    """Return a workspace whose rules are handed what it holds: a user's own see luck and calendar as fixed.

    What is kept for one run would otherwise be there in the next one, or in the next arm.
    """
    world, initial, luck = workspace.world, workspace.initial, workspace.luck
    if rules is not None:
        world = world._replace(**{name: _fixed(getattr(world, name)) for name in ONLY_READ})
        initial, luck = InitialDraws(*map(_fixed, initial)), Luck(*map(_fixed, luck))
    return workspace._replace(read=Read(world, initial, luck))


def _fixed(array: NDArray[Any]) -> NDArray[Any]:
    view = array.view()
    view.flags.writeable = False
    return view


def plan_of(arms: Sequence[ArmSettings]) -> Plan:
    """Return what the arms of a chunk do day by day."""
    # The first morning is made with the settings before any change, also one of day 0: as in a recorded run.
    stretches = [[(0, 0, one.parameters), *segments(one.parameters, one.changes)] for one in arms]
    acts = [acts_of(one.parameters, one.changes) for one in arms]
    flat = [stretch for of_arm in stretches for stretch in of_arm]
    return Plan(
        settings=np.array([record_of(settings) for _, _, settings in flat]),
        start=np.array([start for start, _, _ in flat], np.int64),
        stop=np.array([stop for _, stop, _ in flat], np.int64),
        stretches=_bounds(stretches),
        acts=np.concatenate(acts),
        acts_from=_bounds(acts),
        growth=np.array([growth_of(one.parameters.days, one.parameters.game_growth) for one in arms]),
    )


def _bounds(parts: Sequence[Any]) -> NDArray[np.int64]:
    return np.cumsum([0, *map(len, parts)]).astype(np.int64)


def first_day(parameters: Parameters, seed: int, events: int = 0) -> tuple[Records, Luck]:
    """Return the world on the morning of day 0 and all its luck, as :func:`initial_state` does."""
    workspace = workspace_for(parameters, events)
    plan = plan_of([ArmSettings(parameters)])
    plan.stop[:] = 0
    kernel_of(parameters.rules)(workspace, np.array([seed], np.int64), plan, parameters.days, NO_ENDS, NO_DIARIES)
    return workspace.world, workspace.luck


def run_days(world: Records, luck: Luck, start: int, stop: int, rules: OwnRules | None = None) -> None:
    """Simulate the days from start up to, not including, stop; several threads may call it at once.

    A world of records does not say by which rules it is lived: who has its settings hands on their ``rules``.
    """
    plan = NO_PLAN._replace(start=np.array([start], np.int64), stop=np.array([stop], np.int64))
    if rules is not None:
        world = world._replace(params=world.params.copy())  # all worlds of these settings share the record
    workspace = _with_reading(NO_WORKSPACE._replace(world=world, luck=luck), rules)
    kernel_of(rules)(workspace, NO_SEEDS, plan, 0, NO_ENDS, NO_DIARIES)


NO_ENDS = room_for_ends(0, 0, 0)
NO_WORKSPACE = workspace_for(Parameters(hunters=1, days=1, herds=0))
NO_PLAN = plan_of([ArmSettings(Parameters(days=1))])._replace(stretches=np.array([0, 1]))


def compile_once(rules: OwnRules | None = None) -> None:
    """Compile the rules, or load them, by simulating one day of a small band."""
    run_arms([ArmSettings(Parameters(hunters=2, days=1, rules=rules))], np.zeros(1, np.int64))
