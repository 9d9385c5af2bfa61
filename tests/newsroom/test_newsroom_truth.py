"""The truth names only what there is."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ingest.codes import (
    AttackerStatus,
    AttackStatus,
    ClaimMode,
    EventType,
    Outcome,
    RejectionReason,
    Side,
    SiteRelation,
    Stance,
)
from ingest.mention.gazetteer import Gazetteer
from samples.newsroom.press import ROUNDS, Press
from samples.newsroom.truth import TRUTH, truth_files

Truth = dict[str, Any]
SEEDS = Path(__file__).resolve().parents[2] / "dbt_project" / "seeds"
IDS = {"actors": "actor_id", "sites": "site_id", "places": "place_id", "weapons": "weapon_type"}
FIELDS = {
    "label", "event_date", "event_type", "place_id", "site_id", "site_relation", "target_actor_id", "attacker_id",
    "attacker_status", "interceptor_id", "weapon_type", "launched", "intercepted", "impacted", "outcome", "killed",
    "injured", "known_on", "articles", "origin_count", "outlet_count",
}  # fmt: skip
MAY_HAVE = {"as_of", "accepts", "weapons", "killed_attackers"}
# Which rows name an article, and under which key.
NAMING = {
    "claims": "article", "claims_of_earlier_versions": "article", "copies": "article", "corrections": "article",
    "retractions": "article", "retracted": "article", "updates": "article", "background": "article",
    "aggregates": "article", "unsupported_language": "article", "untold": "article", "moved": "article",
    "killed": "article", "embargoed": "article", "rejections": "entry", "failures": "entry",
}  # fmt: skip


def _slugs(press: Press) -> set[str]:
    return {piece.slug for piece in press.pieces}


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()


def _seed_ids() -> set[str]:
    found: set[str] = set()
    for name, column in IDS.items():
        with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found |= {row[column] for row in csv.DictReader(file)}
    return found


def test_the_truth_names_only_articles_that_exist_and_leaves_none_out(press: Press, truth: Truth) -> None:
    named = {slug for attack in truth["attacks"] for slug in attack["articles"]} | set(truth["no_attack"])
    named |= {row[key] for name, key in NAMING.items() for row in truth[name]}
    named |= {row["copy_of"] for row in truth["copies"]}
    assert _slugs(press) == named


def test_an_entry_that_gives_no_article_tells_nothing(truth: Truth) -> None:
    lost = {row["entry"] for name in ("rejections", "failures") for row in truth[name]}
    told = {slug for attack in truth["attacks"] for slug in attack["articles"]} | set(truth["no_attack"])
    assert set() == lost & told
    assert len(lost) == len(truth["rejections"]) + len(truth["failures"])


def test_an_attack_has_every_field_and_no_other(truth: Truth) -> None:
    for attack in truth["attacks"]:
        assert attack.keys() >= FIELDS, attack["label"]
        assert set() == attack.keys() - FIELDS - MAY_HAVE, attack["label"]
    labels = [attack["label"] for attack in truth["attacks"]]
    assert len(labels) == len(set(labels))
    assert {row["attack"] for row in truth["claims"] + truth["two_names"]} <= set(labels)


def test_the_truth_uses_only_ids_that_the_reference_data_has(truth: Truth) -> None:
    used = {attack[name] for attack in truth["attacks"] for name in attack if name.endswith("_id")}
    used |= {attack["weapon_type"] for attack in truth["attacks"]}
    used |= {row[name] for row in truth["claims"] for name in ("speaker", "about")}
    used |= {row["id"] for rows in truth["vocabulary"].values() for row in rows}
    places = {place.place_id for row in truth["vocabulary"]["places"] for place in Gazetteer().lookup(row["name"])}
    assert [] == sorted(used - _seed_ids() - places - {None})


def test_the_names_of_the_vocabulary_stand_in_the_articles(press: Press, truth: Truth) -> None:
    versions = [(piece, version) for piece in press.pieces for version in piece.versions]
    posts = [" ".join([post.title or "", *post.paragraphs]) for _, version in versions for post in version.posts]
    rows = [(piece.dateline or "", v.title, v.teaser, v.retraction or "", *v.paragraphs) for piece, v in versions]
    text = " ".join([*posts, *(part for row in rows for part in row)]).casefold()
    names = [name for rows in truth["vocabulary"].values() for row in rows for name in row["names"]]
    assert [] == [name for name in names if name.casefold() not in text]


def test_the_recalled_attacks_and_bulk_claims_stand_in_their_articles(press: Press, truth: Truth) -> None:
    texts = {
        piece.slug: " ".join([v.title + " " + " ".join(v.paragraphs) for v in piece.versions]) for piece in press.pieces
    }
    rows = truth["background"] + truth["aggregates"]
    assert [] == [row for row in rows if row["words"] not in texts[row["article"]]]


def test_the_truth_speaks_the_codes_of_the_ledger(truth: Truth) -> None:
    for attack in truth["attacks"]:
        EventType(attack["event_type"])
        AttackerStatus(attack["attacker_status"])
        Outcome(attack["outcome"])
        assert attack["site_relation"] is None or SiteRelation(attack["site_relation"])
        for harm in (attack["killed"], attack["injured"]):
            assert harm in (None, "explicit_zero", "none_known_to_source") or Side(harm["side"])
    assert all(Stance(claim["stance"]) for claim in truth["claims"])
    assert all(ClaimMode(claim["claim_mode"]) for claim in truth["claims"] if "claim_mode" in claim)
    assert all(RejectionReason(row["reason"]) for row in truth["rejections"])
    assert all(AttackStatus(row["status"]) for row in truth["background"])


def test_what_is_true_is_possible(truth: Truth) -> None:
    """Low, best and high in their order; what was stopped and what hit are no more than what was launched."""
    for attack in truth["attacks"]:
        for harm in (attack["killed"], attack["injured"]):
            assert not isinstance(harm, dict) or harm["low"] <= harm["best"] <= harm["high"], attack["label"]
        counts = [attack[name] for name in ("intercepted", "impacted", "launched")]
        assert None in counts or counts[0] + counts[1] <= counts[2], attack["label"]
        assert attack["outlet_count"] <= len(attack["articles"]), attack["label"]


def test_an_attack_is_known_on_the_day_of_a_text_that_tells_it(press: Press, truth: Truth) -> None:
    pieces = {piece.slug: piece for piece in press.pieces}
    rounds = {now.date() for now in ROUNDS}
    for attack in truth["attacks"]:
        days = [_day(version.visible_from) for slug in attack["articles"] for version in pieces[slug].versions]
        assert attack["known_on"] in days, attack["label"]
        assert attack["event_date"] <= attack["known_on"]
        assert set(attack.get("as_of", {})) <= rounds


def test_an_outlet_counts_where_one_of_its_articles_tells_the_attack(press: Press, truth: Truth) -> None:
    outlets = {piece.slug: piece.outlet for piece in press.pieces}
    for attack in truth["attacks"]:
        assert len({outlets[slug] for slug in attack["articles"]}) == attack["outlet_count"], attack["label"]


@pytest.mark.parametrize("kind", ["corrections", "retractions", "updates", "killed"])
def test_a_later_text_is_out_on_the_day_that_the_truth_says(press: Press, truth: Truth, kind: str) -> None:
    pieces = {piece.slug: piece for piece in press.pieces}
    for row in truth[kind]:
        later = pieces[row["article"]].versions[1:]
        assert row["known_on"] in [_day(version.visible_from) for version in later], row
    named = [row["article"] for name in ("corrections", "retractions", "updates", "killed") for row in truth[name]]
    assert sorted(named) == sorted(piece.slug for piece in press.pieces for _ in piece.versions[1:])


def test_what_an_agency_holds_back_is_what_the_truth_says(press: Press, truth: Truth) -> None:
    wired = [(piece, version) for piece in press.pieces for version in piece.versions]
    killed = {piece.slug: _day(version.visible_from) for piece, version in wired if version.status == "canceled"}
    embargoed = {piece.slug: version.embargoed_until for piece, version in wired if version.embargoed_until}
    assert killed == {row["article"]: row["known_on"] for row in truth["killed"]}
    assert embargoed == {row["article"]: row["until"] for row in truth["embargoed"]}
    assert {"newsml_g2", "nitf"} == {
        press.outlets[p.outlet].desk.wire for p in press.pieces if p.slug in {*killed, *embargoed}
    }


def _seen(press: Press, now: datetime) -> set[tuple[str, int]]:
    """Slug and number of every version that a reader who comes to the rounds until `now` has seen."""
    seen = set()
    for moment in (moment for moment in ROUNDS if moment <= now):
        for piece in press.pieces:
            texts = len(piece.versions_at(moment))
            if texts and not press.outlets[piece.outlet].desk.is_down(moment):
                # A wire delivers every version, a feed only the one that stands.
                seen |= {(piece.slug, number) for number in range(1 if piece.wire else texts, texts + 1)}
    return seen


def test_the_counts_are_those_of_the_press(press: Press, truth: Truth) -> None:
    """Each entry becomes a text, a rejection or a failure."""
    rejected, failed = ({row["entry"] for row in truth[name]} for name in ("rejections", "failures"))
    pieces = {piece.slug: piece for piece in press.pieces}
    assert [now.date() for now in ROUNDS] == [row["day"] for row in truth["counts"]]
    for row, now in zip(truth["counts"], ROUNDS, strict=True):
        seen = _seen(press, now)
        held = {(slug, number) for slug, number in seen if pieces[slug].versions[number - 1].is_held_back(now)}
        told = {(slug, number) for slug, number in seen - held if slug not in rejected | failed}
        assert row["entries"] == len(seen)
        assert row["articles"] == len({slug for slug, _ in told})
        assert row["article_versions"] == len(told)
        assert row["rejections"] == len({slug for slug, _ in seen} & rejected) + len(held)
        assert row["failures"] == len({slug for slug, _ in seen} & failed)
        # What is out on the day of a round is out after its hour.
        assert row["attacks"] == sum(attack["known_on"] < row["day"] for attack in truth["attacks"])
        assert row["entries"] == row["article_versions"] + row["rejections"] + row["failures"]


def test_every_version_falls_in_a_round_of_its_own(press: Press) -> None:
    """Two versions between the same two rounds would be one entry, and the counts above would lie."""
    for piece in press.pieces:
        firsts = [next(i for i, now in enumerate(ROUNDS) if v.visible_from <= now) for v in piece.versions]
        assert len(firsts) == len(set(firsts))


def test_a_file_of_the_truth_stays_readable() -> None:
    assert {"counts.yaml", "iraq.yaml", "other_wars.yaml", "vocabulary.yaml"} == {path.name for path in truth_files()}
    assert all(len(path.read_text(encoding="utf-8").splitlines()) < 600 for path in TRUTH.iterdir())
