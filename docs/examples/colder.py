"""A rule of your own, the shortest there is: one constant has another value."""

COLD = 0.60  # 0.15 in agents/behaviour/eating.py: how much more hunters need in the cold
