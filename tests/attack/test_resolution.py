"""What is put together and what is kept apart, and what becomes of ids when a later report changes that."""

from ingest.attack.cluster import cluster
from ingest.attack.features import features, veto
from ingest.attack.profile import profile, reach
from ingest.attack.resolve import resolve
from ingest.attack.score import Score
from ingest.attack.weights import THRESHOLD
from ingest.codes import EventType, Outcome
from tests.attack.conftest import NOON, WORLD, told


def compared(one, other):
    one, other = profile(one, WORLD), profile(other, WORLD)
    return veto(one, other, WORLD) or features(one, other, WORLD)


def parts(*mentions):
    memberships = resolve(mentions, WORLD, NOON).memberships
    return len({each.attack_id for each in memberships})


def score(value, veto=None):
    return Score(THRESHOLD + value, (), veto)


def test_two_sites_that_have_nothing_to_do_with_each_other_are_two_attacks():
    assert "different sites" == compared(told(1, site_id="base"), told(2, site_id="port"))


def test_attacks_of_one_day_at_neighbouring_sites_are_kept_apart():
    near = told(1, site_id="base", launched=3), told(2, site_id="airport", launched=5)
    assert {"neighbouring sites", "other count"} <= set(compared(*near))
    assert 2 == parts(*near)


def test_a_site_that_houses_another_may_be_the_same_place():
    assert "site within site" in compared(told(1, site_id="base"), told(2, site_id="annex"))


def test_one_article_that_tells_two_attacks_keeps_them_apart():
    twice = [told(number, article_id="a", article_version_id="v", launched=3, words=("silo",)) for number in (1, 2)]
    assert 2 == parts(*twice)
    assert 2 == parts(*twice, told(3, launched=3, words=("silo",)))


def test_a_toll_that_rises_is_no_disagreement_and_one_that_falls_is():
    early, late = told(1, killed=4), told(2, killed=9, published_at=NOON.replace(day=12))
    assert "number of dead rises" in compared(early, late)
    fallen = told(2, killed=2, published_at=NOON.replace(day=12))
    assert "other number of dead" in compared(early, fallen)


def test_a_brigade_is_part_of_its_umbrella():
    assert "attacker within attacker" in compared(told(1, attacker_ids=("brigade",)), told(2, attacker_ids=("class",)))
    assert "other attacker" in compared(told(1, attacker_ids=("brigade",)), told(2, attacker_ids=("army",)))


def test_weapon_and_type_that_both_differ_count_once():
    other = told(2, weapon_type="ied", event_type=EventType.ARMED_CLASH)
    assert {"other weapon and event type"} == {name for name in compared(told(1), other) if name.startswith("other")}


def test_a_hit_and_an_interception_disagree():
    intercepted = told(2, outcome=Outcome.INTERCEPTED_ALL)
    assert "other outcome" in compared(told(1, outcome=Outcome.HIT), intercepted)


def test_days_that_do_not_touch_are_two_attacks():
    assert "days apart" == compared(told(1), told(2, day=3))
    assert "days adjoin" not in compared(told(1), told(2))


def test_a_place_far_off_is_another_attack_and_an_unnamed_place_only_a_copys():
    assert "different places" == compared(told(1), told(2, place_id="far"))
    assert "different places" == compared(told(1), told(2, place_id=None))
    assert {"copied text", "place unknown"} <= set(compared(told(1), told(2, place_id=None, near_dup_of="v1")))


def test_a_year_is_cut_to_the_month_before_publication():
    vague = told(1, occurred_start=NOON.replace(month=1, day=1), occurred_end=NOON.replace(month=12, day=31))
    start, end = reach(vague)
    assert (31, 11) == ((end - start).days, end.day)


def test_one_missing_link_does_no_harm():
    scores = {("a", "b"): score(4), ("b", "c"): score(4), ("a", "c"): score(-2)}
    assert [("a", "b", "c")] == cluster("abc", scores)


def test_a_chain_of_weak_links_joins_nothing_beyond_its_best():
    scores = {("a", "b"): score(1), ("b", "c"): score(0.5), ("a", "c"): score(-4)}
    assert [("a", "b"), ("c",)] == cluster("abc", scores)


def test_a_veto_outweighs_every_score():
    scores = {("a", "b"): score(9), ("b", "c"): score(9), ("a", "c"): score(0, "different sites")}
    assert 2 == len(cluster("abc", scores))


def test_a_report_that_shows_two_attacks_to_be_one_redirects_the_younger_id(ledger):
    one = told(1, site_id="base", words=("silo", "weighbridge"))
    other = told(2, place_id="country", weapon_type=None, event_type=EventType.OTHER, words=("maize",))
    ledger.add([one])
    ledger.add([other])
    older, younger = (ledger.attack_of()[each.mention_id] for each in (one, other))
    assert older != younger
    ledger.add(
        [told(number, site_id="base", words=("maize", "silo", "weighbridge"), near_dup_of="v2") for number in (3, 4, 5)]
    )
    assert {older} == set(ledger.attack_of().values())
    changes = ledger.rows("select attack_id, change, other_attack_id from ingest.attack_changes")
    assert [(younger, "merged_into", older)] == changes
    assert 2 == ledger.rows("select count(*) from ingest.attack_registry")[0][0]


def test_every_decision_has_its_reason(ledger):
    ledger.add([told(1, site_id="base"), told(2, site_id="base")])
    reasons = dict(ledger.rows("select mention_id, reason from ingest.attack_membership"))
    assert reasons["m001"].startswith("with m002: same day +")
    contributions = ledger.rows("select contributions from ingest.pair_scores")
    assert [True] == ["same site" in text for (text,) in contributions]


def test_what_new_mentions_cannot_reach_is_not_looked_at(ledger):
    ledger.add([told(1), told(2, place_id="far")])
    before = ledger.rows("from ingest.attack_membership")
    ledger.add([told(3, day=20)])
    assert before == ledger.rows("from ingest.attack_membership where mention_id != 'm003'")


def test_a_cap_that_bites_is_told(ledger, monkeypatch):
    monkeypatch.setattr("warehouse.reachable.MOST_CANDIDATES", 2)
    caps = ledger.add([told(number) for number in range(5)])
    assert 5 == caps["candidates"]
