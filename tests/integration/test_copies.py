"""Copies in the ledger: cut, re-ledged, in whatever order and batches they come."""

import random
from datetime import timedelta

import pytest

from ingest.article.copies import make_sketch
from orchestration.batches import batches
from orchestration.copying import add_sketches
from tests.copied import NOON, PUBLISHERS, hours, told, version
from warehouse.connect import open_build
from warehouse.copies import prune_sketches, versions_to_sketch
from warehouse.store import append_all

AGENCY, OTHER = told("market"), told("harbour", 100)
WORDS = AGENCY.split()
CUT = "A lede of our own, written at the desk this morning. " + " ".join(WORDS[: len(WORDS) // 2])
VERSIONS = [
    version("agency", AGENCY, hours(8), "zab"),
    version("agency_2", f"{AGENCY} One more was heard.", hours(8), "zab", version_no=2, article_id="of_agency",
            updated_at=hours(10)),
    version("early", " ".join(WORDS[60:]), hours(7)),
    version("cut", CUT, hours(12), "citadel"),
    version("credited", AGENCY, hours(11), "citadel", credit="Zab Press Agency"),
    version("much_later", AGENCY, hours(99)),
    version("own", told("mountain"), hours(9)),
    version("brief", OTHER, hours(9)),
    version("round_up", f"{CUT}\n\n{OTHER}", hours(20), "citadel"),
    version("undated", CUT, None, first_seen_at=hours(22)),
]  # fmt: skip
COPIED = dict.fromkeys(("early", "cut", "credited", "round_up", "undated"), "agency")


@pytest.fixture
def database(tmp_path):
    with open_build(tmp_path / "build.duckdb", "newsroom") as connection:
        yield connection


def held(database):
    return dict(
        database.execute(
            "select article_version_id, arg_max(copied_version_id, copy_no) from ingest.article_copies group by all"
        ).fetchall()
    )


@pytest.mark.parametrize("seed", range(8))
def test_whatever_the_order_and_the_batches_a_copy_has_the_same_origin(database, seed):
    """The agency's text may come after those who printed it."""
    order = random.Random(seed).sample(VERSIONS, len(VERSIONS))
    for number, batch in enumerate(batches(order, 1 + seed % 4)):
        now = NOON + timedelta(hours=number)
        add_sketches(database, [make_sketch(each, PUBLISHERS, now) for each in batch], now)
    assert COPIED == held(database)


def test_what_was_believed_before_a_better_origin_came_is_kept(database):
    for name, now in (("cut", NOON), ("credited", hours(1)), ("agency", hours(2))):
        found = next(each for each in VERSIONS if each.article_version_id == name)
        add_sketches(database, [make_sketch(found, PUBLISHERS, now)], now)
    rows = database.execute(
        "select copy_no, copied_version_id, known_from from ingest.article_copies "
        "where article_version_id = 'cut' order by copy_no"
    ).fetchall()
    assert [(1, "credited", hours(1)), (2, "agency", hours(2))] == rows


def test_a_version_is_compared_once_and_not_before_it_is_there(database):
    append_all(database, VERSIONS)
    assert [] == versions_to_sketch(database, hours(99))
    assert len(VERSIONS) == len(versions_to_sketch(database, hours(100)))
    add_sketches(database, [make_sketch(each, PUBLISHERS, NOON) for each in VERSIONS], NOON)
    assert [] == versions_to_sketch(database, hours(100))


def test_three_hundred_copies_all_point_at_the_earliest(database):
    many = [version(f"v{number:03}", AGENCY, NOON + timedelta(seconds=number)) for number in range(300)]
    add_sketches(database, [make_sketch(each, PUBLISHERS, NOON) for each in many], NOON)
    assert {f"v{number:03}": "v000" for number in range(1, 300)} == held(database)


def kept(database):
    return dict(database.execute("select article_version_id, len(hashes) > 0 from ingest.article_sketches").fetchall())


def test_a_copy_that_comes_after_the_hashes_of_its_days_were_dropped_has_the_same_origin(database):
    late = ("cut", "agency_2")
    append_all(database, VERSIONS)
    first = [make_sketch(each, PUBLISHERS, NOON) for each in VERSIONS if each.article_version_id not in late]
    add_sketches(database, first, NOON)
    prune_sketches(database, hours(98))
    assert {"much_later"} == {name for name, has_hashes in kept(database).items() if has_hashes}
    add_sketches(
        database, [make_sketch(each, PUBLISHERS, NOON) for each in VERSIONS if each.article_version_id in late], NOON
    )
    assert COPIED == held(database)


def test_hashes_of_other_days_than_those_of_a_late_version_stay_dropped(database):
    old = version("old", AGENCY, NOON - timedelta(days=20))
    append_all(database, [old, VERSIONS[0]])
    add_sketches(database, [make_sketch(old, PUBLISHERS, NOON)], NOON)
    prune_sketches(database, NOON)
    add_sketches(database, [make_sketch(VERSIONS[0], PUBLISHERS, NOON)], NOON)
    assert {"old": False, "agency": True} == kept(database)
