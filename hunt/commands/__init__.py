"""Commands of the front door that have a file of their own; :mod:`hunt.cli` registers them."""
