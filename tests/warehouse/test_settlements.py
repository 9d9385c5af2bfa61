"""Places of the gazetteer that codings name: stored beside them, and known to resolution where they lie."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.attack.reference import load_reference
from ingest.attack.resolve import resolve
from ingest.codes import (
    AttackStatus,
    Certainty,
    ChangeKind,
    CodingStatus,
    DateGranularity,
    EventType,
    Field,
    SectionRole,
    Voice,
)
from ingest.mention.gazetteer import Gazetteer
from ingest.records import (
    AggregateStatement,
    ArticleVersion,
    Assertion,
    Coding,
    CodingRun,
    Mention,
    ResolvableMention,
    Sentence,
    Settlement,
    Source,
)
from orchestration.resolving import resolve_attacks
from orchestration.settings import SEEDS, load_settings
from orchestration.stages import code_articles, named_settlements
from orchestration.workplace import Workplace
from warehouse.connect import open_build
from warehouse.pending import settlements
from warehouse.sources import save_sources
from warehouse.store import append, schema_of

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
MAKHMUR = Settlement(
    place_id="gn_93818",
    geonames_id=93818,
    name="Mexmur",
    country_iso3="IRQ",
    admin1_code="11",
    latitude=35.776,
    longitude=43.58,
    timezone="Asia/Baghdad",
    loaded_at=NOW,
)
SPAN = {"run_id": "r", "chain_id": "c", "sent_no": 0, "char_start": 0, "char_end": 4, "loaded_at": NOW}
NO_NUMBER = {"low": None, "best": None, "high": None}


def says(field, value):
    return Assertion(
        **SPAN, **NO_NUMBER, assertion_id=f"a_{value}", mention_id="m", field=field, value=value, text="there",
        certainty=Certainty.ASSERTED, voice=Voice.OWN,
    )  # fmt: skip


def says_in_bulk(place_id):
    return AggregateStatement(
        **SPAN, **NO_NUMBER, statement_id="s", article_version_id="v", actor_id=None, place_id=place_id, text="daily"
    )


def coding(*assertions, bulk=()):
    return Coding(
        article_version_id="v", status=CodingStatus.CODED, assertions=assertions, aggregate_statements=tuple(bulk)
    )


def mention(number, place_id):
    return ResolvableMention(
        mention_id=f"m_{number}", article_id=f"r_{number}", article_version_id=f"v_{number}", near_dup_of=None,
        published_at=NOW, event_type=EventType.IED_OR_MINE, occurred_start=NOW, occurred_end=NOW, place_id=place_id,
        weapon_type="vehicle_bomb", words=("bakery",),
    )  # fmt: skip


DESK = Source(
    source_id="desk", name="Desk", kind="news_site", homepage="http://desk.example/", country_iso3=None,
    language="en", scale="National", timezone="UTC",
)  # fmt: skip


def version(number):
    fields = dict.fromkeys(schema_of(ArticleVersion)) | {
        "article_version_id": f"v_{number}", "article_id": f"r_{number}", "source_id": "desk",
        "entry_id": f"e_{number}", "capture_id": "c", "version_no": 1, "change_kind": ChangeKind.INITIAL,
        "text": "A bomb went off at the aqueduct.", "text_sha256": f"{number}", "word_count": 7, "published_at": NOW,
        "first_seen_at": NOW, "loaded_at": NOW,
    }  # fmt: skip
    return ArticleVersion(**fields)


class Pointer:
    """A coder that finds a bomb in each article, at the place that it is told for it."""

    def __init__(self, places):
        self.places = places

    def run(self, known_at):
        return CodingRun(run_id="r", known_at=known_at, coder_kind="human", coder_version="1", codebook_version="1")

    def code(self, article, now):
        version_id = article.article_version_id
        told = Mention(
            run_id="r", mention_id=f"m_{version_id}", article_version_id=version_id, ordinal=0,
            event_type=EventType.IED_OR_MINE, attack_status=AttackStatus.ACTUAL, is_countable=True,
            occurred_start=NOW, occurred_end=NOW, event_date=NOW.date(), date_granularity=DateGranularity.MINUTE,
            date_basis=None, confidence=1.0, reason="told", sent_no=0, char_start=0, char_end=4, loaded_at=now,
        )  # fmt: skip
        place = replace(says(Field.PLACE, self.places[version_id]), mention_id=told.mention_id)
        told_in = Sentence(
            article_version_id=version_id, sent_no=0, para_no=0, char_start=0, char_end=32,
            section_role=SectionRole.BODY,
        )  # fmt: skip
        return Coding(
            article_version_id=version_id,
            status=CodingStatus.CODED,
            sentences=(told_in,),
            mentions=(told,),
            assertions=(place,),
        )


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


@pytest.fixture(scope="module")
def reference():
    return load_reference(SEEDS)


def test_a_settlement_that_is_named_is_kept_once(gazetteer):
    codings = [coding(says(Field.PLACE, "gn_93818")), coding(bulk=[says_in_bulk("gn_93818")])]
    assert [MAKHMUR] == named_settlements(codings, gazetteer, NOW)


def test_reviewed_places_other_fields_and_unknown_ids_are_no_settlements(gazetteer):
    said = [says(Field.PLACE, value) for value in ("pl_irq", None, "gn_0", "gn_x")]
    assert [] == named_settlements([coding(*said, says(Field.ATTACKER, "gn_93818"))], gazetteer, NOW)


def test_the_gazetteer_stays_closed_where_no_id_of_its_is_named():
    """A file that does not exist is never missed."""
    nowhere = Gazetteer(Path("/nowhere/gazetteer.npz"))
    assert [] == named_settlements([coding(says(Field.PLACE, "pl_irq"))], nowhere, NOW)
    with pytest.raises(FileNotFoundError):
        named_settlements([coding(says(Field.PLACE, "gn_93818"))], nowhere, NOW)


def test_settlements_are_stored_once_and_come_back(tmp_path):
    with open_build(tmp_path / "build.duckdb", "newsroom") as connection:
        assert [1, 0] == [append(connection, [MAKHMUR]) for _ in range(2)]
        assert [MAKHMUR] == settlements(connection)


def test_a_settlement_lies_in_its_division_and_country(reference):
    knowing = reference.knowing([MAKHMUR])
    assert ["gn_93818", "pl_erbil_gov"] == list(knowing.line("gn_93818"))[:2]
    assert knowing.is_within("gn_93818", "pl_irq")
    assert "gn_93818" not in reference.parent_of


@pytest.mark.parametrize("code", ["no such code", "", None])
def test_a_settlement_of_no_known_division_lies_in_its_country(reference, code):
    knowing = reference.knowing([replace(MAKHMUR, admin1_code=code)])
    assert ["gn_93818", "pl_irq"] == list(knowing.line("gn_93818"))


def test_a_town_and_its_division_may_be_told_of_one_attack(reference):
    """Told of the town and of the governorate it is one attack; of another governorate, two."""
    told = [mention(1, "gn_93818"), mention(2, "pl_erbil_gov"), mention(3, "pl_suli")]
    found = resolve(told, reference.knowing([MAKHMUR]), NOW).memberships
    attack_of = {each.mention_id: each.attack_id for each in found}
    assert [True, False] == [attack_of[told[0].mention_id] == attack_of[other.mention_id] for other in told[1:]]


def test_every_division_of_the_reference_is_a_place(reference):
    """Else a settlement would lie nowhere."""
    divisions = {place for (_, code), place in reference.place_of_division.items() if code}
    assert set() == divisions - set(reference.parent_of)


def test_what_a_coder_names_is_stored_with_its_coding_and_resolved_by(tmp_path):
    """One article names the town, the other its governorate."""
    workplace = Workplace(load_settings(registry="newsroom", data_dir=tmp_path))
    workplace.coder = Pointer({"v_1": "gn_93818", "v_2": "pl_erbil_gov"})
    with workplace.locked():
        with workplace.database() as connection:
            save_sources(connection, [DESK], NOW)
            append(connection, [version(1), version(2)])
        assert 1 == code_articles(workplace, NOW)["gazetteer_places"]
        assert 0 == code_articles(workplace, NOW)["gazetteer_places"]
        added = resolve_attacks(workplace, NOW)
        assert (1, 2) == (added["attack_registry"], added["attack_membership"])
        with workplace.database() as connection:
            assert [MAKHMUR] == settlements(connection)
