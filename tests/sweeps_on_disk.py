"""Small sweeps that several tests run, and everything that one of them has on disk."""

SMALL = {"days": 40, "hunters": 6, "start_store": 2.0, "reserve_low": 5.0, "reserve_high": 20.0}
TWO = ["own-product", "shared-survival"]
FIXED = {
    "regimes": TWO,
    "settings": SMALL,
    "levers": {"alignment": [0, 1]},
    "uncertainties": {"small_game": [0.2, 1.1]},
    "runs": 10,
    "chunk": 8,
}
ADAPTIVE = {
    "regimes": TWO,
    "settings": SMALL,
    "uncertainties": {"small_game": [1.0, 3.0]},
    "stop": {"measure": "alive_share", "half_width": 0.12, "start": 10, "block": 10, "most": 60},
    "series": {"numbers": ["store", "trust"], "every": 15},
}


def files(folder):
    """Return all that a sweep has on disk, by name."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.startswith(".")
    }
