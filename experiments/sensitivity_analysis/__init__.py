"""Which parameters matter: Morris screening, Sobol indices, ranges of guesses."""
