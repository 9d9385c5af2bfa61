"""What became of the press's texts, held against what is true: articles, copies, corrections, walls, dead links."""

from collections.abc import Iterable, Mapping
from typing import Any

from samples.newsroom.articles import load_pieces
from samples.newsroom.found import Found, Line, slug_of

Truth = Mapping[str, Any]


def press_parts(truth: Truth, found: Found, ids: Mapping[str, str]) -> dict[str, tuple[Line, ...]]:
    """The parts of the comparison that do not look into an attack; `ids` are the found ones by label."""
    slugs = {row["article_version_id"]: slug_of(row["url"], row["guid"]) for row in found.versions}
    seen = {slug for slug in slugs.values() if slug}
    attacks_of = _attacks_of(found, slugs)
    return {
        "counts": tuple(_count_lines(truth, found)),
        "articles without an attack": tuple(
            Line(slug, "attacks told", 0, len(attacks_of.get(slug, ()))) for slug in truth["no_attack"] if slug in seen
        ),
        "copies": tuple(_copy_lines(truth, found, slugs)),
        "later versions": tuple(_change_lines(truth, found, slugs)),
        "rejections and failures": tuple(_lost_lines(truth, found)),
        "other languages": tuple(_language_lines(truth, found, slugs, seen)),
        "retracted articles": tuple(
            Line(row["article"], "attacks told", 0, len(attacks_of.get(row["article"], ())))
            for row in truth["retracted"]
            if row["retracted_on"] < found.until
        ),
        "killed articles": tuple(
            Line(row["article"], "attacks told", 0, len(attacks_of.get(row["article"], ())))
            for row in truth["killed"]
            if row["known_on"] < found.until
        ),
        "sites with two names": tuple(_two_name_lines(truth, attacks_of, ids)),
    }


def _attacks_of(found: Found, slugs: Mapping[str, str | None]) -> dict[str, set[str]]:
    """Article → the attacks that some value is told by it."""
    told: dict[str, set[str]] = {}
    for row in found.evidence:
        if slug := slugs.get(row["article_version_id"]):
            told.setdefault(slug, set()).add(row["attack_id"])
    return told


def _count_lines(truth: Truth, found: Found) -> Iterable[Line]:
    counts = next((row for row in truth["counts"] if row["day"] == found.until), None)
    got = {
        "entries": len(found.entries),
        "articles": len({row["article_id"] for row in found.versions}),
        "article_versions": len(found.versions),
        "rejections": sum(row["reason"] is not None for row in found.entries),
        "failures": sum(row["error"] is not None for row in found.entries),
    }
    return [Line("the ledger", name, counts[name], number) for name, number in got.items()] if counts else []


def _copy_lines(truth: Truth, found: Found, slugs: Mapping[str, str | None]) -> Iterable[Line]:
    """Every article that is a copy, and every one that was taken for one."""
    true = {row["article"]: row["copy_of"] for row in truth["copies"]}
    got = {
        slugs[row["article_version_id"]]: slugs.get(row["near_dup_of"]) for row in found.versions if row["near_dup_of"]
    }
    seen = set(slugs.values())
    named = sorted({slug for slug in {*true, *got} if slug in seen and slug})
    return [Line(slug, "copy of", true.get(slug), got.get(slug)) for slug in named]


def _change_lines(truth: Truth, found: Found, slugs: Mapping[str, str | None]) -> Iterable[Line]:
    """What each later version is to the one before it."""
    pieces = load_pieces()
    # What an update is called: a live blog grows, an agency says so, all others say nothing.
    called = {piece.slug: "live_update" for piece in pieces if piece.kind == "live_blog"}
    called |= {piece.slug: "update" for piece in pieces if piece.wire}
    expected: dict[str, list[str]] = {}
    for name, kind in (("corrections", "correction"), ("retractions", "retraction"), ("updates", "minor")):
        for row in sorted(
            (row for row in truth[name] if row["known_on"] < found.until), key=lambda row: row["known_on"]
        ):
            slug = row["article"]
            expected.setdefault(slug, []).append(called.get(slug, kind) if kind == "minor" else kind)
    got: dict[str, list[str]] = {}
    for row in sorted(found.versions, key=lambda row: row["version_no"]):
        if row["version_no"] > 1:
            got.setdefault(slugs[row["article_version_id"]] or "?", []).append(row["change_kind"])
    return [Line(slug, "changes", expected.get(slug, []), got.get(slug, [])) for slug in sorted({*expected, *got})]


def _lost_lines(truth: Truth, found: Found) -> Iterable[Line]:
    true = {row["entry"]: row["reason"] for row in truth["rejections"]}
    true |= {row["entry"]: f"http_{row['status']}" for row in truth["failures"]}
    true |= {row["article"]: "killed" for row in truth["killed"] if row["known_on"] < found.until}
    true |= {row["article"]: "embargoed" for row in truth["embargoed"] if found.until <= row["until"].date()}
    told = [(slug_of(row["link"], row["guid"]) or "?", row["reason"] or row["error"]) for row in found.entries]
    got = {slug: why for slug, why in told if why}
    seen = true.keys() & {slug for slug, _ in told}
    return [Line(slug, "why it gave no article", true.get(slug), got.get(slug)) for slug in sorted({*seen, *got})]


def _language_lines(truth: Truth, found: Found, slugs: Mapping[str, str | None], seen: set[str]) -> Iterable[Line]:
    status = {slugs[row["article_version_id"]]: (row["language"], row["coding_status"]) for row in found.versions}
    for row in truth["unsupported_language"]:
        if row["article"] in seen:
            yield Line(row["article"], "coding", (row["language"], "unsupported_language"), status.get(row["article"]))


def _two_name_lines(truth: Truth, attacks_of: Mapping[str, set[str]], ids: Mapping[str, str]) -> Iterable[Line]:
    """Each text that names the site must tell the one attack."""
    for row in truth["two_names"]:
        if attack_id := ids.get(row["attack"]):
            for slug, name in row["names"].items():
                yield Line(slug, f"tells it as {name}", True, attack_id in attacks_of.get(slug, set()))
