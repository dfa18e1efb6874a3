"""The stage: a run as a film, why somebody chose as they did, and other years."""
