"""What a role's own product feeds where work is separable."""

from agents.actions import PAY_TABLE
from agents.environment import World


def separable_work(role: int, action: int, world: World) -> float:
    """Return the food in a full day of product, as far as the steps do not depend on each other.

    What a day produces is technology, not pay: it is the usual table whatever the regime measures.
    """
    params = world.params
    return (1.0 - params.coupling) * params.separable * params.need * PAY_TABLE[role][action]
