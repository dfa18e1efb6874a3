"""What the room's decision has changed: of the year on the screen, and of years with other weather and other dice."""

from dashboards.room.script import Option
from dashboards.room.steps import State, band_of, decided
from dashboards.shared.address import Address
from dashboards.stage.other_years import BLOCK, FIRST_SEED, arms_of
from experiments.ensemble import run_ensemble
from hunt.simulation import simulate


def survivors(place: Address, seed: int) -> int:
    """Return how many of the one band of an address survive a year."""
    (band,) = place.bands
    return int(simulate(place.parameters(band), seed, place.changes(band)).alive)


def pairs_of_years(place: Address) -> dict[str, int]:
    """Return in how many of the first hundred years more, as many or fewer survive in the first band of two."""
    arms, changes = arms_of(place)
    ensemble = run_ensemble(arms, BLOCK, FIRST_SEED, changes=changes, chunk=10)
    one, other = (ensemble.arm(name)["alive"].to_numpy() for name in arms)
    return {"more": int((one > other).sum()), "equal": int((one == other).sum()), "fewer": int((one < other).sum())}


def not_chosen(state: State) -> list[Option]:
    """Return what the room could have decided between the bet and its outcome, and has not; nothing of several votes.

    An option that changes nothing is left out: its year is the one of the bet.
    """
    assert state.script is not None
    since = state.script.index(state.step.of)
    votes = [one for one in state.script.steps[since : state.at] if one.kind == "vote" and one.most == 1]
    votes = [one for one in votes if one.scenario == state.step.scenario]
    chosen = {(step.id, option.id) for step, option in decided(state, since=since)}
    if len(votes) != 1:
        return []
    return [one for one in votes[0].options if one.change and (votes[0].id, one.id) not in chosen]


def other_choices(state: State) -> list[tuple[str, str]]:
    """Return each option that was not chosen, and the band of the same year with it."""
    asked = band_of(state, before=state.step.of)
    return [(one.id, f"{asked}~{one.change}") for one in not_chosen(state)]
