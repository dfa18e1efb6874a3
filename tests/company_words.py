"""Words that no company says, and the skins of companies."""

import re

from hunt.narrator import skin, skin_ids

STONE_AGE = re.compile(
    r"\b(mammoths?|hunts?|hunters?|winters?|food|meat|starv\w+|small game|cave|bodies)\b", re.IGNORECASE
)
COMPANIES = [id for id in skin_ids() if skin(id).page]
