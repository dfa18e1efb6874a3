"""What only a maintainer opens: records, random draws, initial state and the compiled rules."""
