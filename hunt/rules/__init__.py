"""The rules of the hunt, in plain Python; start reading at :mod:`hunt.rules.day`."""
