"""What is true in the world of the newsroom, as its authors wrote it down in `truth/`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

TRUTH = Path(__file__).parent / "truth"


def truth_files() -> list[Path]:
    """The files that hold the truth, in their order."""
    return sorted(TRUTH.glob("*.yaml"))


def load_truth() -> dict[str, Any]:
    """All files as one: lists of one name are joined, `vocabulary` is there once."""
    truth: dict[str, Any] = {}
    for name, value in _parts():
        truth[name] = [*truth.get(name, ()), *value] if isinstance(value, list) else value
    return truth


def _parts() -> Iterable[tuple[str, Any]]:
    for path in truth_files():
        yield from dict(yaml.safe_load(path.read_text(encoding="utf-8"))).items()
