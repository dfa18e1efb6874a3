"""Questions put to the hunt: designs, ensembles, measures, figures and reports."""
