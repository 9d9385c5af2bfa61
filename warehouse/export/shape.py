"""What an export is: a query over the published marts, what each column means, and what the shape cannot hold."""

from collections.abc import Mapping
from dataclasses import dataclass

# The longest quote that leaves the warehouse, in code points: enough to find the sentence, too little to be the text.
QUOTED = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Something that sigact knows and the shape cannot say.

    `count` is an SQL query over the export's relations that gives one number: the attacks that it concerns.
    """

    about: str
    what: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One table in the columns and codes of a vocabulary.

    `query` reads the relations of `warehouse.export.relations` and is ordered; `fields` describes its columns, in their
    order; `tags` is a second header row (HXL), a tag a column.
    """

    name: str
    title: str
    label: str
    query: str
    key: tuple[str, ...]
    fields: Mapping[str, str]
    losses: tuple[Loss, ...]
    source: str
    tags: Mapping[str, str] | None = None
