"""Events in plain sentences: who did what, why, and what came of it.

The rules note ids and numbers only.  A words file, one per skin and language in ``hunt/words``, has the names,
the words and the sentences; this package fills them from a :class:`~hunt.history.History` and chooses the
events that make a story.

``scene`` and the ``..._events`` look up what a sentence about an event may mention, and ``offers`` lists it for every
kind of event.  ``words`` is what a skin has, and ``skins`` reads it from a file.  ``sentences`` puts one event into
words, ``moments`` chooses events, and ``stories`` makes a story of a run.
"""

from hunt.narrator.moments import FEWEST
from hunt.narrator.offers import SAYS, STORIES, Says, offer_rows
from hunt.narrator.scene import HOURS_A_DAY, Scene
from hunt.narrator.sentences import sentence
from hunt.narrator.skins import DEFAULT, FOLDER, PICTURES, house_skin_ids, readable_skins, skin, skin_ids, skin_rows
from hunt.narrator.stories import Told, tell
from hunt.narrator.words import GLOSSARY, MEANINGS, Count, Noun, Words

__all__ = [
    "DEFAULT",
    "FEWEST",
    "FOLDER",
    "GLOSSARY",
    "HOURS_A_DAY",
    "MEANINGS",
    "PICTURES",
    "SAYS",
    "STORIES",
    "Count",
    "Noun",
    "Says",
    "Scene",
    "Told",
    "Words",
    "house_skin_ids",
    "offer_rows",
    "readable_skins",
    "sentence",
    "skin",
    "skin_ids",
    "skin_rows",
    "tell",
]
