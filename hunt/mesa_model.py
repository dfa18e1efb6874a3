"""The hunt as a Mesa model.  The model *is* the world that the rules read.

To look into a rule, set a breakpoint in any file of ``agents/behaviour`` or ``hunt/world`` and step the model: it
stops there with ordinary objects in hand.  Read :mod:`hunt.world.day` first; ``docs/mesa.md`` is for those who know
Mesa.
"""

import copy
import secrets
from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any, Self

import mesa
import numpy as np
from mesa.discrete_space import OrthogonalMooreGrid

from agents.behaviour.land import small_game_left
from agents.environment import World
from agents.mesa_agents import Beast, Hunter, overridden
from hunt.catalogue.interventions import Change, acts_of, checked_changes, checked_seed, segments
from hunt.catalogue.parameters import Parameters
from hunt.catalogue.regimes import regime as regime_of
from hunt.catalogue.scenarios import DEFAULT
from hunt.catalogue.scenarios import scenario as scenario_of
from hunt.engine.initial_state import initial_state
from hunt.engine.own_rules import loaded_or_none
from hunt.engine.plain_objects import (
    Camp,
    Event,
    NotedTable,
    plain,
    plain_fields,
    plain_luck,
    strict,
    strict_luck,
    strict_settings,
    take_over,
)
from hunt.engine.records import Records
from hunt.engine.rule_copies import rules_calling
from hunt.engine.rule_errors import said_of_rules
from hunt.errors import HuntError, shown
from hunt.history import EVENTS_A_DAY
from hunt.mesa_columns import HUNTER_COLUMNS, MODEL_COLUMNS, mean_trust_received
from hunt.mesa_versions import AgentSet, add_layer, fill_layer, is_scenario, settings_in, time_of


class HuntModel(mesa.Model, World):
    """A band of hunters in a valley of mammoths, one step a day.

    Parameters
    ----------
    parameters
        The settings of the run.  Leave them out to take those of a scenario.
    scenario
        Id of a scenario of the catalogue, or the path of a TOML file; the default valley when left out.  In Mesa 4
        also a ``Scenario`` of Mesa's own, whose parameters are the keywords listed here.
    regime
        Id of a regime of the catalogue, or the path of a TOML file: what is paid and praised, in place of what
        the settings say.
    seed
        A whole number from 0 to 2**63 - 1; the same seed gives the same weather, beasts and dice, here and in
        :func:`hunt.simulate`.  None takes a fresh one, to be read from the attribute `seed`.
    rng
        The same under the name that Mesa 3.5 uses.
    changes
        Settings that are new from the morning of a day on and acts done on it, as in :func:`hunt.simulate`.
    events
        How many events the model can note down; None for the number :func:`hunt.record` keeps.
    hunter_class, beast_class
        Subclasses of :class:`agents.Hunter` and :class:`agents.Beast` that behave in another way.
    model_reporters, agent_reporters
        Columns of your own for the data collector, as Mesa has them: by name, an attribute or a function of the model
        or of the hunter.
    **kwargs
        Any setting of :class:`hunt.Parameters` by name, such as ``hunters=12``, in place of what scenario and regime
        say; and ``rules=hunt.rules_from("mine.py")`` for rules of your own.

    Attributes
    ----------
    hunters, beasts, camp, ...
        The state of the world, as :class:`agents.environment.World` lists it.
    living_hunters, present_beasts
        AgentSets of who is alive, and in the valley.
    params
        The settings.  New ones, as in ``model.params = model.params.but(kappa=0)``, apply from the next step on.
    luck
        All chance of the run, drawn before day 0.
    rules
        The rules of this run, by name: copies in which behaviours call each other through the methods of the agents.
    day
        How many days have been simulated, which is also the number of the day to come.
    grid
        Who stands where, for Mesa's drawings and neighbourhoods; the rules read ``x`` and ``y`` instead.  Its layers
        ``terrain`` and ``small_game`` show the ground, and what is left for the foragers of the morning to come.
    datacollector
        One row per evening, and one per evening and hunter, the dead included.

    Raises
    ------
    HuntError
        For a scenario, regime, seed, setting, change, class or number of events that is not allowed; and from `step`,
        where a rule of your own looks up a place that is not there or cannot go on.  With such rules no index counts
        from the end, neither in a rule nor in the lists of the model: ``model.hunters[-1]`` is refused.

    Examples
    --------
    >>> model = HuntModel(scenario="storm-year", regime="own-product", hunters=12, seed=1)
    >>> for _ in range(10):
    ...     model.step()
    >>> model.day, len(model.living_hunters)
    (10, 12)
    """

    running: bool  # set by Mesa
    hunters: list[Hunter]
    beasts: list[Beast]
    camp: Camp
    game: NotedTable
    log: list[Event]

    def __init__(
        self,
        parameters: Parameters | None = None,
        *,
        scenario: str | Any | None = None,
        regime: str | None = None,
        seed: int | None = None,
        rng: int | None = None,
        changes: Iterable[Change] = (),
        events: int | None = None,
        hunter_class: type[Hunter] = Hunter,
        beast_class: type[Beast] = Beast,
        model_reporters: Mapping[str, Any] | None = None,
        agent_reporters: Mapping[str, Any] | None = None,
        **kwargs: Any,  # Mesa 3.3's page takes a slider for any setting only where they have this name
    ) -> None:
        if is_scenario(scenario):
            given = settings_in(scenario)
            scenario, regime = given.pop("scenario", None), given.pop("regime", regime)
            seed = given.pop("seed", None) if seed is None and rng is None else seed
            kwargs = given | kwargs
        self.params = _settings(parameters, scenario, regime, kwargs)
        self.seed = _seed(seed, rng)
        room = _room(events, self.params)
        _require_subclass("hunter_class", hunter_class, Hunter)
        _require_subclass("beast_class", beast_class, Beast)
        changes = checked_changes(changes)
        acts = acts_of(self.params, changes)
        self._new_settings = {
            first: settings for first, _, settings in segments(self.params, changes) if settings is not self.params
        }
        # Mesa's own luck shuffles AgentSets only; no rule asks for it.  It is `rng` because `seed` warns.
        super().__init__(rng=self.seed)
        self.day = 0  # Mesa counts steps, also those after the end
        world, luck = initial_state(self.params, self.seed, events=room)
        self.luck = plain_luck(luck)
        self.hunters = [hunter_class(self, h, plain_fields(record)) for h, record in enumerate(world.hunters)]
        self.beasts = [beast_class(self, b, plain_fields(record)) for b, record in enumerate(world.beasts)]
        self.rules = _rules_for(self.agents, self.params)
        self.camp = Camp(world.camp)  # type: ignore[abstract]  # its attributes come with the record
        self.log = [Event(record) for record in world.log]  # type: ignore[abstract]
        self._take_over_tables(world._replace(acts=acts))
        if self.params.rules is not None:
            self._be_strict()
        self._lay_out_grid()
        self.datacollector = HuntCollector(
            model_reporters=MODEL_COLUMNS | dict(model_reporters or {}),
            agent_reporters=HUNTER_COLUMNS | dict(agent_reporters or {}),
        )

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
        if self.params.rules is not None:
            self._be_strict()
        self.update_grid()

    def _be_strict(self) -> None:
        """Let no index count from the end: a user's own rule may look up NOBODY, and compiled rules find it then."""
        self.luck = strict_luck(self.luck)
        for name in Records._fields:
            setattr(self, name, strict(getattr(self, name)))
        for thing in (self.camp, *self.hunters, *self.beasts):
            vars(thing).update({name: strict(value) for name, value in vars(thing).items() if type(value) is list})

    def _take_over_tables(self, world: Records) -> None:
        for name, array in world._asdict().items():
            if name not in ("hunters", "beasts", "camp", "log", "params"):
                setattr(self, name, plain(array))
        self.game = NotedTable(self.game.rows)
        self._land = SimpleNamespace(
            game=world.game.copy(), grazed=world.grazed.copy(), growth=world.growth, growing=world.growing
        )

    def step(self) -> None:
        """Simulate one day.  After the last one, or when everyone is dead, nothing happens any more."""
        if not self.running:
            return
        self.params = self._new_settings.get(self.day, self.params)
        if self.params.rules is not None:
            self.params = strict_settings(self.params)  # also those that someone has just given the model
        with said_of_rules(self.params.rules):
            self.rules.one_day(self.day, self, self.luck)
            self.day += 1
            self.running = self.day < self.params.days and self.camp.living > 0
            self.update_grid()
        self.datacollector.collect(self)

    @property
    def living_hunters(self) -> AgentSet:
        """The hunters who are alive."""
        return AgentSet([hunter for hunter in self.hunters if hunter.alive], random=self.random)

    @property
    def present_beasts(self) -> AgentSet:
        """The beasts that are in the valley and alive."""
        return AgentSet([beast for beast in self.beasts if beast.here], random=self.random)

    @property
    def events(self) -> list[Event]:
        """What has happened so far, in order, as far as there was room for it."""
        return self.log[: self.camp.logged]

    # --- the grid ----------------------------------------------------------------------------------------------

    def _lay_out_grid(self) -> None:
        self.grid = OrthogonalMooreGrid((self.params.width, self.params.height), random=self.random)
        add_layer(self.grid, "terrain", np.array(self.terrain.rows, np.int8))
        self._layer = add_layer(self.grid, "small_game", np.zeros((self.params.width, self.params.height)))
        self.update_grid()

    def update_grid(self) -> None:
        """Put everyone on the cell where the rules say they are, and show what small game is left."""
        for hunter in self.hunters:
            _stand_on(self.grid[hunter.x, hunter.y] if hunter.alive else None, hunter)
        for beast in self.beasts:
            _stand_on(self.grid[beast.x, beast.y] if beast.here else None, beast)
        fill_layer(self._layer, self._small_game())

    def _small_game(self) -> Any:
        """Return what the rule says of all cells for the morning to come: it works on whole arrays as well."""
        for x, y in self.game.written:
            self._land.game[x, y], self._land.grazed[x, y] = self.game.rows[x][y], self.grazed.rows[x][y]
        self.game.written.clear()
        if self.params.rules is not None:  # a rule of the user's own need not work on arrays
            land = range(self.params.width), range(self.params.height)
            return [[self.rules.small_game_left(x, y, self.day, self._land) for y in land[1]] for x in land[0]]
        everywhere: Any = slice(None)
        return small_game_left(everywhere, everywhere, self.day, self._land)

    # --- copies ------------------------------------------------------------------------------------------------

    def __getstate__(self) -> dict[str, Any]:
        """Return what is pickled and copied: all but rules and grid, which the copy makes for itself."""
        return {name: value for name, value in vars(self).items() if name not in ("rules", "grid", "_layer")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Go on from a pickled state."""
        self.__dict__.update(state)
        self.rules = _rules_for(self.agents, self.params)
        self._lay_out_grid()

    def __copy__(self) -> Self:
        """Return a model with hunters of its own: two models must not share any."""
        return copy.deepcopy(self)


def _stand_on(cell: Any, agent: Hunter | Beast) -> None:
    if cell is not agent.cell:  # leaving a cell and coming back to it takes seven times as long
        agent.cell = cell


def _rules_for(agents: Iterable[Hunter | Beast], parameters: Parameters) -> SimpleNamespace:
    """Return the rules, a user's own in their places; what a class of agents overrides is called as a method."""
    kinds = {type(agent) for agent in agents}
    rules = rules_calling(overridden(*kinds), loaded_or_none(parameters.rules))
    for kind in kinds:
        base = Hunter if issubclass(kind, Hunter) else Beast
        for name in vars(rules):
            if hasattr(kind, name) and not hasattr(base, name):
                raise HuntError(
                    f"{kind.__name__}.{name} would never be called: that rule is no method of agents.{base.__name__}; "
                    "agents/mesa_agents.py lists those that are."
                )
    return rules


class HuntCollector(mesa.DataCollector):
    """Mesa's data collector with a row for each hunter, and none for beasts, which have nothing in common with them.

    It is here for `mesa.batch_run`, which in Mesa 3.3 reads agents only from `agent_reporters`, which report on all
    agents, and looks for an evening's agents under the number of the evening before.
    """

    trust_received: list[float]
    _seen: Any = None

    def _record_agents(self, model: HuntModel) -> Any:
        seen = (model.kept.rows, model.broken.rows, [hunter.alive for hunter in model.hunters])
        if seen != self._seen:  # on most days nobody learns whom to trust
            self._seen = ([row[:] for row in seen[0]], [row[:] for row in seen[1]], seen[2])
            self.trust_received = mean_trust_received(*seen)
        when = time_of(model)
        columns = self.agent_reporters.values()
        return [(when, one.unique_id, *[column(one) for column in columns]) for one in model.hunters]

    def collect(self, model: HuntModel) -> None:
        """Collect the columns of an evening."""
        super().collect(model)
        if not hasattr(self, "_collection_steps"):  # Mesa 3.5 has it, and looks under the right number
            self._agent_records[model.steps - 1] = self._agent_records.pop(model.steps)


# --- what may be given -------------------------------------------------------------------------------------------


def _settings(
    parameters: Parameters | None, scenario: str | None, regime: str | None, settings: dict[str, Any]
) -> Parameters:
    for name, given in (("scenario", scenario), ("regime", regime)):
        if given is not None and not isinstance(given, str):
            raise HuntError(f"{name} = {shown(given)} is not allowed: it must be an id; 'hunt {name}s' lists all.")
    if parameters is None:
        found = scenario_of(DEFAULT if scenario is None else scenario).parameters(regime)
    elif not isinstance(parameters, Parameters):
        raise HuntError(f"parameters = {shown(parameters)} is not allowed: it must be hunt.Parameters(...).")
    elif scenario is not None:
        raise HuntError("Parameters and a scenario were both given; a scenario is parameters: leave one out.")
    else:
        found = parameters if regime is None else regime_of(regime).on(parameters)
    return found.but(**settings) if settings else found


def _seed(seed: int | None, rng: int | None) -> int:
    if seed is not None and rng is not None:
        raise HuntError("seed and rng were both given; they are two names for one number: leave one out.")
    given = rng if seed is None else seed
    return secrets.randbits(32) if given is None else checked_seed(given)  # short enough to be typed again


def _room(given: int | None, parameters: Parameters) -> int:
    if given is None:
        return EVENTS_A_DAY * parameters.days + parameters.hunters
    if isinstance(given, bool) or not isinstance(given, int) or given < 0:
        raise HuntError(f"events = {shown(given)} is not allowed: it must be a whole number of at least 0.")
    return given


def _require_subclass(name: str, given: Any, base: type) -> None:
    if not (isinstance(given, type) and issubclass(given, base)):
        raise HuntError(f"{name} = {shown(given)} is not allowed: it must be a subclass of agents.{base.__name__}.")
