"""Estimates with intervals, tests and statistical power."""
