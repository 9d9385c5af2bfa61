"""Days of a newsroom and of its analysts, made up from a seed: what may happen to a ledger between two builds."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import duckdb

from tests.dbt.ledger import Ledger, Told, day, named, relay, unnamed

TEXT = "A drone of the Crimson Hand hit the Lake Air Base near Laketown on Monday, killing several."
SOURCES = ("src_alpha", "src_beta", "src_gamma", "src_wire")
ORIGINS = (
    [named("Laketown police")], [named("the hospital")], [named("the army", "act_northland_army")], [],
    [unnamed("an official")], [relay("Beta News", "src_beta"), unnamed("an official")],
    [named("the Hill Front", "act_hill_front")],
)  # fmt: skip
VALUES = {
    "weapon": ("rocket", "uav_unspecified", "uav_one_way"), "place": ("pl_laketown", "pl_lakeshire", "gn_101"),
    "site": ("st_lake_airbase", "st_lake_consulate"), "target_site": ("st_lake_airbase",),
    "damage": ("damaged", "none"), "attacker": ("act_northland", "act_hill_front", None),
    "outcome": ("hit", "missed", "unknown"),
    "interceptor": ("act_southland", None),
}  # fmt: skip
SET = {
    "killed_best": ("9", "0"), "weapon_type": ("rocket", None), "site_id": ("st_lake_airbase",), "damage": ("none",),
    "event_date": ("2026-03-02", "2027-01-05"), "attacker_best_id": ("act_hill_front", None),
}  # fmt: skip


class Days:
    """Writes days into the ledger of a database that dbt has built; days with one seed are the same days."""

    def __init__(self, database: Path, seed: int) -> None:
        self.ledger = Ledger.__new__(Ledger)
        self.ledger.connection = duckdb.connect(str(database))
        self.ledger.connection.execute("set timezone = 'UTC'")
        self.ledger.count = 1000 * (1 + self.count("entries"))
        self.ledger.texts = dict(self.rows("select article_version_id, text from ingest.article_versions"))
        self.random, self.number = Random(seed), self.count("analyst_decisions")
        self.now = day(21)

    def rows(self, query: str) -> list[tuple]:
        return self.ledger.connection.execute(query).fetchall()

    def count(self, table: str) -> int:
        return self.rows(f"select count(*) from ingest.{table}")[0][0]

    def pick(self, query: str) -> tuple:
        """One row of a query that orders its rows by all columns."""
        return self.random.choice(self.rows(f"select distinct * from ({query}) order by all"))

    def attack(self) -> str:
        return self.pick("select attack_id from ingest.attack_membership")[0]

    def instant(self) -> datetime:
        """A new one of this day."""
        self.number += 1
        return self.now + timedelta(seconds=self.number)

    def play(self, events: int, now: datetime) -> None:
        """So many events on a day; the build that follows stands at `now`, which need not be later than the last."""
        self.now = now
        for _ in range(events):
            self.random.choice(EVENTS)(self)
        self.ledger.connection.execute("insert or replace into ingest.meta values ('now', ?)", [now.isoformat()])
        self.ledger.connection.close()

    def tell(self, version: str, attack_id: str, at: datetime, **values: object) -> None:
        told = self.ledger.mention(version, attack_id, known_from=at, **values)  # type: ignore[arg-type]
        self.say(told)

    def say(self, told: Told) -> None:
        for field in self.random.sample(sorted(VALUES), 3):
            value = self.random.choice(VALUES[field])
            text = None if value else "the Crimson Hand"
            told.gives(field, value, *self.random.choice(ORIGINS), quote="Crimson Hand" if text else None, text=text)
        told.harms("killed", self.random.randrange(9), *self.random.choice(ORIGINS))
        told.counts("launched", 4, *self.random.choice(ORIGINS)).counts("intercepted", self.random.randrange(6))
        if self.random.random() < 0.5:
            stance = self.random.choice(("claims_responsibility", "blames", "withdraws", "denies_event", "concedes"))
            told.claims(stance, *self.random.choice(ORIGINS), speaker_text="the Crimson Hand", about_actor_id=None)


def told_of(days: Days) -> None:
    """An article of today or one that was found long after it was first seen elsewhere."""
    at = days.random.choice((days.instant(), day(4)))
    version = days.ledger.article(days.random.choice(SOURCES), TEXT, at)
    days.tell(
        version, days.random.choice((days.attack(), days.ledger.new_id("at"))), days.instant(), event_date=at.date()
    )


def updated(days: Days) -> None:
    first, source, attack = days.pick(
        """select v.article_version_id, v.source_id, m.attack_id from ingest.article_versions v
        inner join ingest.mentions using (article_version_id) inner join ingest.attack_membership m using (mention_id)
        where v.article_id = 'ar_' || v.article_version_id and v.article_id not in (
            select article_id from ingest.article_versions where version_no = 2)"""
    )
    kind = days.random.choice(("minor", "correction", "retraction"))
    version = days.ledger.article(source, TEXT + " More.", days.instant(), update_of=first, change_kind=kind)
    days.tell(version, attack, days.instant())


def found_to_copy(days: Days) -> None:
    versions = "select article_version_id from ingest.article_versions"
    copy, original = days.pick(versions)[0], days.pick(versions)[0]
    number = 1 + len(days.rows(f"select 1 from ingest.article_copies where article_version_id = '{copy}'"))
    days.ledger.insert(
        "article_copies", article_version_id=copy, copy_no=number, copied_version_id=original, shared_count=9,
        containment=0.9, known_from=days.instant(),
    )  # fmt: skip


def read_anew(days: Days) -> None:
    """By a run that comes after all others, and says something else."""
    run, at = days.ledger.new_id("run"), days.instant()
    days.ledger.run(run, at)
    version = days.pick("select article_version_id from ingest.mentions")[0]
    days.ledger.insert("coded_versions", run_id=run, article_version_id=version, status="coded", loaded_at=at)
    for (mention,) in days.rows(
        f"select distinct mention_id from ingest.mentions where article_version_id = '{version}' order by all"
    ):
        days.ledger.insert(
            "mentions", run_id=run, mention_id=mention, article_version_id=version, ordinal=0, event_type="airstrike",
            attack_status=days.random.choice(("actual", "historical")), is_countable=True, date_granularity="unknown",
            confidence=1.0, reason="again", loaded_at=at, **days.ledger.span(version, days.ledger.texts[version]),
        )  # fmt: skip
        told = Told(days.ledger, version, mention, run)
        told.harms("killed", 7, *days.random.choice(ORIGINS)).gives("weapon", "rocket")


def move(days: Days, mentions: list[str], attack: str) -> None:
    for mention in mentions:
        days.ledger.belongs(mention, attack, days.instant())


def members(days: Days, attack: str) -> list[str]:
    return [
        mention for (mention,) in days.rows(
            f"""select mention_id from (select mention_id, arg_max(attack_id, known_from) as attack_id
            from ingest.attack_membership group by all) where attack_id = '{attack}' order by all"""
        )
    ]  # fmt: skip


def moved(days: Days) -> None:
    move(days, members(days, days.attack())[:1], days.attack())


def changed(days: Days, attack: str, change: str, other: str) -> None:
    days.ledger.insert(
        "attack_changes", attack_id=attack, change=change, other_attack_id=other, known_from=days.instant(),
        reason="by chance",
    )  # fmt: skip


def merged(days: Days) -> None:
    one, other = days.attack(), days.attack()
    ours, theirs = members(days, one), members(days, other)
    if one != other and theirs:
        if days.random.random() < 0.5:
            days.ledger.decides(
                days.instant(), "merge", one, other_attack_id=other, mention_ids=ours, other_mention_ids=theirs
            )
        move(days, theirs, one)
        changed(days, other, "merged_into", one)


def restored(days: Days) -> None:
    merges = days.rows("select attack_id, other_attack_id from ingest.attack_changes where change = 'merged_into'")
    if merges:
        attack, other = days.random.choice(sorted(merges))
        changed(days, attack, "restored", other)
        move(days, members(days, other)[:1], attack)


def split(days: Days) -> None:
    attack = days.attack()
    ours = members(days, attack)
    if len(ours) > 1:
        new = days.ledger.new_id("at")
        days.ledger.decides(
            days.instant(), "split", attack, other_attack_id=new, mention_ids=ours[:1], other_mention_ids=ours[1:]
        )
        move(days, ours[1:], new)


def decided(days: Days) -> None:
    attack = days.attack()
    action = days.random.choice(("set", "set", "reject", "confirm"))
    values = {}
    if action == "set":
        field = days.random.choice(sorted(SET))
        values = {"field": field, "new_value": days.random.choice(SET[field])}
    days.ledger.decides(days.instant(), action, attack, mention_ids=members(days, attack), **values)


def undone(days: Days) -> None:
    decision, attack = days.pick("select decision_id, attack_id from ingest.analyst_decisions where action != 'undo'")
    days.ledger.decides(days.instant(), "undo", attack, undoes=decision)


def wired(days: Days) -> None:
    """A wire item: free, or under an embargo that ends between some of the builds."""
    version = days.ledger.article("src_wire", TEXT, days.instant(), item_id=days.ledger.new_id("item"))
    until = days.random.choice((None, days.now + timedelta(days=1), days.now + timedelta(days=9)))
    marks = days.random.choice(([], ["flash"]))
    days.ledger.wire(version, days.instant(), embargoed_until=until, marks=marks)
    days.tell(version, days.attack(), days.instant())


def item(days: Days) -> tuple[str, str]:
    return days.pick(
        """select e.item_id, e.source_id from ingest.entries e inner join ingest.article_versions using (entry_id)
        inner join ingest.mentions using (article_version_id)"""
    )


def killed(days: Days) -> None:
    (item_id, source), at = item(days), days.instant()
    entry = days.ledger.entry(source, at, item_id)
    days.ledger.insert("rejections", entry_id=entry, capture_id="cp", rejected_at=at, reason="killed", loaded_at=at)


def held_back(days: Days) -> None:
    (item_id, source), at = item(days), days.instant()
    days.ledger.wire_item(days.ledger.entry(source, at, item_id), item_id, source, at, pub_status="withheld")


def scored(days: Days) -> None:
    pair = sorted({days.pick("select mention_id from ingest.mentions")[0] for _ in range(2)})
    run = days.pick("select run_id from ingest.mentions")[0]
    if len(pair) == 2:
        days.ledger.insert(
            "pair_scores", run_id=run, method="by chance", mention_id=pair[0], other_mention_id=pair[1],
            score=days.random.choice((3.1, 3.6, 5.0)), contributions='{"same day": 2}', known_from=days.instant(),
        )  # fmt: skip


def in_bulk(days: Days) -> None:
    version = days.ledger.article(days.random.choice(SOURCES), TEXT, days.instant())
    days.ledger.speaks_in_bulk(version, "A drone", *days.random.choice(ORIGINS), best=days.random.randrange(99))


EVENTS: tuple[Callable[[Days], None], ...] = (
    told_of, told_of, updated, found_to_copy, read_anew, moved, merged, restored, split, decided, undone, wired, killed,
    held_back, scored, in_bulk,
)  # fmt: skip
