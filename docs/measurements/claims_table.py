"""The table of the scenarios' claims on the validation page: python docs/measurements/claims_table.py."""

from hunt.catalogue.interventions import Change
from hunt.catalogue.scenarios import scenario, scenario_ids


def compared(id: str) -> str:
    """Return in words which bands a claim compares, and by what."""
    claim = scenario(id).claim
    first, second = claim.regimes
    what = f"`{first}` against `{second}`" if first != second else f"`{first}` twice"
    if claim.done:
        what += f"; the first: {', then '.join(_act(one) for one in claim.done)}"
    if claim.against:
        what += "; the second: " + ", ".join(f"`{name} = {value:g}`" for name, value in claim.against.items())
    return f"{what}: {claim.measure.replace('_', ' ')} {claim.relation}, {claim.margin:g}"


def _act(change: Change) -> str:
    day, what = change
    return ", ".join(f"{name} {value} on day {day}" for name, value in what.items())


def main() -> None:
    """Print the table."""
    print("| Scenario | Claim | Compared | Counter-example | A sceptic should try |")
    print("|---|---|---|---|---|")
    for id in scenario_ids():
        one = scenario(id)
        print(f"| `{id}` | {one.claim.finding} | {compared(id)} | `{one.counter}` | {one.sceptic} |")


if __name__ == "__main__":
    main()
