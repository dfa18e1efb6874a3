"""Words that no company says, and the skins of companies."""

import re

from hunt.narrator import skin, skin_ids

STONE_AGE = re.compile(
    r"\b(mammoths?|hunts?|hunters?|hunting|winters?|spring|food|meat|starv\w+|small game|caves?|painting|bod(y|ies)|"
    r"bands?|rings?|camps?|fires?|valleys?|tribes?|baskets?|store|wolf|wolves|rabbits?|spears?|herds?|beasts?|tracks?|carcass|"
    r"fence|neighbours?|died?|dies|dead|alive|surviv\w+|kills?|hunger|eats?|eaten)\b",
    re.IGNORECASE,
)

OF_PAGES = ("pages_", "compare_", "lab_", "first_", "measure_", "page_")
"""Beginnings of names of the words of compare and lab, from which a company's `[neutral]` words take the stone age."""

COMPANIES = [id for id in skin_ids() if skin(id).page]
