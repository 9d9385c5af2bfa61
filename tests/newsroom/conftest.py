"""The press corps and its truth, read once."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from samples import newsroom
from samples.newsroom.press import Press, load_press


@pytest.fixture(scope="session")
def press() -> Press:
    """The press corps."""
    return load_press()


@pytest.fixture(scope="session")
def truth() -> dict[str, Any]:
    """What is true."""
    path = Path(newsroom.__file__).with_name("truth.yaml")
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))
