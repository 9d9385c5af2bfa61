"""The attacks of the hand-written ledger; each case is one attack, named for what it is about."""

from datetime import timedelta

from tests.dbt.histories import HISTORIES
from tests.dbt.ledger import Ledger, day, named, relay, unnamed

POLICE = named("Laketown police")
HOSPITAL = named("the hospital")
ARMY = named("the army", "act_northland_army")
SOUTHLAND = named("Southland", "act_southland")
HILL_FRONT = named("the Hill Front", "act_hill_front")
OFFICIAL = unnamed("an official")
SECRET = "A drone of the Secret Front hit the Lake Air Base near Laketown on Monday."
NOT_KEPT = "A drone hit the Lake Air Base, which nobody may keep a text of beyond the day on which it came, on Monday."
TEXT = "A drone hit the Lake Air Base near Laketown on Monday, killing several."


def write_cases(ledger: Ledger) -> None:
    for name in ("Alpha", "Beta", "Gamma", "Wire"):
        ledger.source(f"src_{name.lower()}", f"{name} News")
    ledger.insert("meta", key="now", value=day(20).isoformat())
    ledger.run("run_1", day(1))
    ledger.run("run_2", day(2))
    for case in (
        silent, growing_toll, parts_of_a_toll, no_casualties, copied, repeated, own_voice_beside, officials, contested,
        under_one_umbrella, denied, withdrawn_claim, unknown_name, attacker_by_assertion, intercepted, contradictory,
        dated, placed, site_moved, in_settlements, damaged, in_bulk, weapons, not_counted, recoded, updated, killed,
        retracted, moved, accounted, late, alerted, only_alerts, not_kept, embargoed, one_left, released, affiliated,
        *HISTORIES,
    ):  # fmt: skip
        case(ledger)


def silent(ledger: Ledger) -> None:
    ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_silent", event_type="other")


def growing_toll(ledger: Ledger) -> None:
    for source, at, number, origin in (
        ("src_alpha", 3, 3, [POLICE]),
        ("src_gamma", 4, 4, []),
        ("src_beta", 5, 6, [POLICE]),
        ("src_alpha", 4, 5, [HOSPITAL]),
    ):
        told = ledger.mention(ledger.article(source, TEXT, day(at)), "at_toll")
        told.gives("weapon", "uav_unspecified", *origin, quote="drone").harms("killed", number, *origin)
        if number == 3:
            told.harms("killed", 9, POLICE, side="attacker")


def parts_of_a_toll(ledger: Ledger) -> None:
    told = ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_parts")
    told.harms("killed", 3, POLICE, side="target", combatant_status="military")
    told.harms("killed", 4, POLICE, side="target", combatant_status="civilian")
    told.harms("injured", 9, POLICE).harms("injured", 2, POLICE, combatant_status="civilian")


def no_casualties(ledger: Ledger) -> None:
    ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_zero").harms("any", 0, POLICE)
    ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_unclear").harms("killed", None, POLICE)


def copied(ledger: Ledger) -> None:
    original = ledger.article("src_wire", TEXT, day(3))
    ledger.mention(original, "at_copied").gives("weapon", "uav_unspecified").harms("killed", 2)
    for source, origin in (("src_alpha", []), ("src_beta", [unnamed("a guard")]), ("src_gamma", [])):
        copy = ledger.article(source, TEXT, day(4), copy_of=original)
        ledger.mention(copy, "at_copied").gives("weapon", "uav_unspecified", *origin)
    told = ledger.mention(ledger.article("src_wire", TEXT, day(3)), "at_copied")
    told.gives("place", "pl_laketown").harms("killed", 5)


def repeated(ledger: Ledger) -> None:
    ledger.mention(ledger.article("src_wire", TEXT, day(3)), "at_repeated").gives("weapon", "uav_unspecified")
    told = ledger.mention(ledger.article("src_alpha", TEXT, day(4)), "at_repeated")
    told.gives("weapon", "uav_unspecified", relay("Wire News", "src_wire"))


def own_voice_beside(ledger: Ledger) -> None:
    told = ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_beside")
    told.gives("place", "pl_laketown").gives("weapon", "uav_unspecified", POLICE)


def officials(ledger: Ledger) -> None:
    for source, steps in (
        ("src_alpha", [OFFICIAL]),
        ("src_alpha", [OFFICIAL]),
        ("src_beta", [OFFICIAL]),
        ("src_gamma", [relay("Beta News", "src_beta"), OFFICIAL]),
    ):
        told = ledger.mention(ledger.article(source, TEXT, day(3)), "at_officials")
        told.gives("weapon", "uav_unspecified", *steps)


def contested(ledger: Ledger) -> None:
    told = ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_contested")
    told.claims("blames", SOUTHLAND, speaker_actor_id="act_southland", about_actor_id="act_northland")
    told.claims("blames", POLICE, speaker_text="Laketown police", about_actor_id="act_hill_brigade")


def under_one_umbrella(ledger: Ledger) -> None:
    told = ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_umbrella")
    told.claims("claims_responsibility", HILL_FRONT, speaker_actor_id="act_hill_front")
    told.claims("blames", SOUTHLAND, speaker_actor_id="act_southland", about_actor_id="act_hill_brigade")
    told.claims("blames", POLICE, speaker_text="Laketown police", about_actor_id="act_gunmen")


def denied(ledger: Ledger) -> None:
    told = ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_denied")
    told.claims("blames", SOUTHLAND, speaker_actor_id="act_southland", about_actor_id="act_northland_army")
    told.claims("denies_responsibility", ARMY, speaker_actor_id="act_northland_army")


def withdrawn_claim(ledger: Ledger) -> None:
    first = ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_withdrawn")
    first.claims("claims_responsibility", HILL_FRONT, speaker_actor_id="act_hill_front")
    second = ledger.mention(ledger.article("src_alpha", TEXT, day(4)), "at_withdrawn")
    second.claims("withdraws", HILL_FRONT, speaker_actor_id="act_hill_front")


def unknown_name(ledger: Ledger) -> None:
    told = ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_unknown_name")
    told.gives("attacker", None, POLICE, text="the Night Owls", certainty="suspected")


def attacker_by_assertion(ledger: Ledger) -> None:
    told = ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_assertion")
    told.gives("attacker", "act_drone_corps", POLICE).gives("attacker_status", "suspected", POLICE)
    told = ledger.mention(ledger.article("src_beta", TEXT, day(4)), "at_assertion")
    told.gives("attacker", "act_northland", SOUTHLAND).gives("attacker_status", "blamed", SOUTHLAND)


def intercepted(ledger: Ledger) -> None:
    told = ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_intercepted")
    told.counts("launched", 6, ARMY).counts("intercepted", 5, ARMY).counts("impacted", 1, ARMY)
    told.gives("outcome", "partly_intercepted_hit", ARMY).gives("interceptor", "act_southland", ARMY)
    told.gives("outcome_claimed", "intercepted_all", ARMY)
    told = ledger.mention(ledger.article("src_beta", TEXT, day(4)), "at_intercepted")
    told.counts("launched", 7, POLICE).gives("outcome", "hit", POLICE)
    told = ledger.mention(ledger.article("src_gamma", TEXT, day(4)), "at_intercepted")
    told.gives("outcome", "hit", HOSPITAL)


def contradictory(ledger: Ledger) -> None:
    told = ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_contradictory")
    told.counts("launched", 4, ARMY).counts("intercepted", 3, ARMY).counts("impacted", 2, ARMY)


def dated(ledger: Ledger) -> None:
    for at, granularity, basis, date in (
        (3, "day_assumed", "statement_date_assumed", day(1)),
        (4, "day", "weekday_resolved", day(2)),
        (5, "day", "weekday_resolved", day(3)),
        (5, "week", "explicit_date", day(1)),
    ):
        ledger.mention(
            ledger.article("src_alpha", TEXT, day(at)), "at_dated", date_granularity=granularity, date_basis=basis,
            event_date=date.date(), occurred_start=date.replace(hour=0), occurred_end=date.replace(hour=23),
        )  # fmt: skip


def placed(ledger: Ledger) -> None:
    told = ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_placed")
    told.gives("place", "pl_southland", POLICE).gives("place", "pl_lakeshire", POLICE)
    told = ledger.mention(ledger.article("src_beta", TEXT, day(4)), "at_placed")
    told.gives("site", "st_lake_airbase").gives("site_relation", "near").gives("target_site", "st_old_depot")
    ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_town").gives("place", "pl_laketown")


def site_moved(ledger: Ledger) -> None:
    """At a consulate that moved, and changed hands, after February: before, after, and on no known day."""
    for attack_id, at in (("at_old_site", day(1) - timedelta(9)), ("at_new_site", day(3))):
        version = ledger.article("src_alpha", TEXT, day(3))
        ledger.mention(version, attack_id, event_date=at.date()).gives("site", "st_lake_consulate")
    ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_undated_site").gives("site", "st_lake_consulate")


def weapons(ledger: Ledger) -> None:
    for source, weapon, event_type, origin in (
        ("src_alpha", "uav_unspecified", "drone_attack", POLICE),
        ("src_beta", "uav_one_way", "drone_attack", HOSPITAL),
        ("src_gamma", "rocket", "missile_or_rocket", ARMY),
        ("src_gamma", "rocket", "missile_or_rocket", ARMY),
        ("src_gamma", "rocket", "missile_or_rocket", ARMY),
        ("src_wire", "unknown", "other", SOUTHLAND),
    ):
        told = ledger.mention(ledger.article(source, TEXT, day(3)), "at_weapons", event_type=event_type)
        told.gives("weapon", weapon, origin)


def in_settlements(ledger: Ledger) -> None:
    """Places of the gazetteer: one in the division of its code, one of a code that no division has."""
    ledger.settlement("gn_101", "Reedham", "01")
    ledger.settlement("gn_102", "Farham", "99")
    told = ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_reedham")
    told.gives("place", "pl_lakeshire", POLICE).gives("place", "gn_101", POLICE)
    ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_farham").gives("place", "gn_102", POLICE)


def damaged(ledger: Ledger) -> None:
    told = ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_damaged")
    told.gives("damage", "damaged", POLICE, text="two cars").gives("damage", "destroyed", POLICE, text="a mill")
    told.gives("damage", "none", HOSPITAL, text="the hospital", quote="near Laketown")
    ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_unharmed").gives("damage", "none", text="the base")


def in_bulk(ledger: Ledger) -> None:
    """Statements in bulk, one of which an update takes back; the article tells of no attack besides."""
    first = ledger.article("src_alpha", "The army counted 30 attacks in a week.", day(3))
    ledger.speaks_in_bulk(first, "30 attacks in a week", ARMY, best=30, low=30, high=30)
    text = "The Hill Front spoke of 40 operations in Southland. Attacks are near-daily."
    second = ledger.article("src_alpha", text, day(4), update_of=first, change_kind="correction")
    where = {"actor_id": "act_hill_front", "place_id": "gn_102"}
    ledger.speaks_in_bulk(second, "40 operations", HILL_FRONT, best=40, low=40, high=40, **where)
    ledger.speaks_in_bulk(second, "Attacks are near-daily")
    ledger.run("run_0", day(1))
    ledger.insert("coded_versions", run_id="run_0", article_version_id=second, status="no_attack", loaded_at=day(4))
    ledger.speaks_in_bulk(second, "40 operations", run_id="run_0")


def not_counted(ledger: Ledger) -> None:
    article = ledger.article("src_alpha", TEXT, day(3))
    ledger.mention(article, "at_historical", attack_status="historical").harms("killed", 8)
    told = ledger.mention(article, "at_uncountable", is_countable=False)
    told.claims("claims_responsibility", HILL_FRONT, speaker_actor_id="act_hill_front")


def recoded(ledger: Ledger) -> None:
    """The run known last finds no attack in what the run before coded."""
    article = ledger.article("src_alpha", TEXT, day(3), run_id="run_1")
    ledger.mention(article, "at_recoded", run_id="run_1")
    ledger.insert("coded_versions", run_id="run_2", article_version_id=article, status="no_attack", loaded_at=day(9))
    kept = ledger.article("src_alpha", TEXT, day(3), run_id="run_1")
    ledger.mention(kept, "at_coded_once", run_id="run_1")


def updated(ledger: Ledger) -> None:
    """Updated on day 5, though still dated day 3: its figure is later than that of day 4."""
    first = ledger.article("src_alpha", TEXT, day(3))
    ledger.mention(first, "at_updated").harms("killed", 2)
    text = TEXT + " More died."
    second = ledger.article("src_alpha", text, day(5), published_at=day(3), update_of=first, change_kind="minor")
    ledger.mention(second, "at_updated").harms("killed", 4, POLICE)
    ledger.mention(ledger.article("src_beta", TEXT, day(4)), "at_updated").harms("killed", 3, POLICE)


def killed(ledger: Ledger) -> None:
    version = ledger.article("src_wire", TEXT, day(3), item_id="item_killed")
    ledger.mention(version, "at_killed")
    kill = ledger.entry("src_wire", day(4), "item_killed")
    ledger.insert("rejections", entry_id=kill, capture_id="cp", rejected_at=day(4), reason="killed", loaded_at=day(4))


def retracted(ledger: Ledger) -> None:
    first = ledger.article("src_alpha", TEXT, day(3))
    ledger.mention(first, "at_retracted")
    second = ledger.article("src_alpha", TEXT + " Retracted.", day(4), update_of=first, change_kind="retraction")
    ledger.mention(second, "at_retracted")


def moved(ledger: Ledger) -> None:
    told = ledger.mention(ledger.article("src_alpha", TEXT, day(3)), "at_left")
    ledger.belongs(told.mention_id, "at_joined", day(10))


def late(ledger: Ledger) -> None:
    """The first version arrives after the second, and is stored, but is not the current one."""
    second = ledger.article("src_wire", TEXT + " More died.", day(5), item_id="item_late")
    ledger.wire(second, day(5))
    ledger.mention(second, "at_late").harms("killed", 4, POLICE)
    first = ledger.article("src_wire", TEXT, day(6), item_id="item_late", update_of=second)
    ledger.wire(first, day(3))
    ledger.mention(first, "at_late").harms("killed", 2, POLICE)


def alerted(ledger: Ledger) -> None:
    """An agency's alert beside another outlet's report is no second source."""
    alert = ledger.article("src_wire", TEXT, day(3), item_id="item_alert")
    ledger.wire(alert, day(3), marks=["alert"])
    ledger.mention(alert, "at_alerted").gives("weapon", "uav_unspecified", HOSPITAL)
    ledger.mention(ledger.article("src_alpha", TEXT, day(4)), "at_alerted").gives("weapon", "uav_unspecified", POLICE)


def only_alerts(ledger: Ledger) -> None:
    for source, origin in (("src_wire", HOSPITAL), ("src_beta", POLICE)):
        alert = ledger.article(source, TEXT, day(3), item_id=f"item_only_{source}")
        ledger.wire(alert, day(3), marks=["flash"])
        ledger.mention(alert, "at_only_alerts").gives("weapon", "uav_unspecified", origin)


def not_kept(ledger: Ledger) -> None:
    """NO ARCHIVAL USE: the attack counts, the text is published nowhere."""
    version = ledger.article("src_wire", NOT_KEPT, day(3), item_id="item_not_kept")
    ledger.wire(version, day(3), is_keeping_forbidden=True)
    told = ledger.mention(version, "at_not_kept")
    told.gives("weapon", "uav_unspecified", POLICE, quote="drone").harms("killed", 2, POLICE)


def embargoed(ledger: Ledger) -> None:
    """A text whose embargo a later version has put off again, past the instant of the build."""
    version = ledger.article("src_wire", SECRET, day(3), item_id="item_embargoed")
    ledger.wire(version, day(3))
    ledger.mention(version, "at_embargoed").gives("attacker", None, POLICE, text="the Secret Front")
    entry = ledger.entry("src_wire", day(4), "item_embargoed")
    ledger.wire_item(entry, "item_embargoed", "src_wire", day(4), embargoed_until=day(21))
    ledger.insert(
        "rejections", entry_id=entry, capture_id="cp", rejected_at=day(4), reason="embargoed", loaded_at=day(4)
    )


def released(ledger: Ledger) -> None:
    """A text whose embargo has ended at the instant of the build."""
    version = ledger.article("src_wire", TEXT, day(3), item_id="item_released")
    ledger.wire(version, day(3), embargoed_until=day(19))
    ledger.mention(version, "at_released").harms("killed", 2, POLICE)


def one_left(ledger: Ledger) -> None:
    """An attack that loses one of its two reports to a kill that came before the report did."""
    kill = ledger.entry("src_wire", day(2), "item_dead")
    ledger.wire_item(kill, "item_dead", "src_wire", day(2), pub_status="canceled")
    ledger.insert("rejections", entry_id=kill, capture_id="cp", rejected_at=day(2), reason="killed", loaded_at=day(2))
    dead = ledger.article("src_wire", TEXT, day(3), item_id="item_dead")
    ledger.wire(dead, day(3))
    ledger.mention(dead, "at_one_left").harms("killed", 9, HOSPITAL)
    ledger.mention(ledger.article("src_alpha", TEXT, day(4)), "at_one_left").harms("killed", 2, POLICE)


def accounted(ledger: Ledger) -> None:
    failed = ledger.entry("src_alpha", day(3))
    for capture in ("cp_1", "cp_2"):
        ledger.insert(
            "failures", entry_id=failed, capture_id=capture, failed_at=day(3), error="timeout", loaded_at=day(3)
        )
    ledger.entry("src_alpha", day(5))


def affiliated(ledger: Ledger) -> None:
    """Attacks of a group before and after it left the Hill Front."""
    for attack_id, at in (("at_left_before", day(2)), ("at_left_after", day(3))):
        told = ledger.mention(
            ledger.article("src_alpha", TEXT, day(4)), attack_id, date_granularity="day", date_basis="explicit_date",
            event_date=at.date(), occurred_start=at.replace(hour=0), occurred_end=at.replace(hour=23),
        )  # fmt: skip
        told.claims("claims_responsibility", HILL_FRONT, speaker_actor_id="act_river_brigade")
