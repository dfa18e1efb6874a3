"""Food from each role's own product, where work is separable."""

from agents.actions import PAY_TABLE
from agents.perception import Perceived


def separable_work(role: int, action: int, world: Perceived) -> float:
    """Return the food in a full day of an action, person-days, as far as the steps do not depend on each other.

    It uses the usual table, not the regime's: what work produces is technology, not pay.
    """
    params = world.params
    return (1.0 - params.coupling) * params.separable * params.need * PAY_TABLE[role][action]
