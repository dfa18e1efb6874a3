"""A model of which one run fails, for docs/measurements/mesa_batch_run.py; worker processes import it by name."""

from agents import HuntModel


class Failing(HuntModel):
    """The hunt, but seed 7 ends in an error on day 100."""

    def step(self) -> None:
        """Live a day, or raise."""
        if self.seed == 7 and self.day == 100:
            raise ZeroDivisionError("nobody to share with")
        super().step()
