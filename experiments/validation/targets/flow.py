"""T4, T5, T6, T11: how work flows through a line, pushed or pulled; fires first; and what reminders cost."""

import math
from functools import cache
from typing import Any

import numba
import numpy as np

from experiments.validation.plain_world import plain_world
from experiments.validation.targets.choice import switch
from experiments.validation.targets.target import CERTAIN, Target
from hunt.catalogue.parameters import Parameters
from hunt.engine.by_reference import by_reference
from hunt.engine.compiled import run_days
from hunt.engine.initial_state import initial_state
from hunt.engine.kernel import twin
from hunt.vocabulary import Action, Hours
from hunt.world.camp import do_chores

_take_orders, _work_on_orders = twin.take_orders, twin.work_on_orders

CRAFTS = 4
PHYSICS = "Hopp & Spearman 2011, Factory Physics, ch. 7 (practical worst case) and 10 (push and pull)"
RATE = 0.05
"""Rate at which a craft finishes a piece: low enough that a day approximates an instant, as the formulas assume."""


@numba.njit(nogil=True, cache=True)
def flow(days, always, rng, world, luck):  # type: ignore[no-untyped-def]
    """Let orders pass the crafts for some days; return orders delivered and the sum of those in progress.

    With ``always``, one more order waits every morning regardless of arrivals.
    """
    world, luck = by_reference(world), by_reference(luck)
    delivered = 0
    in_progress = 0
    camp = world.camp
    for _ in range(days):
        luck.opens[0] = rng.random()
        for craft in range(4):
            luck.stations[0, craft] = rng.random()
        if always:
            camp.ordered = camp.begun + world.params.wip_limit
        _take_orders(0, world, luck)
        _work_on_orders(0, world, luck)
        delivered += camp.delivered
        camp.ordered -= camp.delivered  # counted from here on, so that no list of orders grows without end
        camp.begun -= camp.delivered
        camp.delivered = 0
        in_progress += camp.begun
    return delivered, in_progress


def line(days: int, batches: int, seed: int, *, always: bool, **settings: Any) -> tuple[float, float, float, float]:
    """Return the throughput of a line a day and its standard error; the orders in progress and their error."""
    world, luck = initial_state(Parameters(hunters=5, days=3600, herds=0, craft_rate=RATE, **settings), seed)
    rng = np.random.default_rng([seed, 4])
    flow(days, always, rng, world, luck)  # until the line has filled
    found = np.array([flow(days, always, rng, world, luck) for _ in range(batches)]) / days
    mean, error = found.mean(axis=0), found.std(axis=0, ddof=1) / math.sqrt(batches)
    return float(mean[0]), float(error[0]), float(mean[1]), float(error[1])


def t4(seed: int, quick: bool) -> list[Target]:
    """Four crafts of equal speed with random service times, and a fixed number of orders in progress."""
    rows = []
    for w in (1, 2, 4, 8):
        made, error, _, _ = line(20_000, 10 if quick else 40, seed, always=True, wip_limit=w, orders=1.0)
        expected = w / (CRAFTS + w - 1) * 0.5
        rows.append(
            Target(
                id="T4",
                name=f"practical worst case, W0=4, r_b=.5, w={w}: throughput",
                formula="TH = w / (W0 + w - 1) r_b; a day is no moment, which may cost as much as the rate of a day",
                source=PHYSICS,
                expected=expected,
                simulated=made * 0.5 / RATE,
                tolerance=CERTAIN * error * 0.5 / RATE + RATE * expected,
            )
        )
    return rows


def t5(seed: int, quick: bool) -> list[Target]:
    """The same line, used to four fifths: orders begun as they come, or held at a number."""
    u, n = 0.8, CRAFTS
    _, _, pushed, error = line(100_000, 20 if quick else 80, seed, always=False, orders=u * RATE)
    made, made_error, held, _ = line(20_000, 10 if quick else 40, seed, always=True, wip_limit=12, orders=1.0)
    return [
        Target(
            id="T5",
            name=f"push, N={n}, u={u:g}: orders in progress",
            formula="WIP = N u / (1 - u); a day is no moment, which may cost as much as the rate of a day",
            source=PHYSICS,
            expected=n * u / (1.0 - u),
            simulated=pushed,
            tolerance=CERTAIN * error + RATE * n * u / (1.0 - u),
        ),
        Target(
            id="T5",
            name=f"pull, N={n}: use of the line with (N - 1) u / (1 - u) = {(n - 1) * u / (1.0 - u):g} in progress",
            formula="WIP = (N - 1) u / (1 - u), a quarter less than push; same reservation as above",
            source=PHYSICS,
            expected=u,
            simulated=made / RATE,
            tolerance=CERTAIN * made_error / RATE + RATE * u,
        ),
        Target(
            id="T5",
            name="pull: orders in progress never leave the limit",
            formula="w",
            source=PHYSICS,
            expected=12.0,
            simulated=held,
            tolerance=1.0,  # an order that was handed over today is followed by the next one tomorrow
        ),
    ]


C, A, ALPHA, BETA, RHO = 50.0, 20.0, 0.1, 0.6, 1.5
"""Half the numbers of the source, so that the band is one of at most a hundred."""


def comes_right(upkept: float, hands: float, away: float = 0.0) -> bool:
    """Tell whether, after a day with such a share of checks, all are done in the end; ``away`` is for one day."""
    world = camp_of_keepers()
    world.camp.upkept = upkept
    for day in range(60):
        for hunter in world.hunters:
            hunter.hours[Hours.WORK] = (hands - (away if day == 0 else 0.0)) / len(world.hunters)
        do_chores(world)
        if world.camp.upkept in (0.0, 1.0) and day > 0:
            break
    return bool(world.camp.upkept > 0.5)


@cache
def camp_of_keepers() -> Any:
    """Return a camp of a hundred who do nothing but keep it."""
    settings = {"chores": C, "checks": A, "faults_least": ALPHA, "faults_more": BETA, "redo": RHO}
    world, _ = plain_world(Parameters(hunters=100, days=1, width=9, height=9, herds=0, **settings))
    for hunter in world.hunters:
        hunter.action = Action.TEND
    return world


def t6(seed: int, quick: bool) -> list[Target]:
    """Fires first: below a tipping point the checks are never caught up, and one bad day can lead there."""
    rows = []
    for k in (160, 170, 180, 190, 200):
        rows.append(
            Target(
                id="T6",
                name=f"fires first, C=100, A=40, K={k}: share of checks below which all is lost",
                formula="f* = [C (1 + rho (alpha + beta)) - K] / (C rho beta - A)",
                source="Repenning 2001, J. Product Innovation Management 18, 285-300 (priority to fires added)",
                expected=(2 * C * (1.0 + RHO * (ALPHA + BETA)) - k) / (2 * C * RHO * BETA - 2 * A),
                simulated=switch(lambda f, k=k: comes_right(f, k / 2), 0.0, 1.0),
                tolerance=1e-6,
            )
        )
    rows.append(
        Target(
            id="T6",
            name="fires first, K=180: hands missing on one day from which on it locks in",
            formula="K - C (1 + rho alpha) - f* A",
            source="Repenning 2001, as above",
            expected=45.0,
            simulated=2.0 * switch(lambda away: comes_right(1.0, 90.0, away), 0.0, 60.0),
            tolerance=1e-5,
        )
    )
    return rows


def t11(seed: int, quick: bool) -> list[Target]:
    """Hunters who are behind are reminded, which takes time, which puts them further behind."""
    rows = []
    for c, g in ((0.8, 0.5), (0.9, 0.9), (0.6, 0.25)):
        ground = {"width": 9, "height": 9, "herds": 0, "rough": 0.0, "volatility": 0.0, "learning": 0.0}
        band = {"hunters": 8, "days": 89, "kappa": 0.0, "temperature": 0.0, "forage_noise": 0.0, "wolves": 0.0}
        plan = {
            "plan": 0.5 / c,
            "push": g,
            "plan_days": 2.0,
            "small_game": 0.5,
            "game_stock": 100.0,
            "strain_gain": 0.0,
        }
        parameters = Parameters(**(ground | band | plan), start_store=200.0, effort_work=0.0)
        world, luck = initial_state(parameters, seed)
        world.hunters["x"] = world.hunters["y"] = np.arange(parameters.hunters)  # out of each other's way
        for day in range(parameters.days):
            world.game[:, :] = 1.0  # endless
            run_days(world, luck, day, day + 1)
        rows.append(
            Target(
                id="T11",
                name=f"reminder loop, c={c:g}, g={g:g}: share of the plan that is met in the long run",
                formula="x = c (1 - g) / (1 - g c): x = c (1 - m), m = g (1 - x)",
                source="Sterman 2000, Business Dynamics, ch. 5 and 7 (gain of a reinforcing loop)",
                expected=c * (1.0 - g) / (1.0 - g * c),
                simulated=float(world.camp["brought"]) / parameters.hunters / parameters.plan,
                tolerance=1e-4,
            )
        )
    return rows
