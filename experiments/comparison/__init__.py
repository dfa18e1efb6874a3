"""Comparisons of pay rules over paired runs."""
