"""What can be set: parameters, regimes, scenarios, arms and interventions, each validated."""
