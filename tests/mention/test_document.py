"""The public answer: best values by named policies, laws by construction, and the published schema in step."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ingest.codes import (
    AttackerStatus,
    AttackStatus,
    Certainty,
    CodingStatus,
    CombatantStatus,
    DateBasis,
    DateGranularity,
    EventType,
    Field,
    Harm,
    Outcome,
    ReportKind,
    Side,
    Voice,
)
from ingest.mention import pick
from ingest.mention.coded import CoderIdentity
from ingest.mention.document import document, rejected
from ingest.records import Assertion, CasualtyReport, Coding, Mention, Sentence
from orchestration.coding import as_object
from orchestration.coding_schema import schema, schema_text

from .conftest import article
from .test_laws import RELAXED, TEXTS

CODER = CoderIdentity(name="rules", version="0", codebook_version="test")
NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)
TEXT = "Two drones hit a depot in Aden. The army blamed the rebels, who denied it. Nobody claimed it."
PUBLISHED = Path(__file__).parents[2] / "docs" / "schema" / "coding-1.json"


def said(field, value=None, text=None, *, at=0, chain="chn_1", **given):
    """An assertion whose span is one character, so that each stands apart."""
    fields = {
        "run_id": "run",
        "assertion_id": f"ast_{field}_{value}_{text}_{at}_{chain}_{given}",
        "mention_id": "men",
        "field": field,
        "value": value,
        "text": text,
        "low": None,
        "best": None,
        "high": None,
        "certainty": Certainty.ASSERTED,
        "voice": Voice.OWN,
        "chain_id": chain,
        "sent_no": at // 30,
        "char_start": at,
        "char_end": at + 1,
        "loaded_at": NOW,
    }
    return Assertion(**(fields | given))


def report(harm, kind=ReportKind.COUNT, *, at=0, **given):
    fields = {
        "run_id": "run",
        "report_id": f"cas_{harm}_{kind}_{at}_{given}",
        "mention_id": "men",
        "side": Side.TARGET,
        "combatant_status": CombatantStatus.UNKNOWN,
        "harm": harm,
        "report_kind": kind,
        "low": None,
        "best": None,
        "high": None,
        "vague_term": None,
        "chain_id": "chn_1",
        "sent_no": 0,
        "char_start": at,
        "char_end": at + 1,
        "loaded_at": NOW,
    }
    return CasualtyReport(**(fields | given))


def mention(**given):
    fields = {
        "run_id": "run",
        "mention_id": "men",
        "article_version_id": "ver_1",
        "ordinal": 0,
        "event_type": EventType.DRONE_ATTACK,
        "attack_status": AttackStatus.ACTUAL,
        "is_countable": True,
        "occurred_start": None,
        "occurred_end": None,
        "event_date": None,
        "date_granularity": DateGranularity.UNKNOWN,
        "date_basis": None,
        "confidence": 0.5,
        "reason": "told in a test",
        "sent_no": 0,
        "char_start": 0,
        "char_end": 31,
        "loaded_at": NOW,
    }
    return Mention(**(fields | given))


@pytest.fixture
def answered(codebook):
    """The one mention of a coding made of the given rows."""

    def make(*rows, **given):
        sentences = tuple(
            Sentence(
                article_version_id="ver_1",
                sent_no=number,
                para_no=0,
                char_start=start,
                char_end=end,
                section_role="body",
            )
            for number, (start, end) in enumerate(((0, 31), (32, 75), (76, 93)))
        )
        coding = Coding(
            article_version_id="ver_1",
            status=CodingStatus.CODED,
            sentences=sentences,
            mentions=(mention(**given),),
            assertions=tuple(row for row in rows if isinstance(row, Assertion)),
            casualty_reports=tuple(row for row in rows if isinstance(row, CasualtyReport)),
        )
        (found,) = document(article(TEXT), coding, codebook, CODER).mentions
        return found

    return make


def accused(actor, status, *, at, chain="chn_1"):
    return (
        said(Field.ATTACKER, actor, at=at, chain=chain),
        said(Field.ATTACKER_STATUS, status, actor, at=at, chain=chain),
    )


def test_the_schema_in_docs_is_the_one_of_the_dataclasses():
    """`sigact code --schema > docs/schema/coding-1.json` brings it in step."""
    assert schema_text() == PUBLISHED.read_text(encoding="utf-8")


@RELAXED
@given(TEXTS)
def test_what_is_said_of_any_text_fits_the_schema(coder, codebook, text):
    given = article(text)
    answer = as_object(document(given, coder.code(given, NOW), codebook, CODER))
    assert [] == list(Draft202012Validator(schema()).iter_errors(json.loads(json.dumps(answer))))


@RELAXED
@given(TEXTS)
def test_evidence_is_the_text_at_its_offsets(coder, codebook, text):
    given = article(text)
    for found in document(given, coder.code(given, NOW), codebook, CODER).mentions:
        for spans in found.evidence.values():
            assert [one.text for one in spans] == [text[one.char_start : one.char_end] for one in spans]


def test_what_is_no_article_has_a_reason_and_fits_the_schema():
    answer = as_object(rejected(None, "line 3: empty", CODER))
    assert ("rejected", "line 3: empty") == (answer["status"], answer["reason"])
    assert [] == list(Draft202012Validator(schema()).iter_errors(answer))


def test_a_field_that_nobody_tells_is_null_or_unknown(answered):
    found = answered()
    assert (None, None, None, ()) == (found.place, found.site, found.weapon, found.casualties)
    assert (None, None) == (found.date.start, found.date.end)
    assert AttackerStatus.UNATTRIBUTED is found.attacker.status


def test_a_claim_of_responsibility_is_stronger_than_blame(answered):
    rows = (*accused("act_irgc", "blamed", at=33), *accused("act_irgc", "claimed", at=40, chain="chn_2"))
    assert ("act_irgc", AttackerStatus.CLAIMED) == (answered(*rows).attacker.actor_id, answered(*rows).attacker.status)


def test_a_single_actor_goes_before_a_class(answered):
    rows = (*accused("act_gunmen", "publisher_own_voice", at=0), *accused("act_irgc", "suspected", at=33))
    assert ["act_irgc", "act_gunmen"] == [one.actor_id for one in answered(*rows).attackers]


def test_rivals_that_different_sides_name_are_contested(answered):
    rows = (*accused("act_irgc", "blamed", at=0), *accused("act_hamas", "blamed", at=33, chain="chn_2"))
    assert [AttackerStatus.CONTESTED] * 2 == [one.status for one in answered(*rows).attackers]


def test_two_that_one_sentence_names_did_it_together(answered):
    rows = (*accused("act_irgc", "blamed", at=0), *accused("act_hamas", "blamed", at=5))
    assert [AttackerStatus.BLAMED] * 2 == [one.status for one in answered(*rows).attackers]


def test_who_is_blamed_and_denies_it_is_contested(answered):
    rows = (*accused("act_irgc", "blamed", at=0), said(Field.ATTACKER_STATUS, "denied", "act_irgc", at=40))
    assert AttackerStatus.CONTESTED is answered(*rows).attacker.status


def test_who_is_only_said_to_deny_it_is_named_with_that(answered):
    found = answered(said(Field.ATTACKER_STATUS, "denied", "act_irgc", at=40))
    assert ("act_irgc", AttackerStatus.DENIED) == (found.attacker.actor_id, found.attacker.status)


def test_the_finest_place_wins_over_the_first(answered):
    found = answered(said(Field.PLACE, "pl_irq", at=3), said(Field.PLACE, "pl_erbil_city", at=9))
    assert ("Erbil", "IRQ") == (found.place.name, found.place.country_iso3)


def test_a_place_in_no_list_lies_in_the_country_told_with_it(answered):
    found = answered(said(Field.PLACE, None, "Qara Hanjir", at=3), said(Field.PLACE, "pl_irq", at=9))
    assert ("Qara Hanjir", None, "IRQ") == (found.place.name, found.place.place_id, found.place.country_iso3)


def test_a_fine_place_elsewhere_is_not_this_attacks(answered):
    found = answered(said(Field.PLACE, "pl_erbil_gov", at=3), said(Field.PLACE, "pl_baghdad_city", at=9))
    assert "pl_erbil_gov" == found.place.place_id


def test_some_that_hit_and_some_that_were_stopped_are_both(answered):
    rows = (said(Field.OUTCOME, "hit", at=3), said(Field.INTERCEPTED, low=4, best=4, high=4))
    assert Outcome.PARTLY_INTERCEPTED_HIT is answered(*rows).outcome
    assert Outcome.HIT is answered(*rows[:1]).outcome


def test_a_definite_weapon_wins_over_an_unspecified_one(answered):
    found = answered(said(Field.WEAPON, "uav_unspecified", at=3), said(Field.WEAPON, "uav_one_way", at=9))
    assert "uav_one_way" == found.weapon.type
    assert ["uav_unspecified", "uav_one_way"] == [one.type for one in found.weapons]


def test_an_actor_and_a_site_in_the_same_words_are_one_target(answered):
    rows = (
        said(Field.TARGET_SITE, "st_bdsc", "the support centre", at=9),
        said(Field.TARGET_ACTOR, "act_us_state", at=9, certainty=Certainty.LIKELY),
    )
    (found,) = answered(*rows).targets
    assert ("act_us_state", "st_bdsc") == (found.actor_id, found.site_id)


def test_a_day_that_a_statement_dates_is_that_day(answered):
    found = answered(
        occurred_start=datetime(2026, 3, 9, 15, tzinfo=UTC),
        occurred_end=datetime(2026, 3, 10, 20, 59, 59, tzinfo=UTC),
        event_date=date(2026, 3, 10),
        date_granularity=DateGranularity.DAY_ASSUMED,
        date_basis=DateBasis.STATEMENT_DATE_ASSUMED,
    )
    assert (date(2026, 3, 10), date(2026, 3, 10)) == (found.date.start, found.date.end)


def test_a_night_has_both_its_local_days(answered):
    found = answered(
        said(Field.PLACE, "pl_erbil_city", at=3),
        occurred_start=datetime(2026, 3, 9, 15, tzinfo=UTC),
        occurred_end=datetime(2026, 3, 10, 3, tzinfo=UTC),
        event_date=date(2026, 3, 10),
        date_granularity=DateGranularity.NIGHT_AMBIGUOUS,
        date_basis=DateBasis.RELATIVE_RESOLVED,
    )
    assert (date(2026, 3, 9), date(2026, 3, 10)) == (found.date.start, found.date.end)


def test_a_larger_toll_replaces_a_smaller_one(answered):
    rows = (report(Harm.KILLED, low=5, best=5, high=5), report(Harm.KILLED, low=17, best=17, high=17, at=40))
    assert [17] == [one.best for one in answered(*rows).casualties]


def test_a_count_silences_that_nothing_is_known(answered):
    rows = (report(Harm.ANY, ReportKind.NONE_KNOWN_TO_SOURCE), report(Harm.KILLED, low=2, best=2, high=2, at=40))
    assert [(Harm.KILLED, 2)] == [(one.harm, one.best) for one in answered(*rows).casualties]


def test_dead_of_both_sides_are_two_figures(answered):
    rows = (
        report(Harm.KILLED, low=2, best=2, high=2),
        report(Harm.KILLED, low=2, best=2, high=2, at=40, side=Side.ATTACKER),
    )
    assert [Side.TARGET, Side.ATTACKER] == [one.side for one in answered(*rows).casualties]


def test_the_same_figure_of_people_and_of_soldiers_is_the_soldiers(answered):
    soldiers = report(Harm.KILLED, low=3, best=3, high=3, at=40, combatant_status=CombatantStatus.MILITARY)
    rows = (report(Harm.KILLED, low=3, best=3, high=3), soldiers)
    assert [CombatantStatus.MILITARY] == [one.combatant_status for one in answered(*rows).casualties]


def test_the_main_sentence_stands_first(answered):
    found = answered(said(Field.PLACE, "pl_irq", at=80), said(Field.WEAPON, "mine", at=33))
    assert [0, 1, 2] == [one.sent_no for one in found.sentences]


NUMBERS = st.none() | st.integers(0, 60)
COUNTS = st.builds(
    lambda field, low, best, high, sure: said(
        field, low=low, best=best, high=high, certainty=Certainty.ASSERTED if sure else Certainty.LIKELY
    ),
    st.sampled_from([Field.LAUNCHED, Field.INTERCEPTED, Field.IMPACTED]),
    NUMBERS,
    NUMBERS,
    NUMBERS,
    st.booleans(),
)


@settings(deadline=None)
@given(st.lists(COUNTS, max_size=12))
def test_munitions_hold_their_laws_whatever_was_told(told):
    """low <= best <= high, and intercepted + impacted <= launched."""
    found = pick.munitions(told)
    for count in (found.launched, found.intercepted, found.impacted):
        known = [one for one in (count.low, count.best, count.high) if one is not None] if count else []
        assert sorted(known) == known
    if found.launched and found.launched.best is not None:
        parts = [part.best or 0 for part in (found.intercepted, found.impacted) if part]
        assert sum(parts) <= found.launched.best


def test_the_count_that_fits_wins_over_the_one_that_does_not():
    told = [
        said(Field.LAUNCHED, low=2, best=2, high=2, certainty=Certainty.LIKELY),
        said(Field.LAUNCHED, low=6, best=6, high=6, at=40),
        said(Field.INTERCEPTED, low=5, best=5, high=5),
        said(Field.IMPACTED, low=1, best=1, high=1),
    ]
    found = pick.munitions(told)
    assert (6, 5, 1) == (found.launched.best, found.intercepted.best, found.impacted.best)


def test_the_same_rows_give_the_same_answer(answered):
    rows = (*accused("act_irgc", "blamed", at=0), report(Harm.KILLED, low=2, best=2, high=2))
    assert answered(*rows) == replace(answered(*rows))
