"""The map of conditions: where individual targets and a shared target do better, by small game and by party needed.

The room looks at the map, says where its own work lies, and a volunteer tries to find a place where the claim of the
script fails. What is found is kept as a scenario that anyone can run.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboards.shared.toml_text import as_toml
from experiments.ensemble import run_ensemble
from experiments.statistics.estimates import paired_difference, verdict
from hunt.catalogue.scenarios import scenario

COLUMNS = (0.3, 0.7, 1.1, 1.6, 2.4)
"""Values of ``small_game``, from left to right."""

ROWS = (8, 6, 4, 2, 1)
"""Values of ``needed``, from top to bottom."""

DIALS: Mapping[str, tuple[float, float]] = {"small_game": (0.1, 4.0), "needed": (1, 8), "winter": (0.0, 1.4)}
"""What a volunteer may set, with the lowest and the highest value."""

BANDS = ("own-product", "shared-survival")
PAIRS_ON_THE_MAP = 60
PAIRS_OF_A_TRIAL = 300
LONGEST_WORDS = 60


@dataclass(frozen=True)
class Trial:
    """What a volunteer set, and how they put it."""

    small_game: float
    needed: int
    winter: float
    words: str = ""


def cells() -> tuple[str, ...]:
    """Return the names of the places on the map, as phones send them: column and row."""
    return tuple(f"{x}-{y}" for y in range(len(ROWS)) for x in range(len(COLUMNS)))


def trial_of(given: Any) -> Trial | None:
    """Return what a volunteer has set; None if that cannot be."""
    if not isinstance(given, dict) or set(given) - {"words"} != set(DIALS):
        return None
    words = given.get("words", "")
    numbers = all(
        isinstance(given[name], int | float) and not isinstance(given[name], bool) and low <= given[name] <= high
        for name, (low, high) in DIALS.items()
    )
    if not numbers or given["needed"] != int(given["needed"]) or not isinstance(words, str):
        return None
    plain = " ".join("".join(one if one.isprintable() else " " for one in words).split())
    return Trial(float(given["small_game"]), int(given["needed"]), float(given["winter"]), plain[:LONGEST_WORDS])


def compared(id: str, settings: Mapping[str, Any], runs: int) -> dict[str, Any]:
    """Return how many survive under both targets in a scenario with some settings, and which does better.

    ``better`` is ``own``, ``shared`` or ``unclear``: then the interval of the paired difference is about 0.
    """
    valley = scenario(id)
    arms = {name: valley.parameters(name, **settings) for name in BANDS}
    ensemble = run_ensemble(arms, runs, 1)
    own, shared = (ensemble.arm(name)["alive"].to_numpy(float) for name in BANDS)
    found = paired_difference(own, shared)
    better = {"higher": "own", "lower": "shared", "unclear": "unclear"}[verdict(found.low, found.high)]
    return {"own": round(float(own.mean()), 1), "shared": round(float(shared.mean()), 1), "better": better}


def map_of(id: str) -> dict[str, Any]:
    """Return the map of a scenario: rows of cells, and where the scenario itself lies."""
    valley = scenario(id).parameters(BANDS[0])
    rows = [
        [compared(id, {"small_game": game, "needed": needed}, PAIRS_ON_THE_MAP) for game in COLUMNS] for needed in ROWS
    ]
    here = [COLUMNS.index(valley.small_game), ROWS.index(valley.needed)]
    return {"rows": rows, "here": here, "of": valley.hunters, "pairs": PAIRS_ON_THE_MAP, **axes()}


def usual(id: str) -> dict[str, float]:
    """Return where the dials stand in a scenario itself."""
    found = scenario(id).parameters(BANDS[0])
    return {name: getattr(found, name) for name in DIALS}


def axes() -> dict[str, Any]:
    """Return what stands at the edges of the map."""
    return {"small_game": list(COLUMNS), "needed": list(ROWS)}


def tried(id: str, trial: Trial) -> dict[str, Any]:
    """Return what comes of the settings of a volunteer."""
    settings = {"small_game": trial.small_game, "needed": trial.needed, "winter": trial.winter}
    found = compared(id, settings, PAIRS_OF_A_TRIAL)
    return {**settings, "words": trial.words, **found, "pairs": PAIRS_OF_A_TRIAL}


def scenario_text(id: str, found: Mapping[str, Any]) -> str:
    """Return a trial as a scenario file: the claim of a scenario, with the settings under which it was beaten."""
    valley = scenario(id)
    claim = {"measure": "alive_share", "regimes": list(BANDS), "relation": "higher", "margin": 0.01}
    claim["finding"] = f"Here more survive under individual targets: {found['own']} against {found['shared']}."
    return as_toml(
        {
            "title": found["words"] or "Found in a workshop",
            "question": valley.question,
            "counter": id,
            "sources": ["A30"],
            "sceptic": "Set back one dial after the other: which of them is it?",
            "claim": claim,
            "settings": {**valley.settings, **{name: found[name] for name in DIALS}},
        }
    )
