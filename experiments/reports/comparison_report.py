"""What a comparison has to tell."""

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure

from experiments.comparison.compare import Comparison, by_day, kpi_by_day, store_by_day
from experiments.comparison.own_rules import RulesComparison, rules_heading, rules_rows, rules_sentences
from experiments.comparison.summary import (
    LEGEND,
    Rows,
    command,
    congruence_sentence,
    flip_rows,
    flip_sentences,
    measure_rows,
    measure_words,
    records,
    sentences,
)
from experiments.reports.story import Part, Picture, Story
from hunt.catalogue.arms import read_arm
from hunt.catalogue.regimes import regime


def story_of_comparison(
    result: Comparison, drawn: Mapping[str, Figure], by_rules: RulesComparison | None = None
) -> Story:
    """Return the report of a comparison, with its figures by name, and what rules of the user's own change."""
    twins = _twins(result)
    flips = [name for name in drawn if name.startswith("flip-")]
    parts = [
        Part(
            "What was compared",
            items=[
                *(f"{title} ({id}): {regime(read_arm(id).regime).words}" for id, title in result.titles.items()),
                congruence_sentence(result, result.titles),
            ],
        ),
        Part("Results", items=sentences(result, result.titles)),
        *([] if by_rules is None else _your_rules(by_rules)),
        Part(
            "To be seen",
            pictures=[Picture(name, drawn[name], twins[name]) for name in drawn if name not in flips],
        ),
    ]
    if flips:
        said = dict(zip(flips, flip_sentences(result, result.titles), strict=True))
        parts.append(
            Part(
                "Where it flips",
                pictures=[Picture(name, drawn[name], said[name]) for name in flips],
                table=flip_rows(result, result.titles),
                note="Hunters alive at the end, %, and the difference in points. The row with * has the settings of "
                "this comparison and is made of the same runs.",
            )
        )
    parts.append(_where_it_fails(result))
    table = measure_rows(result, result.regimes[1:], measure_words(result), result.titles)
    parts.append(Part("Statistics", table=table, note=LEGEND))
    parts.append(Part("Size of the effects", table=effect_rows(result), note=EFFECTS))
    parts.append(Part("Reproduce it", code=command(result)))
    return Story(result.scenario.title, result.scenario.question, parts)


def _your_rules(found: RulesComparison) -> list[Part]:
    said = [rules_heading(found), *rules_sentences(found)]
    return [Part("Your rules", items=said, table=rules_rows(found), note=LEGEND, code=found.rules.text)]


EFFECTS = (
    "Days survived per hunter is the restricted mean survival time. Superiority: the chance that a band of the first "
    "regime ends higher than one of the other, ties counted half; 0.50 is no difference. Higher, equal, lower: "
    "shares of the pairs with the same luck. Pairs: their correlation, which is what common luck has gained."
)


def effect_rows(result: Comparison) -> Rows:
    """Return effect sizes."""
    rows = [["first against", "measure", "superiority", "higher", "equal", "lower", "pairs"]]
    words = measure_words(result)
    for row in records(result.effects):
        shares = [f"{row[name]:.0%}" for name in ("first_higher", "equal", "first_lower")]
        pairs = f"{row['pairing_correlation'] + 0.0:.2f}"
        rows.append([result.titles[row["second"]], words[row["measure"]], f"{row['superiority']:.2f}", *shares, pairs])
    return rows


def _where_it_fails(result: Comparison) -> Part:
    said = []
    if result.scenario.sceptic:
        said.append(f"A sceptic should try: {result.scenario.sceptic}")
    if result.scenario.counter:
        said.append(f"The catalogued counter-example is the scenario {result.scenario.counter}.")
    said.append(
        "Sizes rest on guessed parameters (hunt parameters marks them); the direction matters, the size does not."
    )
    return Part("Where it fails", items=said)


def _twins(result: Comparison) -> dict[str, str]:
    """Say in a sentence what each figure shows."""
    ids, names = result.regimes, result.titles
    shares = [f"{100.0 * result.survival[id]['alive'].iloc[-1]:.0f} % under {names[id]}" for id in ids]
    ends = " and ".join(shares)
    apart = _apart(result)
    curve = f"Hunters alive at the end: {ends}"
    curve += f"; the lines of the first two part for good on day {apart}." if apart is not None else "."
    kpi, store = by_day(result, kpi_by_day), by_day(result, store_by_day)
    parameters = next(iter(result.ensemble.parameters.values()))
    heads = parameters.need * parameters.hunters
    met = " and ".join(f"{100.0 * np.nanmean(kpi[id]):.0f} % under {names[id]}" for id in ids)
    full = " and ".join(f"{np.nanmax(store[id]) / heads:.0f} days under {names[id]}" for id in ids)
    alive = {id: result.ensemble.arm(id)["alive"].to_numpy() for id in ids}
    lost = " and ".join(f"{np.mean(alive[id] == 0):.0%} of the bands under {names[id]}" for id in ids)
    middle = " and ".join(f"{np.median(alive[id]):g} under {names[id]}" for id in ids)
    return {
        "survival": curve,
        "scissors": f"The KPI is met by {met} of an average day; the store holds at most {full} of food per person.",
        "winters": f"Nobody is left in {lost}; the median run has {middle}.",
    }


def _apart(result: Comparison) -> int | None:
    """Return the first day from which the intervals of the first two regimes never touch again."""
    a, b = (result.survival[id] for id in result.regimes[:2])
    touch = ~((a["low"] > b["high"]) | (b["low"] > a["high"])).to_numpy()
    if touch[-1]:
        return None
    return int(np.flatnonzero(touch)[-1]) + 1 if touch.any() else 0
