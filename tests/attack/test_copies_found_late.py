"""Reports that are found to be copies only when their origin comes in are put together as if it had come first."""

from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from orchestration.evaluation.attacks import fill
from orchestration.evaluation.told import Outlet, ToldArticle, version_id
from orchestration.settings import load_settings
from orchestration.workplace import Workplace

FOUNDED = "Gunmen shot dead five soldiers at a checkpoint on Monday, the army said."


def article(name, text, day, copy_of=None):
    return ToldArticle(
        id=name,
        source=Outlet(id=f"src_{name}", name=name.title(), host=f"{name}.example"),
        published_at=datetime(2026, 3, day, 9, tzinfo=UTC),
        dateline=None,
        timezone="UTC",
        title=name.title(),
        text=text,
        copy_of=copy_of,
        mentions=(),
    )


WIRE = article("wire", f"{FOUNDED} It happened in Quetta.", 10)
CUTS = [article(name, FOUNDED, 10) for name in ("echo", "gazette")]
KNOWN = [each.model_copy(update={"copy_of": "wire"}) for each in CUTS]
LATER = article("herald", "A bomb killed two policemen in Mogadishu on Tuesday, police said.", 11)


def partition(folder: Path, *batches):
    """The versions that share an attack, after the batches came in one after another."""
    workplace = Workplace(load_settings(registry="newsroom", data_dir=folder))
    for batch in batches:
        fill(workplace, batch)
    with workplace.locked(), workplace.database() as connection:
        rows = connection.execute(
            """select arg_max(attack_id, membership.known_from), article_version_id
               from ingest.attack_membership as membership inner join ingest.mentions using (mention_id)
               group by mention_id, article_version_id"""
        ).fetchall()
        stored = connection.execute("select count(*), count(distinct mention_id) from ingest.reachable_mentions")
        assert 1 == len(set(stored.fetchall()[0]))
    found = defaultdict(set)
    for attack_id, version in rows:
        found[attack_id].add(version)
    return set(map(frozenset, found.values()))


def versions(*articles):
    return frozenset(version_id(each.id) for each in articles)


def test_copies_whose_origin_comes_in_after_them_join_it(tmp_path):
    alone = partition(tmp_path / "alone", CUTS)
    late = partition(tmp_path / "late", CUTS, [WIRE, *KNOWN, LATER])
    assert {versions(each) for each in CUTS} == alone
    assert {versions(WIRE, *CUTS), versions(LATER)} == late
    assert late == partition(tmp_path / "at_once", [WIRE, *KNOWN, LATER])
