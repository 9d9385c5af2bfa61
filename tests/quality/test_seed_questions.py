"""The questions that the gold of an article from outside expects an answer to, asked of the published database."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.progress import Silent
from orchestration.run import run_job
from orchestration.settings import load_settings

SEED = Path(os.environ.get("SIGACT_OUTSIDE_DATA", "no-such-folder")) / "seed"
pytestmark = [
    pytest.mark.skipif(not SEED.is_dir(), reason="SIGACT_OUTSIDE_DATA names no folder with seed/"),
    pytest.mark.timeout(300),
]
DESK = """
id: outside_desk
name: Outside Desk
kind: news_site
homepage: https://outsidedesk.example/
country: QAT
language: en
timezone: UTC
scale: International
wire: {path: outside_desk}
"""

US_FACILITIES = """
with party as (
    select actor_id from dim_actor_affiliations where within_actor_id = 'act_usa' and known_to is null
),

facilities as (
    select site_id from dim_sites where operator_actor_id in (from party) or owner_actor_id in (from party)
),

attacks as (from fct_attacks where site_id in (from facilities) or target_site_id in (from facilities))
"""
ORIGINS = """
with origins as (select distinct attack_id, origin_id, origin_kind from bridge_attack_chains where not is_own_voice)

select label from origins inner join labels using (attack_id) group by label having {} order by label
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the gold's order, its SQL, how its rows are read."""

    name: str
    sql: str
    read: Callable[[list[tuple[Any, ...]]], Any]


def one(rows: list[tuple[Any, ...]]) -> Any:
    return rows[0][0] if len(rows[0]) == 1 else list(rows[0])


def names(rows: list[tuple[Any, ...]]) -> list[Any]:
    return [name for (name,) in rows]


STATUS = """
select
    case
        when attacker_status in ('suspected', 'assessed_likely') then 'suspected_or_likely'
        when attacker_status = 'unattributed' then 'none'
        else attacker_status
    end as standard,
    list(label order by label)
from fct_attacks
inner join labels using (attack_id)
group by standard
"""
RATE = """
select
    format('{} of {} = {:.3f}', sum(intercepted_best), sum(launched_best), sum(intercepted_best) / sum(launched_best))
from attacks
where launched_best is not null and intercepted_best is not null
"""
OUTCOMES = """
select
    format(
        '{} of {} with known outcome; {} unknown',
        count(*) filter (outcome = 'intercepted_all'),
        count(*) filter (coalesce(outcome, 'unknown') != 'unknown'),
        count(*) filter (coalesce(outcome, 'unknown') = 'unknown')
    )
from attacks
"""
TOLL = "select sum({0}_low)::integer, sum({0}_best)::integer, sum({0}_high)::integer from fct_attacks"
DENIALS = "select count(*) from fct_claims where stance in ('denies_event', 'denies_responsibility')"
SILENCE = """
select format('{} ({})', label, name)
from fct_claims
inner join labels using (attack_id)
inner join dim_actors on actor_id = speaker_actor_id
where stance = 'no_comment'
"""
COUNT_OF_ORIGINS = "select origin_count from fct_attacks inner join labels using (attack_id) where label = 'A3'"
DELAY = """
select format('[{:.0f},{:.0f}]', report_delay_hours_low, report_delay_hours_high)
from report_delay_hours()
inner join labels using (attack_id)
where label = 'A1'
"""
KILLED = """
select coalesce(sum(killed_best), 0)::integer
from fct_attacks
where
    attacker_best_id in (select actor_id from dim_actor_affiliations where within_actor_id = '{}' and known_to is null)
    and attacker_status in {}
"""
CLAIMED, BLAMED = "('claimed', 'publisher_own_voice')", "('claimed', 'publisher_own_voice', 'blamed')"
QUESTIONS = (
    Asked("attacks", "select count(*) from fct_attacks", one),
    Asked("attacks by day", "select event_date::varchar, count(*) from fct_attacks group by 1 order by 1", dict),
    Asked("attacks at or near US facilities", f"{US_FACILITIES} select count(*) from attacks", one),
    Asked("share of munitions intercepted there", US_FACILITIES + RATE, one),
    Asked("attacks intercepted whole there", US_FACILITIES + OUTCOMES, one),
    Asked("killed", TOLL.format("killed"), one),
    Asked("injured", TOLL.format("injured"), one),
    Asked("by standard of attribution", STATUS, dict),
    Asked("denials", DENIALS, one),
    Asked("no comment", SILENCE, names),
    Asked("origins are parties alone", ORIGINS.format("bool_and(origin_id like 'actor:%')"), names),
    Asked("origins without a name alone", ORIGINS.format("bool_and(origin_kind in ('unnamed', 'role_only'))"), names),
    Asked("nobody behind the relay", ORIGINS.format("bool_and(origin_kind = 'relay')"), names),
    Asked("origins of the third attack", COUNT_OF_ORIGINS, one),
    Asked("hours until the first one was reported", DELAY, one),
    Asked("killed by Iran, as claimed or told", KILLED.format("act_irn", CLAIMED), one),
    Asked("killed by Iran, blame included", KILLED.format("act_irn", BLAMED), one),
    Asked("killed by the United States, blame included", KILLED.format("act_usa", BLAMED), one),
)


@pytest.fixture(scope="module")
def gold():
    return json.loads((SEED / "gold.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def published(tmp_path_factory, gold):
    """The published database after a run over the article alone, with the gold's name of each attack beside its id."""
    data = tmp_path_factory.mktemp("seed")
    settings = load_settings(data_dir=data, only_sources=("outside_desk",))
    for folder in (data / "sources", data / "wire" / "outside_desk"):
        folder.mkdir(parents=True)
    (data / "sources" / "outside_desk.yaml").write_text(DESK)
    item = {
        "uri": "urn:outsidedesk.example:1",
        "type": "text",
        "version": "1",
        "pubstatus": "usable",
        "language": "en",
        "versioncreated": "2026-03-11T12:00:00Z",
        "body_text": (SEED / "article.txt").read_text(encoding="utf-8"),
    }
    (data / "wire" / "outside_desk" / "1.json").write_text(json.dumps(item))
    run_job(settings, [datetime(2026, 3, 11, 13, tzinfo=UTC)], Silent())
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        connection.execute(
            "use marts; set timezone = 'UTC'; create temp table labels (label varchar, attack_id varchar)"
        )
        connection.executemany("insert into labels values (?, ?)", list(labelled(connection, gold)))
        yield connection


def labelled(connection, gold):
    """An attack has the name of the gold's whose first sentence one of its mentions starts in."""
    told = connection.execute(
        "select attack_id, sentence from fct_evidence where evidence_kind = 'mention' order by char_start"
    ).fetchall()
    for attack in gold["attacks"]:
        quotes = {one["quote"] for one in attack["mentions"]}
        yield from {(attack["attack_id"], attack_id) for attack_id, sentence in told if sentence in quotes}


def test_every_question_of_the_gold_is_asked(gold):
    assert len(gold["expected_queries"]) == len(QUESTIONS)


@pytest.mark.parametrize("number", range(len(QUESTIONS)), ids=[asked.name for asked in QUESTIONS])
def test_a_question_is_answered_as_the_gold_expects(published, gold, number):
    asked, expected = QUESTIONS[number], gold["expected_queries"][number]["value"]
    answer = asked.read(published.execute(asked.sql).fetchall())
    if isinstance(expected, str):  # a remark may follow
        expected = expected[: len(answer)]
    assert expected == answer
