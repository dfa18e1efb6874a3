"""What hunters and mammoths perceive, decide, learn and do: one subject a file, in plain Python.

A behaviour is a function over the state in :mod:`agents.hunter`, :mod:`agents.beast` and :mod:`agents.environment`.
Both engines run the same source: the Mesa model interprets it, the compiled engine compiles it.

Parameters have the same names everywhere.  ``h`` is a hunter, ``i`` and ``j`` two of them, ``b`` a beast: indices into
``world.hunters`` and ``world.beasts``.  ``slot`` is an open hunt, an index into ``world.quarries``; the party of that
hunt is the first ``size`` entries of ``world.party``.  Food is in person-days, or in days of food, which is
person-days divided by ``need``; hours are shares of a day; places are cells.
"""
