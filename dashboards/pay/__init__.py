"""The pay rule builder: what is paid for, in sentences, and what the rules make of it."""
