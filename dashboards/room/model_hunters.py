"""What is chosen in a ring on a day: by the people in it, and by the model for empty and silent seats."""

import random

from dashboards.room.hands import silent
from dashboards.room.steps import State
from hunt.catalogue.parameters import Parameters
from hunt.hands import HOLD, RABBIT, chance_to_hold


def played(state: State) -> list[list[str]]:
    """Return the choices of the day that ends now: a row per ring, a choice per place; empty is a rest."""
    given = state.answers.get(state.step.id, {})
    usual = Parameters()
    chance = random.Random(f"{state.salt} {state.step.id}")
    rows = []
    for k, seats in enumerate(state.rings):
        holds = chance_to_hold(len(seats), usual.start_trust, usual.kappa, usual.temperature)
        row = []
        for place, seat in enumerate(seats):
            model = HOLD if chance.random() < holds else RABBIT
            if seat in given:
                row.append(given[seat])
            else:
                row.append(model if seat == 0 or silent(state, k, place) else "")
        rows.append(row)
    return rows
