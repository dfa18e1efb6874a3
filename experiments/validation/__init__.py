"""What the rules must give: exact results of other people's models, found again with parts switched off."""

from experiments.validation.target import Target
from experiments.validation.targets import run_targets

__all__ = ["Target", "run_targets"]
