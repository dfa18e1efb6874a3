"""``hunt run``: simulate one year and narrate it."""

from math import isfinite
from typing import Annotated

import typer

from hunt.cli.options import (
    Json,
    Measures,
    RegimeId,
    Rules,
    ScenarioId,
    Seed,
    Set,
    measures_of,
    rules_of,
    settings_of,
    whole_number,
)
from hunt.cli.output import compile_first, print_json


def run(
    scenario: ScenarioId = "default-valley",
    regime: RegimeId = "own-product",
    seed: Seed = 1,
    set_: Set = None,
    change: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DAY:NAME=VALUE",
            help="Change a parameter or the regime from a day on, or add an act on that day (60:review=3 is a review "
            "by hunter 3); can be repeated.",
        ),
    ] = None,
    skin: Annotated[
        str, typer.Option(help="Words and language of the narration: a skin id ('hunt skins') or a .toml file.")
    ] = "stone-age",
    most: Annotated[
        int, typer.Option(parser=whole_number("--most", 8, 1000), metavar="N", help="Narrate at most N events.")
    ] = 15,
    rules: Rules = None,
    measures: Measures = None,
    json_: Json = False,
) -> None:
    """Simulate one year of one band and narrate it in plain sentences."""
    from hunt.catalogue.interventions import lasting, parsed_change
    from hunt.catalogue.regimes import regime as regime_of
    from hunt.catalogue.scenarios import scenario as scenario_of
    from hunt.history import record
    from hunt.narrator import skin as words_of
    from hunt.narrator import tell

    words = words_of(skin)
    settings = settings_of(set_)
    changes = [(day, lasting(new, settings)) for day, new in map(parsed_change, change or [])]
    parameters = scenario_of(scenario).parameters(regime, **settings)
    own = rules_of(rules)
    parameters = parameters.but(rules=own)
    own_measures = measures_of(measures)
    compile_first(quiet=json_, rules=own, measures=own_measures)
    history = record(parameters, seed, changes)
    told = tell(history, words, most=most, regime=regime_of(regime))
    if json_:
        head = {"scenario": scenario, "regime": regime, "seed": seed, "skin": skin}
        head |= {} if own is None else {"rules": own.plain()}
        if own_measures is not None:
            head |= {"measures": own_measures.plain(), "measured": own_measures.values(parameters, seed, changes)}
        print_json(head | {"outcome": history.outcome.row(), "told": told})
        return
    for one in told:
        print(one.text)
    if own_measures is not None:
        says = own_measures.says()
        for name, value in own_measures.values(parameters, seed, changes).items():
            hint = "" if isfinite(value) else " (not a finite number; divide by max(1, n) where n may be 0)"
            print(f"{says[name]}: {value:g}{hint}")
