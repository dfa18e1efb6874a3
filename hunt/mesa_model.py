"""The hunt as a Mesa model.  The model *is* the world that the rules read.

To look into a rule, set a breakpoint in any file of ``agents/behaviour`` or ``hunt/world`` and step the model: it
stops there with ordinary objects in hand.  Read :mod:`hunt.world.day` first.
"""

import secrets
from collections.abc import Iterable

import mesa
import numpy as np
from mesa.discrete_space import OrthogonalMooreGrid

import hunt
from agents.environment import World
from agents.mesa_agents import Beast, Hunter
from hunt.catalogue.interventions import Change, acts_of, checked_seed, segments
from hunt.catalogue.parameters import shown
from hunt.catalogue.scenarios import DEFAULT
from hunt.engine.initial_state import first_morning
from hunt.engine.plain_objects import Camp, Event, plain, plain_fields, plain_luck, take_over
from hunt.engine.records import Records
from hunt.history import EVENTS_A_DAY
from hunt.world.day import one_day

HUNTER_COLUMNS = {"lives": "alive", "action": "action", "reserve": "reserve", "x": "x", "y": "y"}
"""What is collected of each hunter, by column; none is called like a column of the model, which batch runs add."""


class HuntModel(mesa.Model, World):
    """A band of hunters in a valley of mammoths, one step a day.

    Parameters
    ----------
    parameters
        The settings of the run.  Leave them out to take those of a scenario.
    scenario
        Id of a scenario of the catalogue, or the path of a TOML file; the default valley when left out.
    regime
        Id of a regime of the catalogue, or the path of a TOML file: what is paid and praised, in place of what
        the settings say.
    seed
        A whole number from 0 to 2**63 - 1; the same seed meets the same weather, beasts and dice, here and in
        :func:`hunt.simulate`.  None takes a fresh one, to be read from the attribute `seed`.
    changes
        Settings that are new from the morning of a day on and acts done on it, as in :func:`hunt.simulate`.
    events
        How many events the model can note down; None for as many as :func:`hunt.record` keeps.

    Attributes
    ----------
    hunters, beasts, camp, ...
        The state of the world, as :class:`agents.environment.World` lists it.
    params
        The settings.  New ones, as in ``model.params = model.params.but(kappa=0)``, hold from the next step on.
    luck
        All chance of the run, drawn before day 0.
    day
        How many days have been lived, which is also the number of the day to come.
    grid
        Who stands where, for Mesa's drawings and neighbourhoods; the rules read ``x`` and ``y`` instead.
    datacollector
        One row per evening.

    Raises
    ------
    HuntError
        For a scenario, regime, seed, change or number of events that is not allowed.

    Examples
    --------
    >>> model = HuntModel(scenario="storm-year", regime="own-product", seed=1)
    >>> for _ in range(10):
    ...     model.step()
    >>> model.day
    10
    """

    running: bool  # set by Mesa
    hunters: list[Hunter]
    beasts: list[Beast]
    camp: Camp
    log: list[Event]

    def __init__(
        self,
        parameters: hunt.Parameters | None = None,
        *,
        scenario: str | None = None,
        regime: str | None = None,
        seed: int | None = None,
        changes: Iterable[Change] = (),
        events: int | None = None,
    ) -> None:
        self.params = _settings(parameters, scenario, regime)
        self.seed = secrets.randbits(32) if seed is None else checked_seed(seed)  # short enough to be typed again
        room = _room(events, self.params)
        changes = list(changes)
        acts = acts_of(self.params, changes)
        self._new_settings = {
            first: settings for first, _, settings in segments(self.params, changes) if settings is not self.params
        }
        # Mesa's own luck shuffles AgentSets only; no rule asks for it.  It is `rng` because `seed` warns.
        super().__init__(rng=self.seed)
        self.day = 0  # Mesa counts steps, also those after the end
        world, luck = first_morning(self.params, self.seed, events=room)
        self.luck = plain_luck(luck)
        self.hunters = [Hunter(self, plain_fields(record)) for record in world.hunters]
        self.beasts = [Beast(self, plain_fields(record)) for record in world.beasts]
        self.camp = Camp(world.camp)  # type: ignore[abstract]  # its attributes come with the record
        self.log = [Event(record) for record in world.log]  # type: ignore[abstract]
        self._take_over_tables(world._replace(acts=acts))
        self.grid = OrthogonalMooreGrid((self.params.width, self.params.height), random=self.random)
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "alive": lambda model: model.camp.living,
                "store": lambda model: model.camp.store,
                "trust": mean_trust,
                "kpi": lambda model: model.camp.attained / max(1, model.camp.days_lived),
                "kills": lambda model: model.camp.kills,
            },
            # By type, because a hunter and a beast have hardly anything in common.
            agenttype_reporters={Hunter: dict(HUNTER_COLUMNS)},
        )
        self.stand()

    def take_over(self, world: Records) -> None:
        """Go on from another state of this very run, such as one the compiled rules have reached.

        Parameters
        ----------
        world
            The state, as records; the model copies it.  `day`, `params` and `luck` stay as they are.
        """
        for hunter, record in zip(self.hunters, world.hunters, strict=True):
            take_over(hunter, record)
        for beast, record in zip(self.beasts, world.beasts, strict=True):
            take_over(beast, record)
        for event, record in zip(self.log, world.log, strict=True):
            take_over(event, record)
        take_over(self.camp, world.camp)
        self._take_over_tables(world)
        self.stand()

    def _take_over_tables(self, world: Records) -> None:
        for name, array in world._asdict().items():
            if name not in ("hunters", "beasts", "camp", "log", "params"):
                setattr(self, name, plain(array))

    def step(self) -> None:
        """Live one day.  After the last one, or when the band is lost, nothing happens any more."""
        if not self.running:
            return
        self.params = self._new_settings.get(self.day, self.params)
        one_day(self.day, self, self.luck)
        self.day += 1
        self.running = self.day < self.params.days and self.camp.living > 0
        self.stand()
        self.datacollector.collect(self)

    def stand(self) -> None:
        """Put everybody on the cell of the grid where the rules say they are; the dead and the absent on none."""
        for hunter in self.hunters:
            hunter.cell = self.grid[hunter.x, hunter.y] if hunter.alive else None
        for beast in self.beasts:
            beast.cell = self.grid[beast.x, beast.y] if beast.here else None

    @property
    def events(self) -> list[Event]:
        """What has happened so far, in order, as far as there was room for it."""
        return self.log[: self.camp.logged]


def mean_trust(model: HuntModel) -> float:
    """Return how far the living trust each other, on average; NaN when nobody is left."""
    trusts = [hunter.trusts for hunter in model.hunters if hunter.alive]
    return float(np.mean(trusts)) if trusts else float("nan")


def _settings(parameters: hunt.Parameters | None, scenario: str | None, regime: str | None) -> hunt.Parameters:
    for name, given in (("scenario", scenario), ("regime", regime)):
        if given is not None and not isinstance(given, str):
            raise hunt.HuntError(f"{name} = {shown(given)} is not allowed: it must be an id; 'hunt {name}s' lists all.")
    if parameters is None:
        return hunt.scenario(DEFAULT if scenario is None else scenario).parameters(regime)
    if not isinstance(parameters, hunt.Parameters):
        raise hunt.HuntError(f"parameters = {shown(parameters)} is not allowed: it must be hunt.Parameters(...).")
    if scenario is not None:
        raise hunt.HuntError("Parameters and a scenario were both given; a scenario is parameters: leave one out.")
    return parameters if regime is None else hunt.regime(regime).on(parameters)


def _room(given: int | None, parameters: hunt.Parameters) -> int:
    if given is None:
        return EVENTS_A_DAY * parameters.days + parameters.hunters
    if isinstance(given, bool) or not isinstance(given, int) or given < 0:
        raise hunt.HuntError(f"events = {shown(given)} is not allowed: it must be a whole number of at least 0.")
    return given
