"""Resolution measured: on mentions as a reader codes them, and on those of our own coder, through the real ledger."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from ingest.attack.reference import load_reference
from ingest.attack.resolve import resolve
from ingest.codes import ChangeKind
from ingest.records import ArticleCopy, ArticleVersion, ResolvableMention, Settlement, Source
from orchestration.evaluation.assign import assign, overlap
from orchestration.evaluation.floors import down
from orchestration.evaluation.partition import Agreement, agreement
from orchestration.evaluation.told import Theatre, ToldArticle, ToldMention, in_utc, resolvables, version_id
from orchestration.resolving import resolve_attacks
from orchestration.settings import SEEDS, load_settings
from orchestration.stages import code_articles
from orchestration.workplace import Workplace
from warehouse.pending import settlements
from warehouse.reachable import load_reachable
from warehouse.sources import save_sources
from warehouse.store import append

Pairs = frozenset[frozenset[str]]
# Under a sentence that both were read from, what tells the attacks of one article apart.
_MAIN, _SITE, _PLACE, _TYPE = 2.0, 2.0, 1.0, 0.5


@dataclass(kw_only=True)
class CodedAttacks:
    """What resolution made of our coder's mentions.

    `agreement` is over the mentions that the coder gave, an invented one being an attack of its own; `all_told`
    over all that gold has too, so that a missed one counts as wrong.
    """

    agreement: Agreement
    all_told: Agreement
    found: int
    given: int
    wanted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedMention:
    """A mention of our coder, its attack, and the sentences that tell it, the main one first."""

    mention: ResolvableMention
    attack_id: str
    sentences: Sequence[tuple[int, int]]


def forbidden(theatres: Iterable[Theatre]) -> Pairs:
    """The pairs of attacks that nobody may take for one."""
    return frozenset(frozenset(pair) for theatre in theatres for pair in theatre.must_not_merge)


def gold_mentions(theatres: Iterable[Theatre]) -> list[tuple[ResolvableMention, str]]:
    """All mentions as a reader codes them, each with its attack."""
    timezones, reference = place_timezones(), load_reference(SEEDS)
    articles = [article for theatre in theatres for article in theatre.articles]
    return [pair for article in articles for pair in resolvables(article, timezones, reference)]


def place_timezones() -> dict[str, str]:
    """place_id → the timezone in which its days begin and end."""
    with (SEEDS / "places.csv").open(encoding="utf-8", newline="") as file:
        return {row["place_id"]: row["timezone"] for row in csv.DictReader(file)}


def score_gold(theatres: Sequence[Theatre]) -> Agreement:
    """Resolve the gold mentions of all theatres together."""
    found = gold_mentions(theatres)
    resolution = resolve([mention for mention, _ in found], load_reference(SEEDS), _after(theatres))
    given = {row.mention_id: row.attack_id for row in resolution.memberships}
    return agreement(given, {mention.mention_id: attack for mention, attack in found}, forbidden(theatres))


def _after(theatres: Iterable[Theatre]) -> datetime:
    return day_after(article for theatre in theatres for article in theatre.articles)


def day_after(articles: Iterable[ToldArticle]) -> datetime:
    """An instant at which all articles are out; those without a date are as old as the others."""
    return max(filter(None, (in_utc(article.published_at) for article in articles))) + timedelta(days=1)


def measures(gold: Agreement, coded: CodedAttacks) -> dict[str, float]:
    """What is held by floors: `kept_apart` is 1 where no pair was joined that must not be, on either kind."""
    return {
        "gold_pairs_f1": down(gold.pairs.f1),
        "gold_b_cubed": down(gold.b_cubed),
        "coded_b_cubed": down(coded.agreement.b_cubed),
        "coded_b_cubed_with_missed": down(coded.all_told.b_cubed),
        "gold_kept_apart": float(not gold.violations),
        "coded_kept_apart": float(not coded.agreement.violations),
    }


def lines(name: str, found: Agreement) -> Iterator[str]:
    """A comparison in one line, then the pairs that were joined and must not be."""
    yield (
        f"{name:<26}pairs P {found.pairs.precision:.3f} R {found.pairs.recall:.3f} F1 {found.pairs.f1:.3f}   "
        f"B-cubed P {found.precision:.3f} R {found.recall:.3f} F1 {found.b_cubed:.3f}   "
        f"must-not merges {len(found.violations)}"
    )


def score_coded(theatres: Sequence[Theatre]) -> CodedAttacks:
    """Code the articles of all theatres, resolve, and compare with gold."""
    articles = [article for theatre in theatres for article in theatre.articles]
    coded, _ = code_and_resolve(articles)
    names = _names(articles, coded)
    wanted = {f"{article.id} {at}": told.attack for article in articles for at, told in enumerate(article.mentions)}
    given = {names[one.mention.mention_id]: one.attack_id for one in coded}
    # A mention that gold does not have is an attack of its own.
    seen = {name: name for name in given} | wanted
    never = forbidden(theatres)
    return CodedAttacks(
        agreement=agreement(given, {name: seen[name] for name in given}, never),
        all_told=agreement(given, seen, never),
        found=len(given.keys() & wanted.keys()),
        given=len(given),
        wanted=len(wanted),
    )


def coded_mentions(theatres: Sequence[Theatre]) -> tuple[list[tuple[ResolvableMention, str]], list[Settlement]]:
    """Our coder's mentions that gold has too, each with its attack, and the places of the gazetteer they name."""
    articles = [article for theatre in theatres for article in theatre.articles]
    coded, places = code_and_resolve(articles)
    names = _names(articles, coded)
    wanted = {f"{article.id} {at}": told.attack for article in articles for at, told in enumerate(article.mentions)}
    named = ((one.mention, names[one.mention.mention_id]) for one in coded)
    return [(mention, wanted[name]) for mention, name in named if name in wanted], places


def _names(articles: Iterable[ToldArticle], coded: Sequence[CodedMention]) -> dict[str, str]:
    """mention_id → "article number" of the golden mention that it is, else the id itself."""
    names = {one.mention.mention_id: one.mention.mention_id for one in coded}
    for article in articles:
        mine = [one for one in coded if one.mention.article_version_id == version_id(article.id)]
        found = _aligned(article, mine)
        names.update({mine[column].mention.mention_id: f"{article.id} {row}" for row, column in found.items()})
    return names


def _aligned(article: ToldArticle, coded: Sequence[CodedMention]) -> dict[int, int]:
    return assign([[_weight(article, told, one) for one in coded] for told in article.mentions]) if coded else {}


def _weight(article: ToldArticle, told: ToldMention, coded: CodedMention) -> float:
    start = article.text.index(told.quote)
    quote = (start, start + len(told.quote))
    if not any(overlap(quote, sentence) for sentence in coded.sentences):
        return 0.0
    return (
        1.0
        + _MAIN * overlap(quote, coded.sentences[0])
        + _SITE * (told.site is not None and told.site == coded.mention.site_id)
        + _PLACE * (told.place is not None and told.place == coded.mention.place_id)
        + _TYPE * (told.type == coded.mention.event_type)
    )


def code_and_resolve(articles: Sequence[ToldArticle]) -> tuple[list[CodedMention], list[Settlement]]:
    """The countable mentions of our coder, and the gazetteer's places, through a ledger that is thrown away."""
    with TemporaryDirectory() as folder:
        workplace = Workplace(load_settings(registry="newsroom", data_dir=Path(folder)))
        now = fill(workplace, articles)
        with workplace.locked(), workplace.database() as connection:
            return list(_coded(connection, workplace.coder.run(now).run_id)), settlements(connection)


def fill(workplace: Workplace, articles: Sequence[ToldArticle]) -> datetime:
    """Store the articles in a new ledger, code and resolve them; the instant at which that was done comes back."""
    now = day_after(articles)
    with workplace.locked():
        with workplace.database() as connection:
            save_sources(connection, list(_sources(articles)), now)
            append(connection, [_version(article, now) for article in articles])
            append(connection, list(_copies(articles, now)))
        code_articles(workplace, now)
        resolve_attacks(workplace, now)
    return now


def _sources(articles: Iterable[ToldArticle]) -> Iterator[Source]:
    for outlet in {article.source.id: article.source for article in articles}.values():
        yield Source(
            source_id=outlet.id,
            name=outlet.name,
            kind="news_site",
            homepage=f"https://{outlet.host}/",
            country_iso3=None,
            language="en",
            scale="international",
            timezone="UTC",
        )


def _copies(articles: Iterable[ToldArticle], now: datetime) -> Iterator[ArticleCopy]:
    for article in articles:
        if article.copy_of:
            yield ArticleCopy(
                article_version_id=version_id(article.id),
                copy_no=1,
                copied_version_id=version_id(article.copy_of),
                shared_count=len(article.text),
                containment=1.0,
                known_from=now,
            )


def _version(article: ToldArticle, now: datetime) -> ArticleVersion:
    return ArticleVersion(
        article_version_id=version_id(article.id),
        article_id=article.id,
        source_id=article.source.id,
        entry_id=article.id,
        capture_id=article.id,
        version_no=1,
        change_kind=ChangeKind.INITIAL,
        title=article.title,
        text=article.text,
        text_sha256=sha256(article.text.encode()).hexdigest(),
        word_count=len(article.text.split()),
        language="en",
        published_at=in_utc(article.published_at),
        published_basis="feed" if article.published_at else None,
        updated_at=None,
        dateline=article.dateline,
        byline=None,
        credit=None,
        first_seen_at=now,
        loaded_at=now,
    )


def _coded(connection: duckdb.DuckDBPyConnection, run_id: str) -> Iterator[CodedMention]:
    rows = connection.execute(
        """
        with told as (
            select mention_id, sent_no, 0 as rank from ingest.mentions
            union all
            select mention_id, sent_no, 1 from ingest.assertions
        )
        select
            mention_id,
            arg_max(membership.attack_id, membership.known_from),
            list((sentences.char_start, sentences.char_end) order by told.rank, sentences.sent_no)
        from ingest.mentions
        inner join ingest.attack_membership as membership using (mention_id)
        inner join told using (mention_id)
        inner join ingest.sentences
            on sentences.article_version_id = mentions.article_version_id and sentences.sent_no = told.sent_no
        group by mention_id
        order by mention_id
        """
    ).fetchall()
    mentions = {each.mention_id: each for each in load_reachable(connection, run_id, [row[0] for row in rows])}
    for mention_id, attack_id, sentences in rows:
        yield CodedMention(
            mention=mentions[mention_id], attack_id=attack_id, sentences=[tuple(span) for span in sentences]
        )
