"""The press corps and its truth, read once."""

from typing import Any

import pytest

from samples.newsroom.press import Press, load_press
from samples.newsroom.truth import load_truth


@pytest.fixture(scope="session")
def press() -> Press:
    """The press corps."""
    return load_press()


@pytest.fixture(scope="session")
def truth() -> dict[str, Any]:
    """What is true."""
    return load_truth()
