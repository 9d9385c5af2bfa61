"""What the published database holds of one article: its versions, copies, and the words behind what it tells."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb
from rich.console import Console
from rich.text import Text

from ingest.article.changes import Fate, compare
from ingest.errors import SigactError
from orchestration.highlight import visible

Row = Mapping[str, Any]
_STYLES = {Fate.KEPT: "", Fate.REMOVED: "red strike", Fate.ADDED: "green"}
# Without colours the marks of wdiff.
_MARKS = {Fate.KEPT: ("", ""), Fate.REMOVED: ("[-", "-]"), Fate.ADDED: ("{+", "+}")}
_CODED = "en"
_FIELDS = (
    "url", "source_id", "source_name", "published_at", "published_basis", "updated_at", "first_seen_at", "language",
    "title_language", "byline", "dateline", "credit", "section", "tags", "is_free", "text_kind", "word_count",
    "words_added", "words_removed",
)  # fmt: skip


class NoSuchArticle(SigactError):
    """No published article has this id, version or address."""


def read_versions(connection: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    """The versions of an article, the oldest first; `name` is its id, the id of a version of it, or its address.

    Raises NoSuchArticle.
    """
    found = _rows(
        connection,
        """
        select articles.*, sources.name as source_name
        from dim_articles as articles
        left join dim_sources as sources using (source_id)
        where articles.article_id in (
            select article_id from dim_articles where $name in (article_id, article_version_id, url)
        )
        order by articles.version_no
        """,
        name,
    )
    if not found:
        raise NoSuchArticle(
            f"no published article is called {visible(name)!r}: "
            '`sigact sql "select article_id, title from dim_articles"` lists them',
            subject=name,
        )
    return found


def read_copies(connection: duckdb.DuckDBPyConnection, origin_version_id: str) -> list[Row]:
    """The versions that come from one origin, it among them, by their publication."""
    return _rows(
        connection,
        "select article_version_id, article_id, source_id, title, url, published_at, near_dup_of, origin_version_id, "
        "origin_id from dim_articles where origin_version_id = $name order by published_at, article_version_id",
        origin_version_id,
    )


def read_evidence(connection: duckdb.DuckDBPyConnection, article_version_id: str) -> list[Row]:
    """What a version tells of attacks, with the words that say it, in the order of the text."""
    return _rows(
        connection,
        "select attack_id, mention_id, field, coalesce(best::varchar, value, value_text) as value, source_chain, "
        "quote, char_start, char_end from fct_evidence where article_version_id = $name "
        "order by attack_id, char_start, field, evidence_id",
        article_version_id,
    )


def show_article(console: Console, versions: Sequence[Row], copies: Sequence[Row], evidence: Sequence[Row]) -> None:
    """Print an article as it stands, where its text comes from, and what it tells."""
    last = versions[-1]
    console.print(Text(visible(last["title"] or last["article_id"]), style="bold"), soft_wrap=True)
    for name, value in _facts(last, len(versions), copies, evidence):
        console.print(Text.assemble((f"  {visible(name):<16}", "dim"), visible(value)), soft_wrap=True)


def _facts(last: Row, count: int, copies: Sequence[Row], evidence: Sequence[Row]) -> Iterator[tuple[str, str]]:
    yield "article", f"{last['article_id']}, version {last['version_no']} of {count}, {last['change_kind']}"
    yield from ((name, _plain(last[name])) for name in _FIELDS if last[name] not in (None, []))
    if last["language"] and last["language"] != _CODED:
        yield "coded", "no: its language can be searched, but is not coded"
    yield "origin", f"{last['origin_id']} ({last['origin_version_id']})"
    for row in copies if len(copies) > 1 else ():
        what = "origin" if row["article_version_id"] == last["origin_version_id"] else "copy"
        yield what, f"{row['source_id']}, {_plain(row['published_at'])}, {row['article_id']}: {row['title'] or ''}"
    for row in evidence:
        yield row["field"], f"{row['value'] or 'named'} “{row['quote']}”  {row['source_chain']}  {row['attack_id']}"


def show_history(console: Console, versions: Sequence[Row]) -> None:
    """Print every version with what changed in it, word by word: coloured on a terminal, in wdiff's marks elsewhere."""
    for row, before in zip(versions, (None, *versions), strict=False):
        at, seen = _plain(row["updated_at"] or row["published_at"]), _plain(row["first_seen_at"])
        head = f"version {row['version_no']} · {row['change_kind']} · {at} · seen {seen}"
        console.print(Text(visible(head), "bold"))
        if before is None:
            console.print(Text(f"{visible(row['title'] or '')}\n\n{_text(row)}\n"), soft_wrap=True)
            continue
        console.print(Text(f"{_plain(row['words_removed'])} words removed, {_plain(row['words_added'])} added", "dim"))
        console.print(_changes(console, before["title"] or "", row["title"] or ""), soft_wrap=True)
        console.print(Text("\n") + _changes(console, _text(before), _text(row)) + Text("\n"), soft_wrap=True)


def article_json(versions: Sequence[Row], copies: Sequence[Row], evidence: Sequence[Row]) -> str:
    """The article, its cluster and its evidence as one JSON object."""
    found = {"article": versions[-1], "versions": len(versions), "copies": copies, "evidence": evidence}
    return json.dumps(found, ensure_ascii=False, default=_json)


def history_json(versions: Sequence[Row]) -> Iterator[str]:
    """A line of JSON a version; `changes` are runs of text with their fate, against the version before."""
    for row, before in zip(versions, (None, *versions), strict=False):
        runs = compare(before["text"] or "", row["text"] or "") if before else []
        changes = [{"fate": run.fate.value, "text": run.text} for run in runs]
        yield json.dumps(dict(row) | {"changes": changes}, ensure_ascii=False, default=_json)


def _text(row: Row) -> str:
    return _safe(row["text"]) if row["text"] is not None else "(its agency forbids to keep the text)"


def _changes(console: Console, before: str, after: str) -> Text:
    shown = Text()
    for run in compare(before, after):
        opening, closing = _MARKS[run.fate] if console.color_system is None else ("", "")
        shown.append(opening + _safe(run.text) + closing, style=_STYLES[run.fate])
    return shown


def _safe(text: str) -> str:
    """Lines stay lines; whatever else could act on a terminal is a space."""
    return "\n".join(visible(line) for line in text.split("\n"))


def _plain(value: object) -> str:
    match value:
        case None:
            return "?"
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M UTC")
        case list():
            return ", ".join(map(str, value))
        case _:
            return str(value)


def _json(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _rows(connection: duckdb.DuckDBPyConnection, query: str, name: str) -> list[Row]:
    result = connection.execute(query, {"name": name})
    columns = [column[0] for column in result.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
