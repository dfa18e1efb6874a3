"""Sweeps: designs of many points, lived in chunks that survive anything, kept in a folder others can read."""
