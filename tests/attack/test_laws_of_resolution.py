"""Laws: what is put together depends on the mentions alone, and ids only ever move forward."""

from contextlib import closing
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.attack.features import features, veto
from ingest.attack.profile import profile
from ingest.attack.resolve import resolve
from ingest.attack.score import score
from ingest.attack.weights import WEIGHTS
from ingest.codes import DateGranularity, EventType, Outcome
from tests.attack.conftest import NOON, WORLD, Ledger, told

numbers = st.none() | st.integers(0, 6)


@st.composite
def mentions(draw):
    number, day = draw(st.integers(0, 999)), draw(st.integers(0, 3))
    found = told(
        number,
        day=day,
        article_id=f"a{number % 50}",
        article_version_id=f"v{number % 80}",
        near_dup_of=draw(st.sampled_from([None, None, "v1"])),
        event_type=draw(st.sampled_from([EventType.DRONE_ATTACK, EventType.IED_OR_MINE, EventType.OTHER])),
        date_granularity=draw(st.sampled_from([DateGranularity.DAY, DateGranularity.DAY_ASSUMED])),
        place_id=draw(st.sampled_from([None, "city", "town", "far", "province", "valley", "country"])),
        site_id=draw(st.sampled_from([None, None, "base", "airport", "port", "annex"])),
        attacker_ids=draw(st.sampled_from([(), ("brigade",), ("umbrella",), ("other",)])),
        weapon_type=draw(st.sampled_from([None, "uav", "uav_armed", "ied"])),
        launched=draw(numbers),
        killed=draw(numbers),
        outcome=draw(st.sampled_from([None, Outcome.HIT, Outcome.INTERCEPTED_ALL])),
        words=draw(st.sampled_from([(), ("silo",), ("hangar", "silo"), ("bus", "clinic", "nurse", "parrot")])),
    )
    return found


sets = st.lists(mentions(), unique_by=lambda mention: mention.mention_id, max_size=10)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mentions(), mentions())
def test_a_score_is_the_same_from_either_side(one, other):
    one, other = profile(one, WORLD), profile(other, WORLD)
    assert score(one, other, WORLD) == score(other, one, WORLD)
    assert veto(one, other, WORLD) or set(features(one, other, WORLD)) <= WEIGHTS.keys()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sets, st.randoms())
def test_the_order_within_a_batch_changes_nothing(batch, random):
    assert resolve(batch, WORLD, NOON) == resolve(random.sample(batch, len(batch)), WORLD, NOON)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sets)
def test_every_mention_gets_one_attack_and_one_article_never_tells_it_twice(batch):
    memberships = resolve(batch, WORLD, NOON).memberships
    assert sorted(mention.mention_id for mention in batch) == sorted(each.mention_id for each in memberships)
    version_of = {mention.mention_id: mention.article_version_id for mention in batch}
    found = [(each.attack_id, version_of[each.mention_id]) for each in memberships]
    assert len(found) == len(set(found))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sets, st.randoms(), st.integers(1, 4))
def test_neither_order_nor_batches_change_what_is_put_together(batch, random, size):
    order = random.sample(batch, len(batch))
    with closing(Ledger()) as whole, closing(Ledger()) as pieces, closing(Ledger()) as again:
        whole.add(batch)
        for start in range(0, len(order), size):
            pieces.add(order[start : start + size])
            again.add(order[start : start + size])
        assert whole.parts() == pieces.parts()
        assert again.attack_of() == pieces.attack_of()
        assert again.rows("from ingest.attack_changes") == pieces.rows("from ingest.attack_changes")


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sets)
def test_ids_are_issued_once_and_an_id_that_is_gone_redirects_or_has_lost_its_mentions(batch):
    with closing(Ledger()) as ledger:
        issued, used = set(), set()
        for mention in batch:
            ledger.add([mention])
            now_issued = {row[0] for row in ledger.rows("select attack_id from ingest.attack_registry")}
            assert issued <= now_issued
            assert set(ledger.attack_of().values()) <= now_issued
            issued, used = now_issued, used | set(ledger.attack_of().values())
        current = set(ledger.attack_of().values())
        redirected = {row[0] for row in ledger.rows("from ingest.attack_changes where change = 'merged_into'")}
        assert used - current == redirected
        assert not redirected & current


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sets)
def test_a_later_assignment_of_a_mention_is_later_even_where_the_runs_instant_is_not(batch):
    with closing(Ledger()) as ledger:
        for mention in batch:
            ledger.now = NOON - timedelta(hours=len(ledger.attack_of()))
            ledger.add([mention])
        whole = resolve(batch, WORLD, NOON).memberships
        assert len(ledger.parts()) == len({each.attack_id for each in whole})
