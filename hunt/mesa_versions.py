"""What differs between the versions of Mesa that the model runs under: 3.3, 3.5, and 4 as far as it is out.

Mesa 4 (seen: 4.0.0a0) has no ``mesa.batch_run`` and no ``PropertyLayer``: a layer of a grid is a plain array.  Settings
may come in a ``Scenario`` of Mesa's own, and data through ``model.data_registry`` as well.
"""

import copy
from typing import Any

import numpy as np
from numpy.typing import NDArray

try:
    from mesa.discrete_space.property_layer import PropertyLayer
except ImportError:  # Mesa 4
    PropertyLayer = None
try:
    from mesa.agentset import AgentSet
except ImportError:  # Mesa 3
    from mesa.agent import AgentSet

__all__ = ["AgentSet", "add_layer", "fill_layer", "is_scenario", "settings_in", "time_of"]


def add_layer(grid: Any, name: str, values: NDArray[Any]) -> Any:
    """Show numbers as a layer of a grid, and return what holds them: new ones go into its ``[:]`` or ``data``."""
    if PropertyLayer is None:
        grid.add_property_layer(name, values)
        return values
    layer = PropertyLayer.from_data(name, values)
    grid.add_property_layer(layer)
    return layer


def fill_layer(layer: Any, values: NDArray[Any]) -> None:
    """Put new numbers into a layer."""
    if isinstance(layer, np.ndarray):
        layer[:] = values
    else:
        layer.data = values


def time_of(model: Any) -> Any:
    """Return the time by which Mesa's collector files an evening: steps, in Mesa 3.3."""
    return model.time if hasattr(model, "time") else model.steps


def is_scenario(given: Any) -> bool:
    """Tell whether this is a scenario of Mesa's own, an instance of its class or of a subclass."""
    return any(kind.__name__ == "Scenario" and kind.__module__.startswith("mesa.") for kind in type(given).__mro__)


def settings_in(scenario: Any) -> dict[str, Any]:
    """Return what a scenario of Mesa's own says about the hunt, by the names of ``HuntModel``'s keywords.

    Without a ``seed`` of its own its generator gives one, as it stood at the beginning; the generator stays as it is.
    That of Mesa 3.5 says nothing: its page hands over an empty one.
    """
    if not hasattr(scenario, "initial_rng_state"):
        return {}
    found = dict(scenario)
    if "seed" not in found:
        found["seed"] = int(copy.deepcopy(scenario.rng).integers(2**32))
    return found
