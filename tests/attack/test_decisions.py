"""What analysts decide wins over the machine, in whatever order reports and decisions come."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.attack.cluster import cluster
from ingest.attack.decided import decided
from ingest.attack.score import Score
from ingest.attack.weights import THRESHOLD
from ingest.codes import DecisionAction
from ingest.records import AnalystDecision
from tests.attack.conftest import NOON


def decision(number, action, mention_ids=(), other_mention_ids=(), undoes=None):
    return AnalystDecision(
        decision_id=f"d{number}", decided_at=NOON + timedelta(hours=number), analyst="ana",
        action=DecisionAction(action), attack_id="att", mention_ids=tuple(mention_ids),
        other_mention_ids=tuple(other_mention_ids), reason="seen on film", undoes=undoes,
    )  # fmt: skip


def score(value, veto=None):
    return Score(THRESHOLD + value, (), veto)


def test_a_merge_joins_what_the_machine_would_not():
    bounds = decided([decision(1, "merge", "ab", "c")])
    assert [("a", "b", "c"), ("d",)] == cluster("abcd", {("a", "c"): score(0, "different sites")}, bounds)


def test_a_split_parts_what_the_machine_would_join():
    scores = dict.fromkeys([("a", "b"), ("a", "c"), ("b", "c")], score(4))
    assert [("a", "b"), ("c",)] == cluster("abc", scores, decided([decision(1, "split", "ab", "c")]))


def test_a_new_report_joins_the_side_of_a_split_that_it_is_most_like():
    scores = {("a", "b"): score(9), ("a", "c"): score(1), ("b", "c"): score(3)}
    assert [("a",), ("b", "c")] == cluster("abc", scores, decided([decision(1, "split", "a", "b")]))


def test_a_new_report_joins_a_merge_though_it_contradicts_one_half_as_the_halves_do_each_other():
    scores = {("a", "b"): score(0, "different sites"), ("a", "c"): score(2), ("b", "c"): score(0, "different sites")}
    bounds = decided([decision(1, "merge", "a", "b")])
    assert [("a", "b", "c")] == cluster("abc", scores, bounds)
    days_apart = scores | {("b", "c"): score(0, "days apart")}
    assert [("a", "b"), ("c",)] == cluster("abc", days_apart, bounds)
    told_apart = scores | {("b", "c"): score(0, "told apart by one article")}
    assert [("a", "b"), ("c",)] == cluster("abc", told_apart, bounds)


def test_an_undone_decision_binds_nobody():
    undone = [decision(1, "merge", "a", "b"), decision(2, "undo", undoes="d1")]
    assert [("a",), ("b",)] == cluster("ab", {}, decided(undone))


def test_the_later_of_two_decisions_that_contradict_each_other_holds():
    merge, split = decision(1, "merge", "ab", "c"), decision(2, "split", "a", "bc")
    assert [("a",), ("b", "c")] == cluster("abc", {}, decided([merge, split]))
    again = decision(3, "merge", "a", "c")
    assert [("a", "b", "c")] == cluster("abc", {}, decided([merge, split, again]))


names = st.lists(st.sampled_from("abcdef"), max_size=4, unique=True)


@st.composite
def histories(draw):
    found = []
    for number in range(draw(st.integers(0, 6))):
        ones = draw(names)
        others = [each for each in draw(names) if each not in ones]
        undoes = draw(st.none() | st.sampled_from([f"d{n}" for n in range(number)])) if number else None
        action = "undo" if undoes else draw(st.sampled_from(["merge", "split", "reject", "confirm"]))
        found.append(decision(number, action, ones, others, undoes))
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories(), st.randoms())
def test_bounds_never_contradict_themselves_whatever_order_decisions_are_read_in(history, random):
    bounds = decided(history)
    assert bounds == decided(random.sample(history, len(history)))
    for group in bounds.groups:
        assert not any(bounds.is_apart(one, other) for one in group for other in group)
    parts = cluster("abcdef", {}, bounds)
    assert set(bounds.groups) <= set(parts)
