"""What is chosen in a ring on a day: by the people in it, and by the model for empty and silent seats."""

import random

from dashboards.room.hands import PAID, SHARED, choices_of, shared_pay, silent
from dashboards.room.steps import HAND, MODEL, State
from hunt.catalogue.parameters import Parameters
from hunt.hands import HOLD, RABBIT, chance_to_hold


def taken_over(state: State) -> list[list[int]]:
    """Return the places, by ring, for which the model plays today because nobody has chosen there for two days."""
    given = state.answers.get(state.step.id, {})
    return [
        [place for place, seat in enumerate(seats) if seat > MODEL and seat not in given and silent(state, k, place)]
        for k, seats in enumerate(state.rings)
    ]


def played(state: State) -> list[list[str]]:
    """Return the choices of the day that ends now: a row per ring, a choice per place; empty is a rest."""
    given = state.answers.get(state.step.id, {})
    usual = Parameters()
    chance = random.Random(f"{state.salt} {state.step.id}")
    rows, taken = [], taken_over(state)
    for k, seats in enumerate(state.rings):
        kappa = SHARED if shared_pay(state, k) else PAID  # as the people of this ring are paid
        holds = chance_to_hold(len(seats), usual.start_trust, kappa, usual.temperature)
        row = []
        for place, seat in enumerate(seats):
            model = HOLD if chance.random() < holds else RABBIT
            chosen = given.get(seat, "")
            if isinstance(chosen, int):  # of a table, which says how many hold
                row.append(choices_of(seats, chosen, [""] * len(seats))[place])
            elif chosen or seat == HAND:
                row.append(chosen)
            else:
                row.append(model if seat == MODEL or place in taken[k] else "")
        rows.append(row)
    return rows
