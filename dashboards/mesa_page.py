"""The plain Mesa page, for students of Mesa: `solara run dashboards/mesa_page.py`."""

import solara
from mesa.visualization import SolaraViz, make_plot_component, make_space_component
from mesa.visualization.components import AgentPortrayalStyle

from agents import Hunter, HuntModel


class Valley(HuntModel):
    """The hunt under names that Mesa's Reset button leaves alone: since 3.5 it overwrites one called scenario."""

    def __init__(self, claim: str = "default-valley", regime: str = "own-product", seed: int = 1) -> None:
        super().__init__(scenario=claim, regime=regime, seed=seed)


CHOICES = {
    "claim": "default-valley",
    "regime": {
        "type": "Select",
        "label": "Regime",
        "value": "own-product",
        "values": ["own-product", "shared-survival"],
    },
    "seed": {"type": "SliderInt", "label": "Seed", "value": 1, "min": 1, "max": 100, "step": 1},
}


def portray(agent: object) -> AgentPortrayalStyle:
    """Tell hunters from beasts by colour and marker alone: Mesa's drawing ignores size and loses any zorder but 1."""
    if isinstance(agent, Hunter):
        return AgentPortrayalStyle(color="tab:blue", marker="o")
    return AgentPortrayalStyle(color="tab:brown", marker="^")


VIEWS = [make_space_component(portray), make_plot_component("alive"), make_plot_component("store")]


@solara.component
def Page() -> None:
    hunt = solara.use_memo(Valley, [])  # one for each visitor: a model made on import would be shared by all
    SolaraViz(hunt, components=VIEWS, model_params=CHOICES, name="Mammoth Hunt")
