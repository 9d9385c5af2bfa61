"""What dbt's tests found when each was run last: a build of everything, and after it perhaps one of a few tables."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from orchestration.settings import Settings

Result = Mapping[str, Any]


def target(settings: Settings) -> Path:
    """Where dbt writes what it made of everything."""
    return settings.dbt / "target"


def target_of_polls(settings: Settings) -> Path:
    """Where it writes what it made where only requests are new, so that what it found of all else is not lost."""
    return settings.dbt / "polls"


def last_results(settings: Settings) -> dict[str, Result]:
    """Test → how it ended; nothing where no build of everything has left its results."""
    whole = target(settings) / "run_results.json"
    few = target_of_polls(settings) / "run_results.json"
    if not whole.exists():
        return {}
    is_later = few.exists() and few.stat().st_mtime > whole.stat().st_mtime
    return _read(whole) | (_read(few) if is_later else {})


def _read(path: Path) -> dict[str, Result]:
    results = json.loads(path.read_text(encoding="utf-8"))["results"]
    return {result["unique_id"].split(".")[2]: result for result in results if result["unique_id"].startswith("test.")}
