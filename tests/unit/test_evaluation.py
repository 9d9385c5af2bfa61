"""The coder's judges: what counts as found, as the same name, and as a floor that falls."""

import json
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from ingest.mention.codebook import load_codebook
from orchestration.cli import main
from orchestration.coding import Coding, as_object
from orchestration.coding_input import make_article
from orchestration.evaluation.assign import assign
from orchestration.evaluation.detection import detection
from orchestration.evaluation.floors import LoweredFloor, fallen, measures, raise_floors
from orchestration.evaluation.gold import GoldError, read_gold
from orchestration.evaluation.golden import score
from orchestration.evaluation.muc4 import predictions
from orchestration.evaluation.re3d import score as score_pairs
from orchestration.evaluation.tally import Tally
from orchestration.evaluation.words import alike, head, same_actor
from orchestration.settings import SEEDS

GOLD = """
article:
  article_id: dev-quetta-bus
  source_id: hill_courier
  source_name: The Hill Courier
  title: null
  published_at: 2026-03-11T12:00:00+05:00
  dateline: null
  text: |
    Gunmen opened fire on a bus in Quetta on Monday, killing seven passengers, police said.

    In 2019, a bomb killed nine people at the same stop.
gold:
  mentions:
    - quotes: [Gunmen opened fire on a bus in Quetta]
      event_type: shooting_or_ambush
      date: {start: 2026-03-09, end: 2026-03-09}
      place: Quetta
      country: PAK
      site: {text: a bus, relation: at}
      attacker: {names: [gunmen], status: publisher_own_voice}
      targets: [a bus]
      interceptor: null
      weapon: small_arms
      munitions: {launched: null, intercepted: null, impacted: null}
      outcome: hit
      casualties:
        - {harm: killed, side: target, report_kind: count, low: 7, best: 7, high: 7}
      claims: []
      origins: [police]
  not_countable:
    - {quote: a bomb killed nine people at the same stop, attack_status: historical}
  aggregates: []
  phenomena: [toll_in_words]
"""


@pytest.fixture(scope="module")
def codebook():
    return load_codebook(SEEDS)


@pytest.fixture
def gold(tmp_path):
    (tmp_path / "dev-quetta-bus.yaml").write_text(GOLD, encoding="utf-8")
    (found,) = read_gold([tmp_path])
    return found


@pytest.fixture(scope="module")
def answer():
    found = yaml.safe_load(GOLD)["article"]
    article, _ = make_article(found | {"published_at": found["published_at"].isoformat()})
    return as_object(Coding().article(article))


def without(answer, **given):
    """The answer with its countable mentions changed."""
    changed = [one | (given if one["is_countable"] else {}) for one in answer["mentions"]]
    return answer | {"mentions": changed}


def test_the_attack_that_gold_tells_of_is_found(gold, answer, codebook):
    found = score([(gold, answer)], codebook)
    assert (1, 1) == (found.mentions.right, found.mentions.wanted)
    assert 1 == found.fields["place"].right == found.fields["casualties"].right


def test_a_mention_that_is_missed_costs_all_its_fields(gold, answer, codebook):
    found = score([(gold, answer | {"mentions": []})], codebook)
    assert (0.0, 0.0, 1) == (found.mentions.f1, found.fields["date"].f1, found.fields["date"].wanted)
    assert 0 == found.aligned["date"].wanted


def test_a_mention_told_elsewhere_is_not_the_one_of_gold(gold, answer, codebook):
    start = gold.find("a bomb killed nine people")[0]
    elsewhere = [{"sent_no": 1, "char_start": start, "char_end": start + 20}]
    found = score([(gold, without(answer, sentences=elsewhere))], codebook)
    assert (0, 1) == (found.mentions.right, found.mentions.given)
    assert 1 == found.false_countables


def test_a_wrong_value_is_noted_with_its_sentence(gold, answer, codebook):
    found = score([(gold, without(answer, event_type="airstrike"))], codebook)
    (wrong,) = [one for one in found.wrong if one.field == "event_type"]
    assert (["shooting_or_ambush"], ["airstrike"]) == (wrong.wanted, wrong.given)
    assert wrong.sentence.startswith("Gunmen opened fire")


def test_gold_with_a_quote_that_is_not_in_the_text_is_refused(tmp_path):
    (tmp_path / "dev-x.yaml").write_text(GOLD.replace("[Gunmen opened", "[Gunmen never opened"), encoding="utf-8")
    with pytest.raises(GoldError, match="not in the text"):
        read_gold([tmp_path])


@given(st.integers(1, 4), st.integers(1, 4), st.data())
def test_an_assignment_has_the_greatest_weight_there_is(rows, columns, data):
    weight = st.sampled_from([0.0, 0.0, 1.0, 2.0, 3.5])
    weights = [[data.draw(weight) for _ in range(columns)] for _ in range(rows)]
    chosen = assign(weights)
    size = max(rows, columns)
    sums = [sum(weights[i][p[i]] for i in range(rows) if p[i] < columns) for p in permutations(range(size))]
    assert max(sums) == sum(weights[row][column] for row, column in chosen.items())
    assert len(set(chosen.values())) == len(chosen)


@pytest.mark.parametrize(
    ("phrase", "last"),
    [
        ("a command post of the division", "post"),
        ("the apron of the airport's civilian terminal", "apron"),
        ("Two buses, one of them empty", "bus"),
        ("three hooded men", "man"),
        ("", ""),
    ],
)
def test_the_head_is_the_last_word_before_a_preposition(phrase, last):
    assert last == head(phrase)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a bus carrying soldiers", "the bus", True),
        ("a bus", "an army bus", True),
        ("the mayor of Qlayaa", "the mayor", True),
        ("a bridge", "a bus", False),
        ("", "a bus", False),
    ],
)
def test_words_are_alike_where_one_holds_the_others_head(one, other, same):
    assert same is alike(one, other)


def test_an_actor_is_known_by_its_id_under_any_name(codebook):
    assert same_actor("IRGC", "act_irgc", ("the Guards",), codebook)


def test_two_known_actors_are_not_one_for_a_common_word(codebook):
    assert not same_actor("Hezbollah fighters", "act_hamas", ("Hamas fighters",), codebook)


def test_floors_rise_and_are_not_lowered(tmp_path):
    file = tmp_path / "floors.json"
    assert {"mentions": 0.5} == raise_floors(file, "golden_dev", {"mentions": 0.5}, "digest")
    assert {"mentions": 0.6} == raise_floors(file, "golden_dev", {"mentions": 0.6}, "digest")
    with pytest.raises(LoweredFloor, match=r"mentions: 0\.55 below 0\.6"):
        raise_floors(file, "golden_dev", {"mentions": 0.55}, "digest")
    assert 0.6 == json.loads(file.read_text(encoding="utf-8"))["golden_dev"]["mentions"]


def test_other_articles_have_floors_of_their_own(tmp_path):
    file = tmp_path / "floors.json"
    raise_floors(file, "golden_dev", {"mentions": 0.9}, "old")
    raise_floors(file, "golden_dev", {"mentions": 0.5}, "new")
    assert 0.5 == json.loads(file.read_text(encoding="utf-8"))["golden_dev"]["mentions"]


def test_a_measure_that_is_gone_has_fallen():
    assert ["site: 0.0 below 0.4"] == fallen({"articles_sha256": "x", "site": 0.4}, {})


def test_measures_never_say_more_than_was_reached(gold, answer, codebook):
    found = score([(gold, answer)], codebook)
    found.mentions = Tally(right=2, given=3, wanted=3)
    assert 0.666 == measures(found)["mentions"]


def test_muc4_predictions_leave_clashes_out_unless_asked(answer, codebook):
    clash = without(answer, event_type="armed_clash")
    (kept,) = predictions([clash], codebook, with_clashes=True)
    (left,) = predictions([clash], codebook, with_clashes=False)
    assert (1, 0) == (len(kept["events"]), len(left["events"]))


def test_muc4_predictions_have_the_words_of_that_task(answer, codebook):
    (found,) = predictions([answer], codebook, with_clashes=False)
    (event,) = found["events"]
    assert ("ATTACK", "Pakistan: Balochistan: Quetta", 7) == (
        event["incident_type"],
        event["location"],
        event["killed"],
    )
    assert ["DEATH"] == event["effects"]


def test_an_optional_template_counts_for_nobody(answer):
    assert 0 == detection([answer], {"dev-quetta-bus": [{"optional": True}]}, countable=True).given
    assert 1 == detection([answer], {"dev-quetta-bus": [{"optional": False}]}, countable=True).right
    assert 1 == detection([answer], {}, countable=True).given


def test_who_fights_whom_has_no_order(answer):
    pair = (answer["mentions"][0]["targets"][0]["text"], "the gunmen")
    assert 1 == score_pairs([answer], {"dev-quetta-bus": [pair]}).right


def test_the_command_prints_measures_as_json(tmp_path):
    (tmp_path / "dev-quetta-bus.yaml").write_text(GOLD, encoding="utf-8")
    arguments = ["eval", "golden", str(tmp_path), "--json", "--by-phenomenon", "--workers", "1"]
    found = json.loads(CliRunner().invoke(main, arguments).stdout)
    assert 1.0 == found["mentions"]["f1"]
    assert ["toll_in_words"] == list(found["phenomena"])


def test_false_alarms_are_counted_in_documents_without_a_template(tmp_path):
    docs, gold = tmp_path / "docs.jsonl", tmp_path / "gold.jsonl"
    text = yaml.safe_load(GOLD)["article"]["text"]
    docs.write_text("".join(json.dumps({"docid": name, "text": text}) + "\n" for name in "ab"), encoding="utf-8")
    rows = [{"docid": "a", "templates": []}, {"docid": "b", "templates": [{"optional": False}]}]
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    arguments = ["eval", "false-alarms", "--docs", str(docs), "--gold", str(gold), "--workers", "1"]
    assert "in 1 of 1 documents" in CliRunner().invoke(main, arguments).stdout


def test_the_shipped_floors_are_readable():
    file = Path(__file__).parents[1] / "quality" / "floors.json"
    assert "newsroom" in json.loads(file.read_text(encoding="utf-8"))


def test_muc4_dates_an_attack_of_last_week_on_or_before_publication(answer, codebook):
    week = answer["mentions"][0]["date"] | {"start": "2026-03-02", "end": "2026-03-08"}
    told = {answer["article_id"]: date(2026, 3, 11)}
    (found,) = predictions([without(answer, date=week)], codebook, with_clashes=False, published=told)
    assert "- 11 MAR 26" == found["events"][0]["date"]
