"""Counts of right, given and wanted values, and what they come to."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class Tally:
    """How many values were right, how many the coder gave and how many gold has."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def add(self, right: int, given: int, wanted: int) -> None:
        """Count one comparison in."""
        self.right += right
        self.given += given
        self.wanted += wanted

    @property
    def precision(self) -> float:
        """The share of what was given that is right; 0 where nothing was given."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was given."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean; 1 where nothing was wanted and nothing given."""
        total = self.given + self.wanted
        return 2 * self.right / total if total else 1.0

    def as_object(self) -> dict[str, float | int]:
        """For JSON."""
        rates = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {name: round(value, 4) for name, value in rates.items()} | {
            "right": self.right,
            "given": self.given,
            "wanted": self.wanted,
        }
