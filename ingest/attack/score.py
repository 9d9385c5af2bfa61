"""How likely two mentions tell of one attack: a sum of weights, never without its reason."""

from dataclasses import dataclass

from ingest.attack.features import features, veto
from ingest.attack.profile import Profile
from ingest.attack.reference import Reference
from ingest.attack.weights import THRESHOLD, WEIGHTS


@dataclass(frozen=True, slots=True)
class Score:
    """A sum and the features that made it; `veto` where the two cannot be one attack."""

    value: float
    features: tuple[str, ...]
    veto: str | None = None

    @property
    def contributions(self) -> dict[str, float]:
        """What each feature adds."""
        return {name: WEIGHTS[name] for name in self.features}

    @property
    def reason(self) -> str:
        """The features with their weights, for a person."""
        return self.veto or ", ".join(f"{name} {WEIGHTS[name]:+g}" for name in self.features)

    @property
    def is_match(self) -> bool:
        """Whether it suffices to join."""
        return self.veto is None and self.value >= THRESHOLD


def score(one: Profile, other: Profile, reference: Reference) -> Score:
    """Compare two mentions. Symmetric in them."""
    reason = veto(one, other, reference)
    if reason:
        return Score(0.0, (), reason)
    found = features(one, other, reference)
    return Score(round(sum(WEIGHTS[name] for name in found), 4), found)
