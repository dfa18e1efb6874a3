"""Every kind of event and reason, with what its sentences may name and the cases they may tell apart."""

from collections.abc import Callable
from dataclasses import dataclass

from hunt.narrator import camp_events as camp
from hunt.narrator import hunt_events as hunt
from hunt.narrator import work_events as work
from hunt.narrator.scene import Scene
from hunt.narrator.words import Fact, Pair, Reading
from hunt.vocabulary import NOBODY, Because, EventKind

ALWAYS = "season weather living store the"
WORD_OF = {
    "season": "seasons",
    "weather": "weather",
    "ground": "ground",
    "beast": "beasts",
    "role": "roles",
    "product": "products",
    "instead": "options",
}
"""What is named by a word of the skin, and the list it comes from."""
PLAIN = frozenset(("who", "whom", "names", "the", "where", "rule"))
"""What is named by a text as it stands; all the rest are numbers."""


@dataclass(frozen=True)
class Says:
    """What the sentences of one table may name, and the cases it may tell apart."""

    read: Callable[[Scene], Reading] | None
    sure: frozenset[str]
    perhaps: frozenset[str]
    cases: tuple[str, ...]


def _says(read: Callable[[Scene], Reading] | None, sure: str, perhaps: str = "", cases: str = "") -> Says:
    return Says(read, frozenset(sure.split()), frozenset(perhaps.split()), tuple(cases.split()))


def _of(read: Callable[[Scene], Reading], sure: str, perhaps: str = "", cases: str = "") -> Says:
    return _says(read, f"{ALWAYS} {sure}", perhaps, cases)


SAYS: dict[Pair, Says] = {
    (EventKind.HERD_CAME, Because.CHANCE): _of(hunt.herd_came, "beast herd", "where"),
    (EventKind.SIGHTED, Because.CHANCE): _of(hunt.sighted, "who beast herd", "where", "one"),
    (EventKind.CALLED, Because.FRESH_TRACKS): _of(hunt.called, "beast able", "where", "first"),
    (EventKind.PROMISED, Because.HELD): _of(
        hunt.promised, "beast asked promised needed expected", "who declined", "doubted"
    ),
    (EventKind.PROMISED, Because.TOO_FEW): _of(
        hunt.promised_too_few, "beast asked promised needed expected", "who declined times", "nobody"
    ),
    (EventKind.STAYED_AWAY, Because.CHANCE): _of(hunt.stayed_away, "who beast instead", "others doubters", "first"),
    (EventKind.CALLED_OFF, Because.TOO_FEW): _of(
        hunt.too_few, "beast promised", "came foragers waited times", "at_once nobody"
    ),
    (EventKind.CALLED_OFF, Because.GAP): _of(hunt.left_in_peace, "beast", "rest"),
    (EventKind.CALLED_OFF, Because.TRACK_LOST): _of(hunt.track_lost, "beast", "waited", "gone"),
    (EventKind.LED, Because.BEST_SKILL): _of(hunt.led, "who beast role", "whom", "won chief"),
    (EventKind.LED, Because.STANDING): _of(hunt.led, "who beast role", "whom", "won chief"),
    (EventKind.ALERTED, Because.SCENT): _of(hunt.alerted, "beast size", "who", "as_planned unplanned"),
    (EventKind.ESCAPED, Because.OWN_PRODUCT): _of(
        hunt.left_for_own_product, "who beast covered needed", "product others doubters"
    ),
    (EventKind.ESCAPED, Because.GAP): _of(hunt.gap, "beast covered needed size", "who"),
    (EventKind.ESCAPED, Because.BROKE_OUT): _of(hunt.broke_out, "beast covered", "who", "as_planned unplanned"),
    (EventKind.WOUNDED, Because.HELD): _of(hunt.wounded, "beast more size", "who"),
    (EventKind.DOWN, Because.HELD): _of(
        hunt.down, "beast size food ground", "who chase where", "first as_planned unplanned"
    ),
    (EventKind.HAULED, Because.HELD): _of(hunt.hauled, "beast size food days carriers home", "rotted", "wasted last"),
    (EventKind.HURT, Because.CHANCE): _of(hunt.hurt, "who beast days"),
    (EventKind.HELPED, Because.CHANCE): _of(camp.helped, "who whom days", "", "first"),
    (EventKind.WOLVES, Because.CHANCE): _of(camp.wolves, "", "food mouths watch", "empty unwatched"),
    (EventKind.STORM, Because.CHANCE): _of(camp.storm, "", "beast", "hunt"),
    (EventKind.WINTER, Because.CHANCE): _of(camp.winter, "food", "kills", "bare"),
    (EventKind.DIED, Because.HUNGER): _of(camp.died, "who", "since barren", "first last"),
    (EventKind.INCIDENT, Because.WEAR): _of(camp.incident, "", "mouths", "first"),
    (EventKind.GHOST, Because.MENDED): _of(camp.ghost, "ghosts", "", "first"),
    (EventKind.GHOST, Because.PERMANENT_FIX): _of(camp.ghost, "ghosts", "", "first"),
    (EventKind.RESCUED, Because.WEAR): _of(camp.rescued, "who rescues", "built", "first"),
    (EventKind.FIXED, Because.PERMANENT_FIX): _of(camp.fixed, "who", "incidents"),
    (EventKind.BROADCAST, Because.NO_STEPS): _of(camp.told_as_it_is, "who"),
    (EventKind.REVIEW, Because.STEPS): _of(camp.told_as_it_is, "who"),
    (EventKind.FEAST, Because.STANDING): _of(camp.told_as_it_is, "who"),
    (EventKind.BAND_LOST, Because.HUNGER): _of(camp.band_lost, "who", "kills"),
    (EventKind.PRESSED, Because.BEHIND_PLAN): _of(work.pressed, "", "hours orders", "first far"),
    (EventKind.REFUSED, Because.NOT_IN_PLAN): _of(work.refused, "beast", "where times", "first"),
    (EventKind.DELIVERED, Because.HELD): _of(work.delivered, "days", "orders food mouths", "first trusted doubted"),
    (EventKind.OUTSOURCED, Because.SKILL_AT_ONCE): _of(work.strangers, "role size", "", "nobody"),
    (EventKind.INSOURCED, Because.KNOWLEDGE_LEFT): _of(work.strangers, "role size", "", "nobody"),
    (EventKind.NEWCOMER, Because.NEW_HERE): _of(work.newcomer, "who role", "", "first"),
    (EventKind.TAUGHT, Because.BEST_SKILL): _of(work.taught, "who role", "others"),
    (EventKind.TALLIED, Because.BEHIND_PLAN): _of(work.tallied, "who role", "hours others", "first"),
    (EventKind.LET_GO, Because.OVERLOAD): _of(work.let_go, "who", "hours", "first strained"),
    (EventKind.STRAINED, Because.OVERLOAD): _of(work.strained, "who", "hours orders", "first"),
    (EventKind.GREAT_HERD, Because.CHANCE): _of(work.great_herd, "beast herd", "where"),
}
"""Every kind and reason the rules note down.  ``living`` and ``store`` (days of food) are of that evening."""

STORIES: dict[str, Says] = {
    "opening": _says(None, "names food others", "", "few"),
    "rule": _says(None, "rule"),
    "new_rule": _says(None, "rule day"),
    "deaths": _says(None, "more span living", "names"),
    "closing": _says(None, "alive hunters", "", "unfinished nobody all"),
    "eaten": _says(None, "hunters small large", "", "small_only"),
}
"""Sentences that belong to no single event."""


def offer_rows() -> list[dict[str, str]]:
    """Return one row per table of sentences: what they may name, always or sometimes, and the cases told apart."""
    known = {f"{kind.name}.{because.name}".lower(): says for (kind, because), says in SAYS.items()}
    return [
        {
            "table": name,
            "always": " ".join(sorted(says.sure - set(ALWAYS.split()))),
            "sometimes": " ".join(sorted(says.perhaps)),
            "cases": " ".join(says.cases),
        }
        for name, says in {**STORIES, **known}.items()
    ]


def always(scene: Scene) -> dict[str, Fact | None]:
    """Return what can be named in every event, and the hunters and the beast it has."""
    beast = scene.event["beast"] != NOBODY
    return {
        "season": scene.word("seasons", scene.camp["season"]),
        "weather": scene.word("weather", scene.camp["weather"]),
        "living": scene.count(scene.camp["living"]),
        "store": scene.count(scene.days_of_food(scene.camp["store"])),
        "who": scene.name(int(scene.event["who"])),
        "whom": scene.name(int(scene.event["whom"])),
        "beast": scene.word("beasts", scene.beast["kind"], new=scene.new_beast) if beast else None,
        "the": scene.words.the[0 if scene.new_beast else 1],
    }
