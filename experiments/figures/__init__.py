"""Charts, all with matplotlib."""
