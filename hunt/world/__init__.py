"""The world of the hunt: the valley, the camp, the ring, and the order of a day.  Start at :mod:`hunt.world.day`."""
