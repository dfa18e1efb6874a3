"""Addresses of pages that the server must refuse, and what the refusal must name."""

REFUSED = {
    "bands=nonsense": "nonsense",
    "scenario=atlantis": "atlantis",
    "scenario=../../etc/passwd": "no scenario",
    "bands=/etc/passwd.toml": "no regime",
    "seed=-1": "seed = '-1'",
    "seed=" + "9" * 30: "whole number from 0",
    "seed=9007199254740992": "seed = 9007199254740992",
    "set=hunters:1000000": "hunters = ",
    "set=hunters:99": "hunters = 99",
    "set=winter:9": "winter = ",
    "set=wintr:1": "did you mean winter",
    "set=winter": "has no value",
    "bands=own-product~400:review:1": "day = 400",
    "bands=own-product~40:review:99": "review = ",
    "bands=own-product~40:hunters:9": "hunters",
    "bands=own-product~x": "~'x'",
    "bands=mixed,mixed,mixed": "too many",
    "skin=klingon": "klingon",
    "colour=blue": "colour",
    "seed=1&set=" + "x" * 3000: "longer than",
}
