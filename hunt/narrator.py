"""Events told in plain sentences: who did what, because, so what for the group.

The rules note ids and numbers only.  A words file, one per skin and language in ``hunt/words``, has the names,
the words and the sentences; this module fills them from a :class:`~hunt.history.History` and chooses what is
worth telling.
"""

import difflib
import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from string import Formatter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hunt.changes import segments
from hunt.history import History
from hunt.parameters import FIELDS, HuntError
from hunt.regimes import Regime, read_toml, text_of, unknown
from hunt.rules.leading import SKILL_OF
from hunt.rules.valley import rounded
from hunt.vocabulary import (
    NOBODY,
    Because,
    EventKind,
    Kind,
    Leadership,
    Option,
    Phase,
    Season,
    Skill,
    Terrain,
    Weather,
)

FOLDER = Path(__file__).with_name("words")
DEFAULT = "stone-age"

Pair = tuple[EventKind, Because]
Table = Mapping[str, tuple[str, ...]]
"""Sentences by case; every table has the case ``text``, which is used where no other fits."""


# --- the words of a skin ---------------------------------------------------------------------------------------


class Count:
    """A number in a sentence: ``{size}`` is "two", ``{size:hunter|hunters}`` is "two hunters"."""

    def __init__(self, number: int, figure: str) -> None:
        self.number = number
        self.figure = figure

    def __format__(self, spec: str) -> str:
        """Return the figure, with the first form after it for one and the second for any other."""
        if not spec:
            return self.figure
        forms = spec.split("|")
        if len(forms) != 2:
            raise ValueError(f"{spec!r} must be two forms, such as day|days")
        return f"{self.figure} {forms[self.number != 1]}"


Facts = dict[str, str | Count]
Reading = tuple[Mapping[str, str | Count | None], Sequence[str]]
"""What can be named (None: not this time), and the cases that apply, the most particular first."""


@dataclass(frozen=True, eq=False)
class Words:
    """Names, words and sentences of one skin in one language."""

    id: str
    title: str
    names: tuple[str, ...]  # of hunters
    figures: tuple[str, ...]  # words for 0, 1, 2 ...; larger numbers are written in digits
    thousands: str  # what stands between groups of three digits
    joined: str  # what stands between the last two of several names
    the: tuple[str, ...]  # two articles: of a beast not told of before, and of one that was
    winds: tuple[str, ...]  # eight, from north, clockwise
    glossary: Mapping[str, tuple[str, ...]]  # by list of `GLOSSARY`
    sentences: Mapping[Pair, Table]
    stories: Mapping[str, Table]

    def word(self, group: str, one: int) -> str:
        """Return a word of a group, such as ``word("seasons", Season.WINTER)``."""
        return self.glossary[group][one]

    def count(self, number: float) -> Count:
        """Return the nearest whole number as sentences take it."""
        whole = rounded(float(number))
        small = 0 <= whole < len(self.figures)
        return Count(whole, self.figures[whole] if small else f"{whole:,}".replace(",", self.thousands))

    def listed(self, names: Sequence[str]) -> str:
        """Return several names as one phrase."""
        return self.joined.join([*filter(None, [", ".join(names[:-1])]), *names[-1:]])


GLOSSARY: dict[str, type[IntEnum]] = {
    "seasons": Season,
    "weather": Weather,
    "ground": Terrain,
    "beasts": Kind,
    "roles": Skill,
    "products": Skill,
    "options": Option,
}


def skin_ids() -> tuple[str, ...]:
    """Return the ids of the skins there are."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))


@cache
def skin(id: str = DEFAULT) -> Words:
    """Return the words of a skin, or of a TOML file whose path ends in ``.toml``.

    Raises
    ------
    HuntError
        When there is no such skin, or its file lacks something or says what is not allowed.
    """
    file = Path(id) if id.endswith(".toml") else FOLDER / f"{id}.toml"
    if not id.endswith(".toml") and id not in skin_ids():
        raise unknown("skin", id, skin_ids())
    data = read_toml(file)
    kinds = [kind.name.lower() for kind, _ in SAYS]
    known = ("title", "names", "figures", "thousands", "joined", "the", "winds", *GLOSSARY, *STORIES, *kinds)
    _refuse_unknown(data, known, file.name, file)
    words = Words(
        id=file.stem,
        title=text_of(data, "title", file),
        names=_names(data, file),
        figures=_texts(data, "figures", file, least=2),
        thousands=text_of(data, "thousands", file),
        joined=f" {text_of(data, 'joined', file)} ",
        the=_texts(data, "the", file, least=2),
        winds=_texts(data, "winds", file, least=8),
        glossary={group: _glossary(data, group, enum, file) for group, enum in GLOSSARY.items()},
        sentences={pair: _event_table(data, pair, file) for pair in SAYS},
        stories={name: _table(_part(data, name, file), name, STORIES[name], file) for name in STORIES},
    )
    _refuse_unknown_pairs(data, file)
    return words


def _refuse_unknown(given: Iterable[str], known: Collection[str], where: str, file: Path) -> None:
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(dict.fromkeys(known))}."
            place = "" if where == file.name else f" in [{where}]"
            raise HuntError(f"{file.name} says {name!r}{place}, which nothing reads; {hint}")


def _refuse_unknown_pairs(data: Mapping[str, Any], file: Path) -> None:
    for kind in {kind for kind, _ in SAYS}:
        reasons = [because.name.lower() for of, because in SAYS if of == kind]
        _refuse_unknown(data[kind.name.lower()], reasons, kind.name.lower(), file)


def _texts(data: Mapping[str, Any], key: str, file: Path, least: int) -> tuple[str, ...]:
    given = data.get(key)
    if not isinstance(given, list) or not all(isinstance(one, str) and one.strip() for one in given):
        raise HuntError(f"{file.name} needs a line {key} = [...] with at least {least} texts.")
    if len(given) < least:
        raise HuntError(f"{file.name}: {key} has {len(given)} texts; it needs at least {least}.")
    return tuple(given)


def _names(data: Mapping[str, Any], file: Path) -> tuple[str, ...]:
    names = _texts(data, "names", file, least=int(FIELDS["hunters"].metadata["high"]))
    for name, times in Counter(names).items():
        if times > 1:
            raise HuntError(f"{file.name} names {times} hunters {name}; give each a name of their own.")
    return names


def _part(data: Mapping[str, Any], key: str, file: Path) -> Mapping[str, Any]:
    part = data.get(key)
    if not isinstance(part, dict):
        raise HuntError(f"{file.name} needs a table [{key}].")
    return part


def _glossary(data: Mapping[str, Any], group: str, enum: type[IntEnum], file: Path) -> tuple[str, ...]:
    part = _part(data, group, file)
    _refuse_unknown(part, [one.name.lower() for one in enum], group, file)
    return tuple(text_of(dict(part), one.name.lower(), file) for one in enum)


def _event_table(data: Mapping[str, Any], pair: Pair, file: Path) -> Table:
    kind, because = (one.name.lower() for one in pair)
    part = _part(data, kind, file).get(because)
    if not isinstance(part, dict):
        raise HuntError(f"{file.name} needs a table [{kind}.{because}].")
    return _table(part, f"{kind}.{because}", SAYS[pair], file)


def _table(part: Mapping[str, Any], name: str, says: "Says", file: Path) -> Table:
    _refuse_unknown(part, ("text", *says.cases), name, file)
    table = {}
    for case, sentences in part.items():
        if not isinstance(sentences, list) or not all(isinstance(one, str) and one.strip() for one in sentences):
            raise HuntError(f"{file.name}: {case} in [{name}] must be a list of sentences.")
        table[case] = tuple(sentences)
        for one in sentences:
            _check_braces(one, name, says, file)
    if not any(_named(one) <= says.sure for one in table.get("text", ())):
        raise HuntError(
            f"{file.name}: [{name}] needs, under text, a sentence that names only what is always known: "
            f"{', '.join(sorted(says.sure))}."
        )
    return table


def _check_braces(one: str, name: str, says: "Says", file: Path) -> None:
    """Refuse now what would otherwise fail on a stage, in the middle of a story."""
    known = says.sure | says.perhaps
    sample = {word: word if word in NAMES_NO_NUMBER else Count(2, "two") for word in known}
    try:
        strange = sorted(_named(one) - known)
        if not strange:
            one.format_map(sample)
    except (ValueError, LookupError) as error:
        raise HuntError(f"{file.name}: {one!r} in [{name}] cannot be filled: {error}.") from None
    if strange:
        raise HuntError(
            f"{file.name}: {one!r} in [{name}] names {{{strange[0]}}}; it may name {', '.join(sorted(known))}."
        )


@cache
def _named(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


# --- what an event offers to its sentences -----------------------------------------------------------------------

NAMES_NO_NUMBER = frozenset(
    ("who", "whom", "names", "the", "beast", "where", "ground", "weather", "season", "role", "product", "rule")
)
ALWAYS = "season weather living store the"
NEAR = 3  # cells around the camp within which no wind is named


@dataclass(frozen=True)
class Scene:
    """One event, with the history it belongs to and the words to tell it in."""

    event: Any
    history: History
    words: Words
    new_beast: bool = False  # the listener has not heard of this beast yet

    @property
    def day(self) -> int:
        """Day of the event."""
        return int(self.event["day"])

    @property
    def camp(self) -> Any:
        """The camp on the evening of that day."""
        return self.history.camp[self.day]

    @property
    def hunters(self) -> NDArray[Any]:
        """All hunters on that evening."""
        return np.asarray(self.history.hunters[self.day])

    @property
    def beast(self) -> Any:
        """The beast of the event on that evening."""
        return self.history.beasts[self.day, self.event["beast"]]

    @property
    def living(self) -> int:
        """How many lived on that evening, at least 1 so that food can be divided."""
        return max(1, int(self.camp["living"]))

    def saw(self, which: int) -> int:
        """Return a number the event carries, as a whole one."""
        return rounded(float(self.event["saw"][which]))

    def count(self, number: float) -> Count:
        """Return a number as sentences take it."""
        return self.words.count(number)

    def some(self, number: float) -> Count | None:
        """Return a number, or None when it rounds to nothing worth a sentence."""
        count = self.words.count(number)
        return count if count.number > 0 else None

    def days_of_food(self, food: float) -> float:
        """Return person-days as days of food for everybody alive."""
        return food / self.history.parameters.need / self.living

    def name(self, hunter: int) -> str | None:
        """Return the name of a hunter, or None for nobody."""
        return None if hunter == NOBODY else self.words.names[hunter]

    def wind(self, x: int, y: int) -> str | None:
        """Return in which part of the valley a place lies, seen from the camp; None close to the camp."""
        east, north = int(x) - int(self.camp["x"]), int(y) - int(self.camp["y"])
        if max(abs(east), abs(north)) <= NEAR:
            return None
        return self.words.winds[rounded(math.atan2(east, north) / (math.pi / 4)) % 8]

    def party(self, day: int | None = None) -> NDArray[np.bool_]:
        """Tell for each hunter whether they stood at the beast that day, or on another one."""
        day = self.day if day is None else day
        hunters = self.history.hunters[day]
        up = hunters["alive"] | (hunters["died"] == day)
        at_it = hunters["there"] & (hunters["target"] == self.event["beast"])
        return np.asarray(up & at_it, dtype=np.bool_)

    def came_to(self, option: Option, day: int | None = None) -> int:
        """Count the party by what they came for."""
        options = self.history.options[self.day if day is None else day]
        return int((self.party(day) & (options == option)).sum())

    def better_at(self, skill: Skill) -> int:
        """Count those of the party who were better at a skill that evening than the evening before."""
        before = self.history.hunters[max(0, self.day - 1)]["skills"][:, skill]
        return int((self.party() & (self.hunters["skills"][:, skill] > before)).sum())

    def earlier(self, kind: EventKind) -> NDArray[Any]:
        """Return the events of a kind noted before this one."""
        return _of_kind(self.history.events[: _index(self.event, self.history)], kind)

    def same_day(self, kind: EventKind) -> NDArray[Any]:
        """Return the events of a kind on that day."""
        events = self.history.events
        return _of_kind(events[events["day"] == self.day], kind)

    def plan(self) -> list[str]:
        """Return, where a plan led, the case that tells whether the day was as planned."""
        stretches = segments(self.history.parameters, self.history.changes)
        led = next(settings.leadership for start, stop, settings in stretches if start <= self.day < stop)
        if led != Leadership.PLAN:
            return []
        return ["as_planned" if self.camp["as_planned"] else "unplanned"]


def _of_kind(events: NDArray[Any], kind: EventKind) -> NDArray[Any]:
    return np.asarray(events[events["kind"] == kind])


def _index(event: Any, history: History) -> int:
    """Return where in the history an event stands; an unknown one counts as the last."""
    raw = event.tobytes()
    for k in np.flatnonzero((history.events["day"] == event["day"]) & (history.events["kind"] == event["kind"])):
        if history.events[k].tobytes() == raw:
            return int(k)
    return len(history.events)


def _herd_came(scene: Scene) -> Reading:
    beast, day = scene.beast, scene.history.beasts[scene.day]
    herd = (day["herd"] == beast["herd"]) & (day["arrives"] == scene.day)
    return {"herd": scene.count(herd.sum()), "where": scene.wind(beast["x"], beast["y"])}, ()


def _sighted(scene: Scene) -> Reading:
    seen = scene.same_day(EventKind.SIGHTED)
    herds = scene.history.beasts[scene.day]["herd"][seen["beast"]]
    herd = int(((seen["who"] == scene.event["who"]) & (herds == scene.beast["herd"])).sum())
    facts = {"herd": scene.count(herd), "where": scene.wind(scene.beast["x"], scene.beast["y"])}
    return facts, ["one"] if herd == 1 else []


def _called(scene: Scene) -> Reading:
    # Where it was the day before: later today it may have run from the very hunt that is called here.
    facts = {"able": scene.count(scene.saw(1)), "where": scene.wind(scene.beast["from_x"], scene.beast["from_y"])}
    return facts, [] if len(scene.earlier(EventKind.CALLED)) else ["first"]


def _too_few(scene: Scene) -> Reading:
    hunters = scene.hunters
    came = max((scene.came_to(Option.HUNT, day) for day in _days_waited(scene)), default=0)
    offs = scene.earlier(EventKind.CALLED_OFF)
    times = 1 + int((offs["because"] == Because.TOO_FEW).sum())
    return {
        "came": scene.some(came),
        "foragers": scene.some((hunters["alive"] & (hunters["option"] == Option.FORAGE)).sum()),
        "waited": scene.count(scene.saw(0)),
        "times": scene.count(times) if times > 2 else None,
    }, [] if came else ["nobody"]


def _days_waited(scene: Scene) -> list[int]:
    """Return the days a party waited for more to come; nobody waits in a storm."""
    calm = np.flatnonzero(scene.history.camp["weather"][: scene.day + 1] != Weather.STORM)
    return [int(day) for day in calm[-scene.saw(0) :]]


def _track_lost(scene: Scene) -> Reading:
    return {"waited": scene.some(scene.saw(0))}, [] if scene.beast["here"] else ["gone"]


def _led(scene: Scene) -> Reading:
    fell = scene.event["beast"] in scene.same_day(EventKind.DOWN)["beast"]
    # The chief of the morning: whoever succeeds a chief who died does so in the evening.
    chief = scene.history.camp[max(0, scene.day - 1)]["chief"]
    cases = (["won"] if fell else []) + (["chief"] if chief == scene.event["who"] else [])
    return {"role": scene.words.word("roles", SKILL_OF[scene.saw(0)])}, cases


def _alerted(scene: Scene) -> Reading:
    facts = {"size": scene.count(scene.saw(1)), "taught": scene.some(scene.better_at(Skill.TRACK))}
    return facts, scene.plan()


def _left_for_own_product(scene: Scene) -> Reading:
    who, trust = int(scene.event["who"]), scene.history.trust
    hunter = scene.hunters[who]
    product = scene.words.word("products", hunter["role"]) if hunter["product"] > 0.0 else None
    less = trust[scene.day, :, who] < trust[max(0, scene.day - 1), :, who]
    return {
        "covered": scene.count(scene.saw(0)),
        "needed": scene.count(scene.saw(1)),
        "product": product,
        "others": scene.some(scene.came_to(Option.OWN) - 1),
        "doubters": scene.some((less & scene.hunters["alive"]).sum()),
    }, ()


def _gap(scene: Scene) -> Reading:
    facts = {name: scene.count(scene.saw(k)) for k, name in enumerate(("covered", "needed", "size"))}
    return facts, ["too_few"] if scene.came_to(Option.HUNT) < scene.saw(1) else []


def _broke_out(scene: Scene) -> Reading:
    facts = {"covered": scene.count(scene.saw(1)), "taught": scene.some(scene.better_at(Skill.DRIVE))}
    return facts, scene.plan()


def _wounded(scene: Scene) -> Reading:
    # A beast falls when a strike leaves it half a strike or less.
    return {"more": scene.count(math.ceil(scene.event["saw"][1] - 0.5)), "size": scene.count(scene.saw(2))}, ()


def _down(scene: Scene) -> Reading:
    beast = scene.beast
    return {
        "size": scene.count(scene.saw(1)),
        "food": scene.count(scene.days_of_food(scene.event["effect"])),
        "chase": scene.some(scene.day - beast["called"]),
        "ground": scene.words.word("ground", scene.history.terrain[beast["x"], beast["y"]]),
        "where": scene.wind(beast["x"], beast["y"]),
    }, scene.plan() if len(scene.earlier(EventKind.DOWN)) else ["first"]


def _hauled(scene: Scene) -> Reading:
    loads, home, rotted = _carcass(scene.event, scene.history)
    facts = {
        "size": scene.count(scene.saw(0)),
        "food": scene.count(scene.event["effect"] / scene.history.parameters.need),
        "days": scene.count(len(loads)),
        "carriers": scene.count(loads["saw"][:, 0].max()),
        "home": scene.count(scene.days_of_food(home)),
        "rotted": scene.some(scene.days_of_food(rotted)),
    }
    if loads[-1]["day"] > scene.day:
        return facts, ()
    return facts, ["wasted", "last"] if rotted > home else ["last"]


def _carcass(event: Any, history: History) -> tuple[NDArray[Any], float, float]:
    """Return all loads carried from a beast, what came home of it and what never did, person-days."""
    events, b = history.events, event["beast"]
    loads = _of_kind(events[events["beast"] == b], EventKind.HAULED)
    fell = _of_kind(events[events["beast"] == b], EventKind.DOWN)
    home = float(loads["effect"].sum())
    left = float(history.beasts[-1, b]["meat"])
    return loads, home, float(fell["effect"].sum()) - home - left


def _hurt(scene: Scene) -> Reading:
    return {"days": scene.count(scene.event["effect"])}, ["wounded"] if scene.event["saw"][1] > 0.0 else []


def _helped(scene: Scene) -> Reading:
    return {"days": scene.count(scene.saw(0))}, [] if len(scene.earlier(EventKind.HELPED)) else ["first"]


def _wolves(scene: Scene) -> Reading:
    taken = float(scene.event["effect"])
    watch, food = int(scene.camp["tending_today"]), scene.some(scene.days_of_food(taken))
    # Less than a day's food of all is told as that of some, so that only one of the two can be named.
    mouths = None if food else scene.some(taken / scene.history.parameters.need)
    facts = {
        "store": scene.count(scene.days_of_food(scene.event["saw"][0])),  # what was left before the evening meal
        "food": food,
        "mouths": mouths,
        "watch": scene.some(watch),
    }
    if food is None and mouths is None:
        return facts, ["empty"]
    return facts, [] if watch else ["unwatched"]


def _storm(scene: Scene) -> Reading:
    day = scene.history.beasts[scene.day]
    hunted = day[(day["called"] != NOBODY) & (day["called"] < scene.day) & (day["down"] == NOBODY)]
    beast = scene.words.word("beasts", hunted[0]["kind"]) if len(hunted) else None
    return {"beast": beast}, ["hunt"] if len(hunted) else []


def _winter(scene: Scene) -> Reading:
    food = scene.event["saw"][0] / scene.history.parameters.need / max(1, scene.saw(1))
    facts = {
        "living": scene.count(scene.saw(1)),
        "food": scene.count(food),
        "kills": scene.some(len(scene.earlier(EventKind.DOWN))),
    }
    return facts, ["bare"] if food < 0.5 else []


def _died(scene: Scene) -> Reading:
    meals, calls = scene.earlier(EventKind.HAULED), scene.earlier(EventKind.CALLED)
    facts = {
        "living": scene.count(scene.saw(1)),
        "since": scene.some(scene.day - meals[-1]["day"]) if len(meals) else None,
        "barren": scene.some(len(calls)) if len(scene.earlier(EventKind.DOWN)) == 0 else None,
    }
    if scene.saw(1) == 0:
        return facts, ["last"]
    return facts, [] if len(scene.earlier(EventKind.DIED)) else ["first"]


def _band_lost(scene: Scene) -> Reading:
    return {"kills": scene.some(scene.camp["kills"])}, ()


def _incident(scene: Scene) -> Reading:
    mouths = scene.some(scene.event["effect"] / scene.history.parameters.need)
    return {"mouths": mouths}, [] if len(scene.earlier(EventKind.INCIDENT)) else ["first"]


def _ghost(scene: Scene) -> Reading:
    before = len(scene.earlier(EventKind.GHOST))
    return {"ghosts": scene.count(before + 1)}, [] if before else ["first"]


def _rescued(scene: Scene) -> Reading:
    before = len(scene.earlier(EventKind.RESCUED))
    # What there is of the new fence, days of work; not told any more once it stands.
    built = 0.0 if scene.camp["fixed"] != NOBODY else scene.camp["fix_kept"] + scene.camp["fix_done"]
    return {"rescues": scene.count(before + 1), "built": scene.some(built)}, [] if before else ["first"]


def _fixed(scene: Scene) -> Reading:
    return {"incidents": scene.some(scene.saw(0))}, ()


def _done(scene: Scene) -> Reading:
    return {}, ()


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
    (EventKind.HERD_CAME, Because.CHANCE): _of(_herd_came, "beast herd", "where"),
    (EventKind.SIGHTED, Because.CHANCE): _of(_sighted, "who beast herd", "where", "one"),
    (EventKind.CALLED, Because.FRESH_TRACKS): _of(_called, "beast able", "where", "first"),
    (EventKind.CALLED_OFF, Because.TOO_FEW): _of(_too_few, "beast waited", "came foragers times", "nobody"),
    (EventKind.CALLED_OFF, Because.TRACK_LOST): _of(_track_lost, "beast", "waited", "gone"),
    (EventKind.LED, Because.BEST_SKILL): _of(_led, "who beast role", "whom", "won chief"),
    (EventKind.LED, Because.STANDING): _of(_led, "who beast role", "whom", "won chief"),
    (EventKind.ALERTED, Because.SCENT): _of(_alerted, "beast size", "who taught", "as_planned unplanned"),
    (EventKind.ESCAPED, Because.OWN_PRODUCT): _of(
        _left_for_own_product, "who beast covered needed", "product others doubters"
    ),
    (EventKind.ESCAPED, Because.GAP): _of(_gap, "beast covered needed size", "who", "too_few"),
    (EventKind.ESCAPED, Because.BROKE_OUT): _of(_broke_out, "beast covered", "who taught", "as_planned unplanned"),
    (EventKind.WOUNDED, Because.HELD): _of(_wounded, "beast more size", "who"),
    (EventKind.DOWN, Because.HELD): _of(
        _down, "beast size food ground", "who chase where", "first as_planned unplanned"
    ),
    (EventKind.HAULED, Because.HELD): _of(_hauled, "beast size food days carriers home", "rotted", "wasted last"),
    (EventKind.HURT, Because.CHANCE): _of(_hurt, "who beast days", "", "wounded"),
    (EventKind.HELPED, Because.CHANCE): _of(_helped, "who whom days", "", "first"),
    (EventKind.WOLVES, Because.CHANCE): _of(_wolves, "", "food mouths watch", "empty unwatched"),
    (EventKind.STORM, Because.CHANCE): _of(_storm, "", "beast", "hunt"),
    (EventKind.WINTER, Because.CHANCE): _of(_winter, "food", "kills", "bare"),
    (EventKind.DIED, Because.HUNGER): _of(_died, "who", "since barren", "first last"),
    (EventKind.INCIDENT, Because.WEAR): _of(_incident, "", "mouths", "first"),
    (EventKind.GHOST, Because.MENDED): _of(_ghost, "ghosts", "", "first"),
    (EventKind.GHOST, Because.PERMANENT_FIX): _of(_ghost, "ghosts", "", "first"),
    (EventKind.RESCUED, Because.WEAR): _of(_rescued, "who rescues", "built", "first"),
    (EventKind.FIXED, Because.PERMANENT_FIX): _of(_fixed, "who", "incidents"),
    (EventKind.BROADCAST, Because.NO_STEPS): _of(_done, "who"),
    (EventKind.REVIEW, Because.STEPS): _of(_done, "who"),
    (EventKind.FEAST, Because.STANDING): _of(_done, "who"),
    (EventKind.BAND_LOST, Because.HUNGER): _of(_band_lost, "who", "kills"),
}
"""Every kind and reason the rules note down.  ``living`` and ``store`` (days of food) are of that evening."""

STORIES: dict[str, Says] = {
    "opening": _says(None, "names food others", "", "few"),
    "rule": _says(None, "rule"),
    "deaths": _says(None, "more span living", "names"),
    "closing": _says(None, "alive hunters", "", "unfinished nobody all"),
    "eaten": _says(None, "hunters small large made", "", "made made_small_only small_only"),
}
"""What is told of no single event."""


# --- one sentence ----------------------------------------------------------------------------------------------


def sentence(event: Any, history: History, words: Words) -> str:
    """Return what happened as a sentence.

    Parameters
    ----------
    event
        One of ``history.events``.
    history
        The run it belongs to.
    words
        The skin to tell it in.

    Raises
    ------
    HuntError
        For an event of a kind and reason that the words do not know.
    """
    return _sentence(Scene(event, history, words), set())


def _sentence(scene: Scene, said: set[str]) -> str:
    pair = _pair(scene.event)
    if pair not in SAYS:
        kind, because = (one.name.lower() for one in pair)
        raise HuntError(f"No sentence is known for {kind} because of {because}; add the pair to hunt/narrator.py.")
    read = SAYS[pair].read
    facts, cases = read(scene) if read else ({}, ())
    return _filled(scene.words.sentences[pair], {**_always(scene), **facts}, cases, scene.day, said)


def _pair(event: Any) -> Pair:
    return EventKind(int(event["kind"])), Because(int(event["because"]))


def _always(scene: Scene) -> dict[str, str | Count | None]:
    """Return what can be named in every event, and the hunters and the beast it has."""
    beast = scene.event["beast"] != NOBODY
    return {
        "season": scene.words.word("seasons", scene.camp["season"]),
        "weather": scene.words.word("weather", scene.camp["weather"]),
        "living": scene.count(scene.camp["living"]),
        "store": scene.count(scene.days_of_food(scene.camp["store"])),
        "who": scene.name(int(scene.event["who"])),
        "whom": scene.name(int(scene.event["whom"])),
        "beast": scene.words.word("beasts", scene.beast["kind"]) if beast else None,
        "the": scene.words.the[0 if scene.new_beast else 1],
    }


def _filled(
    table: Table, facts: Mapping[str, str | Count | None], cases: Sequence[str], day: int, said: set[str]
) -> str:
    """Fill a sentence of the first case that has one; the day picks which, so that it does not bore.

    Only sentences all of whose names are known can be used, and one that was said already comes last.
    """
    known: Facts = {name: one for name, one in facts.items() if one is not None}
    for case in (*cases, "text"):
        possible = [one for one in table.get(case, ()) if _named(one) <= known.keys()]
        if possible:
            turn = day % len(possible)
            possible = possible[turn:] + possible[:turn]
            chosen = next((one for one in possible if one not in said), possible[0])
            said.add(chosen)
            filled = chosen.format_map(known)
            return filled[0].upper() + filled[1:]
    raise HuntError(f"No sentence could be filled with {', '.join(sorted(known))}; add one under text.")


# --- a whole run -----------------------------------------------------------------------------------------------

FEWEST = 8  # room for the beginning, the end and what every hunt is about
NEW = 2.0  # what it adds to surprise that nothing of the kind was told yet; a guess, as the next four
AGAIN = 1.2  # what each telling of the same kind takes away
APART = 20  # days between two tellings after which the story has moved on
TELLING = 4.0  # surprise below which more of the same is left out
A_LIFE = 40.0  # days of food for everybody that weigh in a story as much as one death
MATTERED = 0.2  # how much better the new leader must be for a change of lead to matter
MOUTHFULS = 0.5  # days of food for everybody that wolves must take to be worth telling
TOGETHER = 20  # days within which deaths are told in one sentence
TIMES_OF_DYING = 2  # sentences for all deaths between the first and the last, so that no dying goes untold
ALWAYS_TOLD = (
    (EventKind.BAND_LOST, Because.HUNGER),
    (EventKind.DIED, Because.HUNGER),
    (EventKind.DOWN, Because.HELD),
    (EventKind.ESCAPED, Because.OWN_PRODUCT),
    (EventKind.WINTER, Because.CHANCE),
    (EventKind.CALLED, Because.FRESH_TRACKS),
    (EventKind.FIXED, Because.PERMANENT_FIX),
    (EventKind.REVIEW, Because.STEPS),
    (EventKind.BROADCAST, Because.NO_STEPS),
    (EventKind.FEAST, Because.STANDING),
    (EventKind.INCIDENT, Because.WEAR),
    (EventKind.RESCUED, Because.WEAR),
)
"""Of these, the first of a run is told, whatever else there is; in this order, should room be short."""
ONCE = (
    (EventKind.STORM, Because.CHANCE),
    (EventKind.HERD_CAME, Because.CHANCE),
    (EventKind.LED, Because.BEST_SKILL),
    (EventKind.LED, Because.STANDING),
)
"""Of these, one in a run is enough."""


@dataclass(frozen=True)
class Told:
    """Something told about a run."""

    day: int
    season: str  # in the words of the skin
    text: str
    event: int  # its place in ``History.events``, or NOBODY for the opening and the closing
    surprise: float


@dataclass(frozen=True)
class Moment:
    """Something that could be told: one event, or several deaths of which it is the last."""

    index: int
    day: int
    pair: Pair
    size: float  # of its effect, days of food for everybody
    deaths: tuple[int, ...] = ()  # places of the events told together


def tell(history: History, words: Words, most: int = 15, regime: Regime | None = None) -> list[Told]:
    """Tell a run as a story: what surprised most and was new, in the order it happened.

    Parameters
    ----------
    history
        The run.
    words
        The skin to tell it in.
    most
        How many things may be told, opening and closing included; at least 8.
    regime
        What was paid and praised, told in the opening.

    Raises
    ------
    HuntError
        When fewer things may be told than make a story.
    """
    if most < FEWEST:
        raise HuntError(f"most = {most} is not allowed: a story needs room for {FEWEST}, or more.")
    chosen = _chosen(_moments(history), most - 2)
    story = [_opening(history, words, regime)]
    said: set[str] = set()
    met: set[int] = set()
    for moment in sorted(chosen, key=lambda one: one.index):
        event = history.events[moment.index]
        text = _moment_told(moment, Scene(event, history, words, int(event["beast"]) not in met), said)
        story.append(Told(moment.day, _season(moment.day, history, words), text, moment.index, chosen[moment]))
        if event["kind"] != EventKind.HERD_CAME:  # which says "two mammoths" and makes nobody know one of them
            met.add(int(event["beast"]))
    return [*story, _closing(history, words)]


def _moments(history: History) -> list[Moment]:
    """Return what could be told."""
    deaths, moments, seen = [], [], set()
    for k, event in enumerate(history.events):
        pair = _pair(event)
        if pair[0] == EventKind.DIED:
            deaths.append(k)
        elif pair in SAYS and _worth_telling(event, history):
            once = _only_once(k, event, history)
            if once not in seen:
                seen.add(once)
                moments.append(Moment(k, int(event["day"]), pair, _size(event, history)))
    if any(one.pair[0] == EventKind.BAND_LOST for one in moments):
        deaths = deaths[:-1]  # the last death is told as the end of the band
    return moments + _death_moments(deaths, history)


def _worth_telling(event: Any, history: History) -> bool:
    """Leave out leads that changed nothing, loads before the last of a carcass, and raids for a few mouthfuls."""
    if event["kind"] == EventKind.LED:
        return event["saw"][0] == Phase.STRIKE and _lead_gained(event, history) >= MATTERED
    if event["kind"] == EventKind.HAULED:
        loads, _, _ = _carcass(event, history)
        return bool(loads[-1]["day"] == event["day"])
    if event["kind"] == EventKind.WOLVES:
        return _size(event, history) >= MOUTHFULS or event["effect"] < 0.5 * history.parameters.need
    return True


def _lead_gained(event: Any, history: History) -> float:
    """Return how much better the new leader was than the one before, on a day the beast fell; else 0."""
    who, whom, day = int(event["who"]), int(event["whom"]), int(event["day"])
    if whom == NOBODY or history.beasts[day, event["beast"]]["down"] != day:
        return 0.0
    skills = history.hunters[day]["skills"][:, SKILL_OF[int(event["saw"][0])]]
    return float(skills[who] - skills[whom])


def _only_once(k: int, event: Any, history: History) -> tuple[int, ...]:
    """Return what must differ for two events to be two stories: beasts of one herd come and are seen together."""
    if event["kind"] in (EventKind.HERD_CAME, EventKind.SIGHTED):
        herd = history.beasts[event["day"], event["beast"]]["herd"]
        return int(event["kind"]), int(event["day"]), int(herd), int(event["who"])
    return (k,)


def _size(event: Any, history: History) -> float:
    """Return how large an effect was, in days of food for everybody alive."""
    food = float(event["effect"])
    if event["kind"] == EventKind.HAULED:
        _, home, rotted = _carcass(event, history)
        food = max(home, rotted)
    elif event["kind"] == EventKind.LED:
        food = _lead_gained(event, history) * float(history.beasts[event["day"], event["beast"]]["meat"])
    elif event["kind"] == EventKind.BAND_LOST:
        return A_LIFE
    return abs(food) / history.parameters.need / max(1, int(history.camp[event["day"]]["living"]))


def _death_moments(deaths: Sequence[int], history: History) -> list[Moment]:
    """Return the first death by itself, and the others together where they follow each other closely."""
    days = history.events["day"]
    groups = [[k] for k in deaths]
    while len(groups) > 2:
        spans = [int(days[late[-1]] - days[early[0]]) for early, late in pairwise(groups[1:])]
        near = int(np.argmin(spans))
        if spans[near] >= TOGETHER and len(groups) <= 1 + TIMES_OF_DYING:
            break
        groups[1 + near] += groups.pop(2 + near)
    pair = EventKind.DIED, Because.HUNGER
    return [Moment(group[-1], int(days[group[-1]]), pair, A_LIFE * len(group), tuple(group)) for group in groups]


def _chosen(moments: Sequence[Moment], room: int) -> dict[Moment, float]:
    """Return the moments to tell and how surprising each was when it was chosen."""
    rarity = _rarity(moments)
    chosen: dict[Moment, float] = {}
    told: Counter[Pair] = Counter()

    def take(moment: Moment) -> None:
        chosen[moment] = _surprise(moment, rarity, told)
        told[moment.pair] += 1

    firsts = [next((one for one in moments if one.pair == pair), None) for pair in ALWAYS_TOLD]
    for moment in [one for one in firsts if one is not None][:room]:
        take(moment)
    while len(chosen) < room:
        left = [one for one in moments if one not in chosen and not (one.pair in ONCE and told[one.pair])]
        worth = {one: _surprise(one, rarity, told) + _moved_on(one, chosen) for one in left}
        best = max(left, key=lambda one: (worth[one], -one.index), default=None)
        if best is None or (len(chosen) >= FEWEST - 2 and worth[best] < TELLING):
            break
        take(best)
    return chosen


def _rarity(moments: Sequence[Moment]) -> dict[Pair, float]:
    """Return, for each kind and reason, -log of its share of all that could be told of the run."""
    counts = Counter(moment.pair for moment in moments)
    return {pair: -math.log(count / len(moments)) for pair, count in counts.items()}


def _surprise(moment: Moment, rarity: Mapping[Pair, float], told: Mapping[Pair, int]) -> float:
    """Rare in this run, new to the listener, large in effect."""
    times = told[moment.pair]
    return rarity[moment.pair] + (NEW if times == 0 else -AGAIN * times) + math.log1p(moment.size)


def _moved_on(moment: Moment, chosen: Iterable[Moment]) -> float:
    """Favour what fills a gap in the year: 1 far from all that is told, 0 on the same day."""
    return min([1.0, *(abs(moment.day - one.day) / APART for one in chosen)])


def _moment_told(moment: Moment, scene: Scene, said: set[str]) -> str:
    if len(moment.deaths) < 2:
        return _sentence(scene, said)
    words = scene.words
    dead = scene.history.events[list(moment.deaths)]
    facts: dict[str, str | Count | None] = {
        "more": scene.count(len(dead)),
        "span": scene.count(scene.day - int(dead[0]["day"]) + 1),
        "living": scene.count(scene.saw(1)),
        "names": words.listed([words.names[h] for h in dead["who"]]) if len(dead) <= 3 else None,
    }
    return _filled(words.stories["deaths"], facts, (), scene.day, said)


def _season(day: int, history: History, words: Words) -> str:
    return words.word("seasons", history.camp[day]["season"])


def _opening(history: History, words: Words, regime: Regime | None) -> Told:
    n = history.parameters.hunters
    named = words.names[: min(n, 2)]
    facts: dict[str, str | Count | None] = {
        "names": words.listed(named) if n <= 2 else ", ".join(named),
        "others": words.count(n - 2),
        "food": words.count(history.parameters.start_store),
    }
    text = _filled(words.stories["opening"], facts, ["few"] if n <= 2 else [], history.seed, set())
    if regime is not None:
        text += " " + _filled(words.stories["rule"], {"rule": regime.words}, (), history.seed, set())
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
        "made": words.count(run.made / each),
    }
    text = _filled(words.stories["closing"], lived, [_ending(history)], history.seed, set())
    fed = "_".join(["made"] * (run.made > 0.0) + ["small_only"] * (run.hauled == 0.0))
    text += " " + _filled(words.stories["eaten"], eaten, [fed], history.seed, set())
    # Nothing happens after the last death, so that is where the story of a lost band ends.
    day = int(history.hunters[-1]["died"].max()) if run.alive == 0 else history.days - 1
    return Told(day, _season(day, history, words), text, NOBODY, 0.0)
