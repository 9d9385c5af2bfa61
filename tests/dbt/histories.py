"""Attacks of the hand-written ledger that are told, retold and decided of in time."""

from datetime import datetime

from tests.dbt.ledger import Ledger, Told, day, named

POLICE = named("Laketown police")
HOSPITAL = named("the hospital")
FIREMEN = named("the fire brigade")
ARMY = named("the army", "act_northland_army")
TEXT = "A drone hit the Lake Air Base near Laketown on Monday, killing several."


def told_at(ledger: Ledger, source: str, attack_id: str, at: datetime, **values: object) -> Told:
    """A mention that the warehouse knows from the instant at which it fetched the article."""
    version = ledger.article(source, TEXT, at, **values)  # type: ignore[arg-type]
    return ledger.mention(version, attack_id, known_from=at)


def fetched_late(ledger: Ledger) -> None:
    """Published on day 3 and fetched on day 10, after what was published on day 4."""
    told_at(ledger, "src_beta", "at_fetched_late", day(5), published_at=day(4), is_updated=False).harms(
        "killed", 2, POLICE
    )
    told_at(ledger, "src_alpha", "at_fetched_late", day(10), published_at=day(3), is_updated=False).harms(
        "killed", 5, HOSPITAL
    )


def taken_back(ledger: Ledger) -> None:
    """Retracted on day 6."""
    first = ledger.article("src_alpha", TEXT, day(3))
    ledger.mention(first, "at_taken_back", known_from=day(3))
    ledger.article("src_alpha", TEXT + " Retracted.", day(6), update_of=first, change_kind="retraction")


def found_to_be_a_copy(ledger: Ledger) -> None:
    """Two outlets' own voices, until one is found on day 8 to have copied the other."""
    told_at(ledger, "src_wire", "at_copy_found", day(4))
    told = told_at(ledger, "src_beta", "at_copy_found", day(5))
    original = "select article_version_id from ingest.article_versions where source_id = 'src_wire' order by 1 desc"
    (found,) = ledger.connection.execute(original).fetchone() or ("",)
    ledger.insert(
        "article_copies", article_version_id=told.version_id, copy_no=1, copied_version_id=found, shared_count=99,
        containment=1.0, known_from=day(8),
    )  # fmt: skip


def decided(ledger: Ledger) -> None:
    """Set on day 11, confirmed on day 12, no longer set from day 13."""
    told = told_at(ledger, "src_alpha", "at_decided", day(3)).harms("killed", 4, POLICE)
    told.counts("launched", 6, POLICE).counts("intercepted", 5, POLICE)
    setting = {"field": "killed_best", "old_value": "4", "new_value": "9"}
    made = ledger.decides(day(11), "set", "at_decided", **setting)
    ledger.decides(day(12), "confirm", "at_decided")
    ledger.decides(day(13), "undo", "at_decided", undoes=made)


def set_and_kept(ledger: Ledger) -> None:
    told = told_at(ledger, "src_alpha", "at_set", day(3)).gives("place", "pl_lakeshire", POLICE)
    told.counts("launched", 6, POLICE).counts("intercepted", 5, POLICE).harms("killed", 4, POLICE)
    told.gives("attacker", "act_northland", POLICE).gives("weapon", "rocket", POLICE)
    for field, value in (
        ("launched_best", "3"), ("site_id", "st_lake_airbase"), ("attacker_best_id", "act_hill_front"),
        ("weapon_type", None), ("event_date", "2026-03-02"), ("killed_best", "9"),
    ):  # fmt: skip
        ledger.decides(day(11), "set", "at_set", field=field, old_value=None, new_value=value)


def moved_on(ledger: Ledger) -> None:
    """Set on day 11 against a 4; the evidence then says 6."""
    told_at(ledger, "src_alpha", "at_moved_on", day(3)).harms("killed", 4, POLICE)
    ledger.decides(day(11), "set", "at_moved_on", field="killed_best", old_value="4", new_value="9")
    told_at(ledger, "src_beta", "at_moved_on", day(14)).harms("killed", 6, POLICE)


def rejected(ledger: Ledger) -> None:
    told_at(ledger, "src_alpha", "at_rejected", day(3)).harms("killed", 4, POLICE)
    ledger.decides(day(11), "reject", "at_rejected")


def merged(ledger: Ledger) -> None:
    """An attack that became part of another on day 12, and takes with it what was set on day 11."""
    told_at(ledger, "src_alpha", "at_stays", day(3))
    gone = told_at(ledger, "src_beta", "at_goes", day(4))
    ledger.decides(day(11), "set", "at_goes", field="damage", old_value=None, new_value="destroyed")
    ledger.belongs(gone.mention_id, "at_stays", day(12))
    ledger.insert(
        "attack_changes", attack_id="at_goes", change="merged_into", other_attack_id="at_stays", known_from=day(12),
        reason="by hand",
    )  # fmt: skip


def disproved(ledger: Ledger) -> None:
    told_at(ledger, "src_alpha", "at_disproved", day(3)).gives("weapon", "uav_unspecified", POLICE)
    told_at(ledger, "src_beta", "at_disproved", day(4)).claims("denies_event", FIREMEN, speaker_text="the fire brigade")


def disputed(ledger: Ledger) -> None:
    """What contradicts itself, and what only says more: a class of weapon and its kind, a shire and its town."""
    told = told_at(ledger, "src_alpha", "at_disputed", day(3)).gives("weapon", "rocket", POLICE)
    told.gives("place", "pl_lakeshire", POLICE).harms("killed", 3, POLICE)
    told = told_at(ledger, "src_beta", "at_disputed", day(4)).gives("weapon", "uav_one_way", HOSPITAL)
    told.gives("place", "pl_laketown", HOSPITAL).harms("killed", 5, HOSPITAL)
    told_at(ledger, "src_gamma", "at_disputed", day(5)).gives("weapon", "uav_unspecified", ARMY).harms(
        "killed", 5, ARMY
    )
    told_at(ledger, "src_alpha", "at_disputed", day(6)).harms("killed", 4, POLICE)


HISTORIES = (
    fetched_late, taken_back, found_to_be_a_copy, decided, set_and_kept, moved_on, rejected, merged, disproved,
    disputed,
)  # fmt: skip
