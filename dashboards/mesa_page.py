"""The hunt as a page of Mesa's own, for students of Mesa: `solara run dashboards/mesa_page.py`."""

from typing import Any

import solara
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from mesa.visualization import SolaraViz, make_plot_component, make_space_component
from mesa.visualization.components import AgentPortrayalStyle, PropertyLayerStyle

from agents import Hunter, HuntModel
from agents.actions import ACTIONS, Action
from agents.vocabulary import Terrain
from hunt import Parameters
from hunt.catalogue.parameters import FIELDS
from hunt.catalogue.regimes import regime_ids
from hunt.catalogue.scenarios import scenario_ids

LABELS = {
    "hunters": "Hunters",
    "needed": "Needed around a cow",
    "small_game": "Small game",
    "winter": "Harshness of winter",
    "craft": "How much each phase needs its craft",
    "start_trust": "Starting trust",
}
RANGES = {"hunters": (2, 60), "small_game": (0.0, 2.0)}
"""Ranges of sliders that are shorter than what is allowed."""

START = {name: getattr(Parameters(), name) for name in LABELS}


class Valley(HuntModel):
    """The hunt as the page sets it up: a slider where it starts leaves the scenario its own value.

    The scenario goes by another name because Mesa's Reset button, since 3.5, overwrites one called scenario.
    """

    def __init__(
        self,
        claim: str = "default-valley",
        regime: str = "own-product",
        seed: int = 1,
        hunters: int = START["hunters"],
        needed: int = START["needed"],
        small_game: float = START["small_game"],
        winter: float = START["winter"],
        craft: int = START["craft"],
        start_trust: float = START["start_trust"],
    ) -> None:
        given = locals()
        moved = {name: given[name] for name in LABELS if given[name] != START[name]}
        super().__init__(scenario=claim, regime=regime, seed=seed, **moved)
        self.claim, self.regime = claim, regime


def slider(name: str) -> dict[str, Any]:
    """Return a slider for a setting, as Mesa's page wants it."""
    whole = FIELDS[name].type is int
    low, high = RANGES.get(name, (FIELDS[name].metadata["low"], FIELDS[name].metadata["high"]))
    kind, step = ("SliderInt", 1) if whole else ("SliderFloat", 0.01)
    return {"type": kind, "label": LABELS[name], "value": START[name], "min": low, "max": high, "step": step}


def select(label: str, values: list[str], value: str) -> dict[str, Any]:
    """Return a choice of one of several words, as Mesa's page wants it."""
    return {"type": "Select", "label": label, "value": value, "values": values}


CHOICES = {
    "claim": select("Scenario", list(scenario_ids()), "default-valley"),
    "regime": select("Regime", list(regime_ids()), "own-product"),
    "seed": {"type": "SliderInt", "label": "Luck (seed)", "value": 1, "min": 0, "max": 100, "step": 1},
    **{name: slider(name) for name in LABELS},
}

GREENS = colormaps["Greens"]
MARKS = {"ours": "tab:blue", "mine": "tab:orange", "none": "tab:gray"}
SAYS = {"ours": "hunter, works for everyone", "mine": "hunter, for their own numbers", "none": "hunter, rests"}
GROUND = {Terrain.OPEN: "#f4efdf", Terrain.FOREST: "#9dbb8f", Terrain.BOG: "#b9a88a", Terrain.RIVER: "#a9c9e8"}


def portray(agent: object) -> AgentPortrayalStyle:
    """Draw hunters as circles and beasts as triangles; Mesa's drawing ignores size and loses any zorder but 1."""
    if isinstance(agent, Hunter):
        return AgentPortrayalStyle(color=MARKS[ACTIONS[Action(agent.action)].mark], marker="o")
    return AgentPortrayalStyle(color="tab:brown", marker="^")


def terrain(layer: Any) -> PropertyLayerStyle | None:
    """Colour the ground; the limits lie half a step outside, for Mesa reads a limit of 0 as none."""
    if layer.name != "terrain":
        return None
    colours = ListedColormap([GROUND[kind] for kind in Terrain])
    return PropertyLayerStyle(colormap=colours, alpha=1.0, colorbar=False, vmin=-0.5, vmax=len(Terrain) - 0.5)


def small_game(layer: Any) -> PropertyLayerStyle | None:
    """Colour what small game is left, the darker the more."""
    if layer.name != "small_game":
        return None
    return PropertyLayerStyle(colormap=GREENS, alpha=1.0, colorbar=False, vmin=1e-9, vmax=1.0)


def explain_terrain(axes: Axes) -> None:
    """Say what is seen."""
    who: list[Any] = [
        Line2D([], [], color=MARKS[mark], marker="o", linestyle="", label=says) for mark, says in SAYS.items()
    ]
    who.append(Line2D([], [], color="tab:brown", marker="^", linestyle="", label="mammoth"))
    ground = [Patch(facecolor=colour, edgecolor="gray", label=kind.name.lower()) for kind, colour in GROUND.items()]
    axes.legend(handles=who + ground, loc="upper left", bbox_to_anchor=(1.0, 1.0), fontsize="small", frameon=False)
    axes.set(title="The valley", xticks=[], yticks=[])


def explain_small_game(axes: Axes) -> None:
    """Say what is seen."""
    shades = {"full cell": 1.0, "half full": 0.5, "empty": 0.0}
    handles = [Patch(facecolor=GREENS(left), edgecolor="gray", label=word) for word, left in shades.items()]
    axes.legend(handles=handles, loc="upper left", bbox_to_anchor=(1.0, 1.0), fontsize="small", frameon=False)
    axes.set(title="Small game left for tomorrow", xticks=[], yticks=[])


def map_of(style: Any, finish: Any) -> Any:
    """Return a view of the grid with one of its layers; Mesa cannot draw a grid on which nobody stands."""
    drawn = make_space_component(portray, style, finish, draw_grid=False)

    def view(model: HuntModel) -> Any:
        if len(model.living_hunters) + len(model.present_beasts) == 0:
            return solara.Text("Nobody is left, and no mammoth is in the valley.")
        return drawn(model)

    return view


def what_runs(model: Valley) -> None:
    """Say which settings the run on the page has, wherever they come from."""
    settings = "; ".join(f"{label.lower()}: {getattr(model.params, name):g}" for name, label in LABELS.items())
    solara.Text(f"This run: {model.claim}, {model.regime}, seed {model.seed}; {settings}.")
    solara.Text(
        "Reset starts a run with the controls as they are; a slider where it started keeps the scenario's value."
    )


VIEWS = [
    map_of(terrain, explain_terrain),
    map_of(small_game, explain_small_game),
    make_plot_component("alive"),
    make_plot_component("store"),
    make_plot_component("trust"),
    what_runs,
]


@solara.component
def Page() -> None:
    hunt = solara.use_memo(Valley, [])  # one for each visitor: a model made on import would be shared by all
    SolaraViz(hunt, components=VIEWS, model_params=CHOICES, name="Mammoth Hunt")
