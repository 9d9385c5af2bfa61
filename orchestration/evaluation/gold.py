"""Golden articles: an invented article with what a reader codes of it, in the form of the codebook's last section."""

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from ingest.codes import (
    AttackerStatus,
    AttackStatus,
    EventType,
    Harm,
    Outcome,
    ReportKind,
    Side,
    SiteRelation,
    Stance,
)
from ingest.errors import SigactError

Text = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, int | float) else value)]


class GoldError(SigactError):
    """A golden article does not hold."""


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GivenArticle(_Form):
    """The article."""

    article_id: str
    source_id: str
    source_name: str
    title: str | None
    published_at: dt.datetime
    dateline: str | None
    text: str


class GoldDate(_Form):
    """Local days; both null where the text gives none."""

    start: dt.date | None
    end: dt.date | None


class GoldSite(_Form):
    """A site in the text's words."""

    text: str
    relation: SiteRelation


class GoldAttacker(_Form):
    """The names of the attackers with one status."""

    names: list[str]
    status: AttackerStatus


class GoldMunitions(_Form):
    """Best values."""

    launched: int | None = None
    intercepted: int | None = None
    impacted: int | None = None


class GoldCasualties(_Form):
    """One figure that holds at the article's end."""

    harm: Harm
    side: Side
    report_kind: ReportKind
    low: int | None = None
    best: int | None = None
    high: int | None = None
    vague_term: str | None = None


class GoldClaim(_Form):
    """A speech act."""

    stance: Stance
    speaker: Text | None = None
    about: Text | None = None


class GoldMention(_Form):
    """A countable attack."""

    quotes: list[str]
    event_type: EventType
    date: GoldDate | None
    place: str | None
    country: str | None = None
    site: GoldSite | None
    attacker: GoldAttacker
    targets: list[Text]
    interceptor: str | None = None
    weapon: str | None
    munitions: GoldMunitions = GoldMunitions()
    outcome: Outcome | None
    outcome_claimed: Outcome | None = None
    casualties: list[GoldCasualties] = []
    claims: list[GoldClaim] = []
    origins: list[Text] = []


class NotCountable(_Form):
    """Words of attack that must give no countable mention."""

    quote: str
    attack_status: AttackStatus | Literal["none"] | None = None


class Gold(_Form):
    """What a reader codes of the article."""

    mentions: list[GoldMention]
    not_countable: list[NotCountable] = []
    aggregates: list[str] = []
    phenomena: list[str] = []


class GoldArticle(_Form):
    """An article with its gold."""

    article: GivenArticle
    gold: Gold

    def as_object(self) -> dict[str, Any]:
        """The article as `sigact code` is given it."""
        given = self.article.model_dump(exclude={"published_at"})
        return given | {"published_at": self.article.published_at.isoformat(), "language": "en"}

    def find(self, quote: str) -> tuple[int, int] | None:
        """Where a quote stands in the text, however its lines are broken."""
        words = quote.split()
        start = self.article.text.find(" ".join(words))
        if start >= 0:
            return start, start + len(" ".join(words))
        found = re.search(r"\s+".join(map(re.escape, words)), self.article.text)
        return found.span() if found else None


def read_gold(paths: Iterable[Path]) -> list[GoldArticle]:
    """The golden articles of files and folders, in the order of their names. Raises GoldError with the file."""
    files = [file for path in paths for file in (sorted(path.rglob("*.yaml")) if path.is_dir() else [path])]
    return [read_one(file) for file in files]


def read_one(file: Path) -> GoldArticle:
    """One golden article. Raises GoldError."""
    try:
        found = GoldArticle.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as fault:
        raise GoldError(f"{file}: {fault}", subject=str(file)) from fault
    quotes = [quote for mention in found.gold.mentions for quote in mention.quotes]
    quotes += [one.quote for one in found.gold.not_countable] + found.gold.aggregates
    missing = [quote for quote in quotes if found.find(quote) is None]
    if missing:
        raise GoldError(f"{file}: not in the text: {missing[0]!r}", subject=str(file))
    return found
