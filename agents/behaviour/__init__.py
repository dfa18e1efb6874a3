"""What hunters and mammoths perceive, decide, learn and do: one subject a file, in plain Python.

A behaviour is a function over the state in :mod:`agents.hunter`, :mod:`agents.beast` and :mod:`agents.environment`.
Both engines run the same source: the Mesa model interprets it, the compiled engine compiles it.
"""
