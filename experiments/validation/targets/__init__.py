"""Targets: exact results of other people's models that the rules must reproduce."""
