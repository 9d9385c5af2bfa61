"""What a coder is: rules, a model or a human that reads one article version and says what attacks it tells of."""

from datetime import datetime
from typing import Protocol

from ingest.records import CodableArticle, Coding, CodingRun


class Coder(Protocol):
    """Turns article versions into mentions; the same article always gives the same coding."""

    def run(self, known_at: datetime) -> CodingRun:
        """The run under which this coder's rows are stored; `known_at` is the `now` of its first use."""
        ...

    def code(self, article: CodableArticle, now: datetime) -> Coding:
        """Everything this coder says of one article version; never raises for what a text may hold."""
        ...
