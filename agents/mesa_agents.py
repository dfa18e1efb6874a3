"""Hunters and mammoths as agents of Mesa: what they are, and what they do, verb by verb.

The body of each method is one call: the behaviour itself is a function in :mod:`agents.behaviour`, which the compiled
engine runs as well.  Where a subclass overrides a method, all behaviours of a Mesa run call it instead of the function:

>>> from agents import Hunter, HuntModel
>>> from agents.actions import Action
>>> class Forager(Hunter):
...     def weigh(self):
...         super().weigh()
...         self.model.weighed[self.number, Action.FORAGE] += 100.0
>>> model = HuntModel(hunter_class=Forager, seed=1, days=20)
>>> model.run_model()
>>> all(hunter.action == Action.FORAGE for hunter in model.hunters)
True
"""

from collections.abc import Callable
from typing import Any

from mesa import Model
from mesa.discrete_space import CellAgent

from agents.beast import BeastState
from agents.environment import Luck
from agents.hunter import HunterState


class _Standing(CellAgent):
    """An agent of the hunt: it has a number by which the behaviours know it, and a place on the grid.

    Parameters
    ----------
    model
        The hunt this agent belongs to.
    number
        Which of the model's hunters, or beasts, this is: the ``h``, or ``b``, of the behaviours.
    state
        The attributes on the first morning, by name.
    """

    def __init__(self, model: Model, number: int, state: dict[str, Any]) -> None:
        super().__init__(model)
        self.number = number
        self.__dict__.update(state)

    def __getstate__(self) -> dict[str, Any]:
        """Return what is pickled and copied: all but the cell, which the copy finds on the grid of its own model."""
        return {name: value for name, value in vars(self).items() if name != "_mesa_cell"}


class Hunter(_Standing, HunterState):
    """One hunter: :class:`agents.hunter.HunterState` lists the attributes.

    Attributes
    ----------
    number
        Which of ``model.hunters`` this is.
    cell
        Where the hunter stands on Mesa's grid, or None for the dead.  The behaviours read ``x`` and ``y``; the grid
        follows them each evening.
    """

    # --- the day, in order -------------------------------------------------------------------------------------

    def begin_day(self, day: int, luck: Luck) -> None:
        """Account for the hours of the day: checklist, meetings, reminders; the rest is for work."""
        self.model.rules.begin_day(self.number, day, self.model, luck)

    def choose(self, day: int, luck: Luck) -> None:
        """Weigh what is possible today and take one action: sets ``action``, ``target`` and ``effort``."""
        self.model.rules.choose(self.number, day, self.model, luck)

    def act(self, day: int, luck: Luck) -> None:
        """Do what was chosen; the ring itself waits until everyone has come."""
        self.model.rules.act(self.number, day, self.model, luck)

    def evening(self, day: int) -> None:
        """Count the day's product, eat, heal; the starved die."""
        self.model.rules.evening(self.number, day, self.model)

    def die(self, day: int) -> None:
        """Starve; what was in the pouch goes to the store."""
        self.model.rules.die(self.number, day, self.model)

    # --- choosing ----------------------------------------------------------------------------------------------

    def weigh(self) -> None:
        """Put a worth on every action, in this hunter's row of ``model.weighed``."""
        self.model.rules.weigh(self.number, self.model)

    def find_actions(self) -> None:
        """Find what can be done today, what it brings the band (``model.gains``) and costs (``model.costs``)."""
        self.model.rules.find_actions(self.number, self.model)

    def promises(self, beast: int, day: int, luck: Luck) -> bool:
        """Return whether this hunter, who is asked, gives their word to hold the ring at a beast."""
        given: bool = self.model.rules.promises(self.number, beast, day, self.model, luck)
        return given

    def feel_bound(self) -> None:
        """Count what it costs inside to stay away from a hunt that was promised."""
        self.model.rules.feel_bound(self.number, self.model)

    def nearest_carcass(self) -> int:
        """Return the nearest beast that lies dead and has meat left, or NOBODY."""
        beast: int = self.model.rules.nearest_carcass(self.number, self.model)
        return beast

    def expected_from_scouting(self) -> float:
        """Return the days of food to be expected of a day of scouting."""
        food: float = self.model.rules.expected_from_scouting(self.number, self.model)
        return food

    def expected_from_ring(self, beast: int) -> float:
        """Return the days of food a day that the band has more if this hunter holds the ring."""
        food: float = self.model.rules.expected_from_ring(self.number, beast, self.model)
        return food

    def expected_from_hauling(self, beast: int) -> float:
        """Return the days of food a day that this hunter can bring home from a carcass."""
        food: float = self.model.rules.expected_from_hauling(self.number, beast, self.model)
        return food

    def reward(self, action: int, food: float, share: float, effort: float, hunger: float, w: float) -> float:
        """Return what an action is worth to this hunter, days of food: own food, pay and praise, minus effort."""
        worth: float = self.model.rules.reward(self.number, action, food, share, effort, hunger, w, self.model)
        return worth

    def judge_by_experience(self) -> None:
        """Move the worth of each action that was tried towards what it has brought so far."""
        self.model.rules.judge_by_experience(self.number, self.model)

    # --- acting ------------------------------------------------------------------------------------------------

    def forage(self, day: int, luck: Luck) -> None:
        """Go to the best ground nearby and take what it gives today."""
        self.model.rules.forage(self.number, day, self.model, luck)

    def scout(self, day: int, luck: Luck) -> None:
        """Walk all day and look for beasts on every step."""
        self.model.rules.scout(self.number, day, self.model, luck)

    def walk_to_hunt(self, day: int) -> None:
        """Walk to the beast of the hunt, at most a day's pace."""
        self.model.rules.walk_to_hunt(self.number, day, self.model)

    def tend(self) -> None:
        """Turn the meat on the racks, mend the fence, keep the fire."""
        self.model.rules.tend(self.number, self.model)

    def nurse(self, day: int, luck: Luck) -> None:
        """Nurse the one who is hurt worst: one more day of healing."""
        self.model.rules.nurse(self.number, day, self.model, luck)

    def build(self, day: int) -> None:
        """Work on the permanent fix."""
        self.model.rules.build(self.number, day, self.model)

    def rescue(self, day: int) -> None:
        """Set an open incident right."""
        self.model.rules.rescue(self.number, day, self.model)

    def teach(self, day: int) -> None:
        """Teach all the others this hunter's best skill."""
        self.model.rules.teach(self.number, day, self.model)

    # --- learning ----------------------------------------------------------------------------------------------

    def learn_from_promise(self, other: int, held: bool, weight: float) -> None:
        """Learn how another hunter kept one promise."""
        self.model.rules.learn_from_promise(self.number, other, held, weight, self.model)

    def mean_trust(self) -> float:
        """Return how far this hunter trusts the others, on average."""
        trust: float = self.model.rules.mean_trust(self.number, self.model)
        return trust

    def learn_by_experience(self) -> None:
        """Take in what the action of the day has brought."""
        self.model.rules.learn_by_experience(self.number, self.model)


class Beast(_Standing, BeastState):
    """One mammoth: :class:`agents.beast.BeastState` lists the attributes.

    Every beast that will ever come is an agent from day 0.

    Attributes
    ----------
    number
        Which of ``model.beasts`` this is.
    cell
        Where the beast stands on Mesa's grid, or None while it is not in the valley, or not alive.
    """

    def roam(self, day: int, luck: Luck) -> None:
        """Come, drift with the herd, recover, or leave."""
        self.model.rules.roam(self.number, day, self.model, luck)

    def run_away(self, cell: int) -> None:
        """Run out over one cell of the ring."""
        self.model.rules.run_away(self.number, cell, self.model)


THROUGH_METHODS: dict[str, Callable[..., Any]] = {
    "begin_day": lambda h, day, world, luck: world.hunters[h].begin_day(day, luck),
    "choose": lambda h, day, world, luck: world.hunters[h].choose(day, luck),
    "act": lambda h, day, world, luck: world.hunters[h].act(day, luck),
    "evening": lambda h, day, world: world.hunters[h].evening(day),
    "die": lambda h, day, world: world.hunters[h].die(day),
    "weigh": lambda h, world: world.hunters[h].weigh(),
    "find_actions": lambda h, world: world.hunters[h].find_actions(),
    "promises": lambda h, b, day, world, luck: world.hunters[h].promises(b, day, luck),
    "feel_bound": lambda h, world: world.hunters[h].feel_bound(),
    "nearest_carcass": lambda h, world: world.hunters[h].nearest_carcass(),
    "expected_from_scouting": lambda h, world: world.hunters[h].expected_from_scouting(),
    "expected_from_ring": lambda h, b, world: world.hunters[h].expected_from_ring(b),
    "expected_from_hauling": lambda h, b, world: world.hunters[h].expected_from_hauling(b),
    "reward": lambda h, action, food, share, effort, hunger, w, world: world.hunters[h].reward(
        action, food, share, effort, hunger, w
    ),
    "judge_by_experience": lambda h, world: world.hunters[h].judge_by_experience(),
    "forage": lambda h, day, world, luck: world.hunters[h].forage(day, luck),
    "scout": lambda h, day, world, luck: world.hunters[h].scout(day, luck),
    "walk_to_hunt": lambda h, day, world: world.hunters[h].walk_to_hunt(day),
    "tend": lambda h, world: world.hunters[h].tend(),
    "nurse": lambda h, day, world, luck: world.hunters[h].nurse(day, luck),
    "build": lambda h, day, world: world.hunters[h].build(day),
    "rescue": lambda h, day, world: world.hunters[h].rescue(day),
    "teach": lambda who, day, world: world.hunters[who].teach(day),
    "learn_from_promise": lambda i, j, held, weight, world: world.hunters[i].learn_from_promise(j, held, weight),
    "mean_trust": lambda i, world: world.hunters[i].mean_trust(),
    "learn_by_experience": lambda h, world: world.hunters[h].learn_by_experience(),
    "roam": lambda b, day, world, luck: world.beasts[b].roam(day, luck),
    "run_away": lambda b, cell, world: world.beasts[b].run_away(cell),
}
"""How a behaviour is called as a method of the agent, by its name; each is given what the behaviour is given."""

_AS_WRITTEN = {name: vars(Hunter).get(name) or vars(Beast)[name] for name in THROUGH_METHODS}


def overridden(*classes: type) -> dict[str, Callable[..., Any]]:
    """Return how to call the behaviours that any of these subclasses of Hunter and Beast overrides, by name.

    The others are called directly, which comes to the same and takes a tenth of a run's time less.
    """
    return {
        name: call
        for name, call in THROUGH_METHODS.items()
        if any(getattr(one, name, _AS_WRITTEN[name]) is not _AS_WRITTEN[name] for one in classes)
    }
