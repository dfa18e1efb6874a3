"""Sweeps: designs of many points, run in chunks that survive any interruption, kept in a folder others can read."""
