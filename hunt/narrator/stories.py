"""A run as a story: a beginning, what surprised most in the order it happened, and an end."""

from dataclasses import dataclass

from hunt.catalogue.interventions import REGIME
from hunt.catalogue.regimes import Regime
from hunt.catalogue.regimes import regime as regime_of
from hunt.errors import HuntError, shown
from hunt.history import History
from hunt.narrator.moments import FEWEST, Moment, chosen_of, moments_of
from hunt.narrator.scene import Scene
from hunt.narrator.sentences import filled, sentence_of
from hunt.narrator.words import Fact, Words
from hunt.vocabulary import NOBODY, EventKind


@dataclass(frozen=True)
class Told:
    """One sentence of the story of a run."""

    day: int
    season: str  # in the words of the skin
    text: str
    event: int  # its place in ``History.events``, or NOBODY for the opening, a new pay rule and the closing
    surprise: float


def tell(history: History, words: Words, most: int = 15, regime: Regime | None = None) -> list[Told]:
    """Narrate a run as a story: what surprised most and was new, in the order it happened.

    Parameters
    ----------
    history
        The run.
    words
        The skin to narrate it in.
    most
        How many sentences there may be, opening and closing included; at least 8.
    regime
        What was paid and praised, for the opening.

    Raises
    ------
    HuntError
        When there is no room for a story, or one is asked of something else.
    """
    for name, given, kind, instead in (
        ("history", history, History, "hunt.record(...)"),
        ("words", words, Words, "hunt.skin('stone-age')"),
    ):
        if not isinstance(given, kind):
            raise HuntError(f"{name} = {shown(given)} is not allowed: it must be what {instead} returns.")
    if most < FEWEST:
        raise HuntError(f"most = {most} is not allowed: a story needs room for {FEWEST}, or more.")
    changed = _changed_rules(history, words)[: (most - 2) // 2]
    chosen = chosen_of(moments_of(history), most - 2 - len(changed))
    story = [_opening(history, words, regime)]
    said: set[str] = set()
    met: set[int] = set()
    for moment in sorted(chosen, key=lambda one: one.index):
        event = history.events[moment.index]
        text = _moment_told(moment, Scene(event, history, words, int(event["beast"]) not in met), said)
        story.append(Told(moment.day, _season(moment.day, history, words), text, moment.index, chosen[moment]))
        if event["kind"] != EventKind.HERD_CAME:  # which says "two mammoths" and makes nobody know one of them
            met.add(int(event["beast"]))
    # What changes on a morning comes before what happens on the day.
    return [*sorted([story[0], *changed, *story[1:]], key=lambda one: one.day), _closing(history, words)]


def _changed_rules(history: History, words: Words) -> list[Told]:
    """Return a sentence for each day on which another regime began, while someone was left to be paid by it."""
    told = []
    for day, change in history.changes:
        if REGIME in change and (day == 0 or history.camp[day - 1]["living"] > 0):
            rule: dict[str, Fact | None] = {"rule": words.rule(regime_of(str(change[REGIME]))), "day": str(day)}
            text = filled(words.stories["new_rule"], rule, (), history.seed + day, set())
            told.append(Told(day, _season(day, history, words), text, NOBODY, 0.0))
    return sorted(told, key=lambda one: one.day)


def _moment_told(moment: Moment, scene: Scene, said: set[str]) -> str:
    if len(moment.deaths) < 2:
        return sentence_of(scene, said)
    words = scene.words
    dead = scene.history.events[list(moment.deaths)]
    facts: dict[str, Fact | None] = {
        "more": scene.count(len(dead)),
        "span": scene.count(scene.day - int(dead[0]["day"]) + 1),
        "living": scene.count(scene.saw(1)),
        "names": words.listed([words.names[h] for h in dead["who"]]) if len(dead) <= 3 else None,
    }
    return filled(words.stories["deaths"], facts, (), scene.day, said)


def _season(day: int, history: History, words: Words) -> str:
    return words.word("seasons", history.camp[day]["season"])


def _opening(history: History, words: Words, regime: Regime | None) -> Told:
    n = history.parameters.hunters
    named = words.names[: min(n, 2)]
    facts: dict[str, Fact | None] = {
        "names": words.listed(named) if n <= 2 else ", ".join(named),
        "others": words.count(n - 2),
        "food": words.count(history.parameters.start_store),
    }
    text = filled(words.stories["opening"], facts, ["few"] if n <= 2 else [], history.seed, set())
    if regime is not None:
        text += " " + filled(words.stories["rule"], {"rule": words.rule(regime)}, (), history.seed, set())
    return Told(0, _season(0, history, words), text, NOBODY, 0.0)


def _ending(history: History) -> str:
    """Return which closing fits; a year ends where spring begins."""
    if history.outcome.alive == 0:
        return "nobody"
    if history.days % 360:
        return "unfinished"
    return "all" if history.outcome.alive == history.parameters.hunters else "text"


def _closing(history: History, words: Words) -> Told:
    run, n = history.outcome, history.parameters.hunters
    each = history.parameters.need * n
    lived = {"alive": words.count(run.alive), "hunters": words.count(n)}
    eaten = {
        "hunters": words.count(n),
        "small": words.count(run.gathered / each),
        "large": words.count(run.hauled / each),
    }
    text = filled(words.stories["closing"], lived, [_ending(history)], history.seed, set())
    fed = ["small_only"] if run.hauled == 0.0 else []
    text += " " + filled(words.stories["eaten"], eaten, fed, history.seed, set())
    # Nothing happens after the last death, so that is where the story of an extinct band ends.
    day = int(history.hunters[-1]["died"].max()) if run.alive == 0 else history.days - 1
    return Told(day, _season(day, history, words), text, NOBODY, 0.0)
