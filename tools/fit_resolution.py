"""Fit the weights of ingest/attack/weights.py: logistic regression that stays near the weights set by hand.

`python tools/fit_resolution.py` compares the mentions of tests/golden/attacks/dev, a reader's and our own coder's, two
by two, writes what it saw to tests/golden/attacks/dev_pairs.csv, fits, and writes the weights. With --keep-pairs it
fits the pairs that are there.
"""

import csv
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from ingest.attack.features import features, veto
from ingest.attack.profile import profile
from ingest.attack.reference import Reference, load_reference
from ingest.attack.weights import PRIOR
from ingest.records import ResolvableMention
from orchestration.evaluation.attacks import coded_mentions, gold_mentions
from orchestration.evaluation.told import read_theatres
from orchestration.settings import SEEDS

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden" / "attacks"
PAIRS = GOLDEN / "dev_pairs.csv"
WEIGHTS = ROOT / "ingest" / "attack" / "weights.py"
PRIOR_BIAS = -4.0
# How far a weight may go from the one set by hand: the standard deviation of a normal prior.
SPREAD = 0.75
STEPS = 4000
RATE = 0.02

Seen = Mapping[tuple[tuple[str, ...], bool], float]


def fit(seen: Seen) -> tuple[dict[str, float], float]:
    """The weights and the bias that make what was seen likeliest under the prior; full-batch gradient ascent.

    Pairs of one kind and answer are weighted by how often they were seen; both answers weigh the same in all.
    """
    weights, bias = dict(PRIOR), PRIOR_BIAS
    totals = {
        answer: sum(count for (_, is_same), count in seen.items() if is_same == answer) for answer in (True, False)
    }
    for _ in range(STEPS):
        slopes = {name: (PRIOR[name] - value) / SPREAD**2 for name, value in weights.items()}
        bias_slope = (PRIOR_BIAS - bias) / SPREAD**2
        for (names, is_same), count in seen.items():
            share = count / totals[is_same] * min(totals.values())
            miss = share * (is_same - 1 / (1 + math.exp(-bias - sum(weights[name] for name in names))))
            bias_slope += miss
            for name in names:
                slopes[name] += miss
        weights = {name: value + RATE * slopes[name] for name, value in weights.items()}
        bias += RATE * bias_slope
    return {name: round(value, 2) for name, value in weights.items()}, round(-bias, 2)


def read_pairs(path: Path = PAIRS) -> dict[tuple[tuple[str, ...], bool], float]:
    """The pairs that were seen, with how often."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (tuple(filter(None, row["features"].split("; "))), row["is_same"] == "true"): float(row["count"])
            for row in csv.DictReader(file)
        }


def write_pairs(seen: Seen, path: Path = PAIRS) -> None:
    """Keep what was seen beside the golden articles."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("count", "is_same", "features"))
        out.writerows(
            (int(count), str(same).lower(), "; ".join(names)) for (names, same), count in sorted(seen.items())
        )


def compare(
    told: Sequence[tuple[ResolvableMention, str]], reference: Reference
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The features of every two mentions that nothing forbids to be one attack, and whether they are."""
    profiles = [(profile(mention, reference), attack) for mention, attack in told]
    for (one, attack), (other, other_attack) in combinations(profiles, 2):
        if veto(one, other, reference) is None:
            yield features(one, other, reference), attack == other_attack


def dev_pairs() -> Counter[tuple[tuple[str, ...], bool]]:
    """What the mentions of the golden articles give, a reader's and our coder's."""
    theatres = read_theatres([GOLDEN / "dev"])
    reference = load_reference(SEEDS)
    coded, settlements = coded_mentions(theatres)
    return Counter([*compare(gold_mentions(theatres), reference), *compare(coded, reference.knowing(settlements))])


def write_weights(weights: Mapping[str, float], threshold: float) -> None:
    """Put the fitted weights behind those set by hand."""
    lines: Iterable[str] = (f'    "{name}": {value:g},' for name, value in weights.items())
    fitted = "\n".join(["FITTED: dict[str, float] = {", *lines, "}", f"THRESHOLD = {threshold:g}", "#"])
    source = WEIGHTS.read_text(encoding="utf-8")
    WEIGHTS.write_text(re.sub(r"FITTED: .*?\n#", lambda _: fitted, source, flags=re.DOTALL), encoding="utf-8")


def main() -> None:
    """Look, fit, write."""
    if "--keep-pairs" not in sys.argv:
        write_pairs(dev_pairs())
    write_weights(*fit(read_pairs()))


if __name__ == "__main__":
    main()
