"""What a person decides: what follows at once, what it costs nobody, and what is refused."""

import pytest

from ingest.codes import DecisionAction, EventType
from orchestration.deciding import By, DecisionRefused, NoSuchAttack, find, judge, merge, split, undo
from tests.attack.conftest import told


@pytest.fixture
def desk(ledger, tmp_path):
    return ledger.desk(tmp_path)


@pytest.fixture
def by(ledger):
    def make(reason="seen on film"):
        return By(analyst="ana", reason=reason, now=ledger.now)

    return make


def two(ledger):
    """Two attacks of a day, far from each other: m001 and m002 in one, m003 in the other."""
    ledger.add([told(1), told(2), told(3, place_id="far")])
    found = ledger.attack_of()
    assert found["m001"] == found["m002"] != found["m003"]
    return found["m001"], found["m003"]


def test_a_merge_makes_two_attacks_one_under_the_older_id(ledger, desk, by):
    here, far = two(ledger)
    done = merge(desk, far, here, by())
    kept = done.decisions[0].attack_id
    assert {kept} == set(ledger.attack_of().values())
    gone = far if kept == here else here
    assert [(gone, "merged_into", kept)] == ledger.rows(
        "select attack_id, change, other_attack_id from ingest.attack_changes"
    )
    assert [f"{gone} became part of {kept}"] == find(desk, gone).notes
    rows = ledger.rows("select distinct decided_by, reason from ingest.attack_membership where decided_by != 'machine'")
    assert [("ana", f"seen on film ({done.decisions[0].decision_id})")] == rows


def test_a_merge_survives_what_comes_later(ledger, desk, by):
    here, far = two(ledger)
    merge(desk, here, far, by())
    ledger.add([told(4), told(5, place_id="far")])
    assert 1 == len(ledger.parts())


def test_a_split_takes_mentions_out_and_they_stay_out(ledger, desk, by):
    here, _ = two(ledger)
    done = split(desk, here, ["m002"], by())
    decision = done.decisions[0]
    found = ledger.attack_of()
    assert (found["m001"], found["m002"]) == (decision.attack_id, decision.other_attack_id)
    assert found["m001"] != found["m002"]
    ledger.add([told(4)])
    assert 3 == len(ledger.parts())


def test_an_undone_merge_is_as_if_it_had_never_been(ledger, desk, by):
    here, far = two(ledger)
    before = ledger.attack_of()
    done = merge(desk, here, far, by())
    undo(desk, done.decisions[0].decision_id, by("the wrong town"))
    assert before == ledger.attack_of()
    assert ([], []) == (find(desk, here).notes, find(desk, far).notes)
    ledger.add([told(4, place_id="far")])
    assert far == ledger.attack_of()["m004"]
    again = merge(desk, far, here, by())
    assert {again.decisions[0].attack_id} == set(ledger.attack_of().values())
    assert 1 == len(find(desk, again.decisions[0].other_attack_id).notes)


def test_an_undone_split_joins_again(ledger, desk, by):
    here, _ = two(ledger)
    before = ledger.attack_of()
    done = split(desk, here, ["m002"], by())
    undo(desk, done.decisions[0].decision_id, by("one after all"))
    assert before == ledger.attack_of()


def test_decisions_bind_a_later_coding_run(ledger, desk, by):
    here, far = two(ledger)
    merge(desk, here, far, by())
    split(desk, ledger.attack_of()["m001"], ["m002"], by())
    before = ledger.parts()
    ledger.connection.execute("delete from ingest.reachable_mentions")
    ledger.connection.execute("delete from ingest.pair_scores")
    for number, place in ((3, "far"), (2, "city"), (1, "city")):
        ledger.add([told(number, place_id=place, event_type=EventType.IED_OR_MINE)])
    assert before == ledger.parts()


def test_what_cannot_be_decided_is_refused_with_its_reason(ledger, desk, by):
    here, far = two(ledger)
    with pytest.raises(NoSuchAttack, match=f"the nearest id is {here}"):
        find(desk, here[:-1])
    with pytest.raises(DecisionRefused, match="one attack already"):
        merge(desk, here, here, by())
    with pytest.raises(NoSuchAttack, match="no mention or article"):
        split(desk, here, ["m003"], by())
    with pytest.raises(DecisionRefused, match="all mentions"):
        split(desk, here, ["m001", "m002"], by())
    judge(desk, DecisionAction.REJECT, far, by())
    with pytest.raises(DecisionRefused, match="rejected already"):
        judge(desk, DecisionAction.REJECT, far, by())
    with pytest.raises(DecisionRefused, match="one of them is rejected: undo dec_"):
        merge(desk, here, far, by())
    with pytest.raises(NoSuchAttack, match="no decision"):
        undo(desk, "dec_1", by())
    assert 1 == len(ledger.rows("from ingest.analyst_decisions"))


def test_a_decision_is_undone_once_and_an_undo_never(ledger, desk, by):
    here, _ = two(ledger)
    done = judge(desk, DecisionAction.REJECT, here, by())
    undone = undo(desk, done.decisions[0].decision_id, by())
    with pytest.raises(DecisionRefused, match="undone already"):
        undo(desk, done.decisions[0].decision_id, by())
    with pytest.raises(DecisionRefused, match="is an undo itself"):
        undo(desk, undone.decisions[0].decision_id, by())
    assert judge(desk, DecisionAction.REJECT, here, by())


def test_no_two_decisions_are_of_one_instant(ledger, desk, by):
    here, far = two(ledger)
    for name in (here, far):
        judge(desk, DecisionAction.CONFIRM, name, by())
    instants = ledger.rows("select count(*), count(distinct decided_at) from ingest.analyst_decisions")
    assert [(2, 2)] == instants
