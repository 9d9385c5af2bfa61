"""The truth names only what there is."""

from typing import Any

from ingest.codes import AttackerStatus, EventType, Outcome, RejectionReason, SiteRelation, Stance
from samples.newsroom.press import ROUNDS, Press

Truth = dict[str, Any]


def _slugs(press: Press, round_no: int = len(ROUNDS) - 1) -> set[str]:
    return {piece.slug for piece in press.pieces if piece.versions_at(ROUNDS[round_no])}


def test_the_truth_names_only_articles_that_exist(press: Press, truth: Truth) -> None:
    named = {slug for attack in truth["attacks"] for slug in attack["articles"]} | set(truth["no_attack"])
    for name in ("claims", "copies", "corrections", "updates", "background"):
        named |= {row["article"] for row in truth[name]}
    named |= {row["copy_of"] for row in truth["copies"]}
    entries = {row["entry"] for name in ("rejections", "failures") for row in truth[name]}
    assert _slugs(press) == named | entries
    assert set() == named & entries


def test_the_truth_uses_only_ids_of_its_vocabulary(truth: Truth) -> None:
    ids = {row["id"] for rows in truth["vocabulary"].values() for row in rows}
    used = {attack[name] for attack in truth["attacks"] for name in attack if name.endswith("_id")}
    used |= {row[name] for row in truth["claims"] for name in ("speaker", "about")}
    assert set() == used - ids - {None}


def test_the_names_of_the_vocabulary_stand_in_the_articles(press: Press, truth: Truth) -> None:
    parts = [(piece.dateline or "", v.title, v.teaser, *v.paragraphs) for piece in press.pieces for v in piece.versions]
    text = " ".join(part for row in parts for part in row).casefold()
    names = [name for rows in truth["vocabulary"].values() for row in rows for name in row["names"]]
    assert [] == [name for name in names if name.casefold() not in text]


def test_the_recalled_attacks_stand_in_their_articles(press: Press, truth: Truth) -> None:
    texts = {piece.slug: " ".join(p for v in piece.versions for p in v.paragraphs) for piece in press.pieces}
    assert [] == [row for row in truth["background"] if row["words"] not in texts[row["article"]]]


def test_the_truth_speaks_the_codes_of_the_ledger(truth: Truth) -> None:
    for attack in truth["attacks"]:
        EventType(attack["event_type"])
        AttackerStatus(attack["attacker_status"])
        Outcome(attack["outcome"])
        assert attack["site_relation"] is None or SiteRelation(attack["site_relation"])
    assert all(Stance(claim["stance"]) for claim in truth["claims"])
    assert all(RejectionReason(row["reason"]) for row in truth["rejections"])


def test_an_attack_is_known_in_the_round_of_its_first_article(press: Press, truth: Truth) -> None:
    for attack in truth["attacks"]:
        rounds = [index for index in range(len(ROUNDS)) if _slugs(press, index) & set(attack["articles"])]
        assert attack["known_at"] == rounds[0]
        assert set(attack.get("as_of", {})) <= set(rounds)


def test_the_counts_are_those_of_the_press(press: Press, truth: Truth) -> None:
    """Entries are the versions that a round shows; each becomes a text, a rejection or a failure."""
    rejected, failed = ({row["entry"] for row in truth[name]} for name in ("rejections", "failures"))
    for row in truth["counts"]:
        now = ROUNDS[row["round"]]
        shown = {piece.slug: len(piece.versions_at(now)) for piece in press.pieces if piece.versions_at(now)}
        told = [slug for slug in shown if slug not in rejected | failed]
        assert row["entries"] == sum(shown.values())
        assert row["articles"] == len(told)
        assert row["article_versions"] == sum(shown[slug] for slug in told)
        assert (row["rejections"], row["failures"]) == (len(shown.keys() & rejected), len(shown.keys() & failed))
        assert row["attacks"] == sum(attack["known_at"] <= row["round"] for attack in truth["attacks"])
        assert row["entries"] == row["article_versions"] + row["rejections"] + row["failures"]


def test_every_version_falls_in_a_round_of_its_own(press: Press) -> None:
    """Two versions between the same two rounds would be one entry, and the counts above would lie."""
    for piece in press.pieces:
        firsts = [next(i for i, now in enumerate(ROUNDS) if v.visible_from <= now) for v in piece.versions]
        assert len(firsts) == len(set(firsts))
