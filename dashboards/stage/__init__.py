"""The stage: a run as a film, why a hunter chose an action, and other years."""
