"""The comparison itself: the truth held against the truth is right, and what is changed is found wrong."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from samples.newsroom.found import Found, slug_of
from samples.newsroom.press import Press
from samples.newsroom.score import FIELDS, score

END = date(2026, 3, 22)


def _attack(attack: dict[str, Any], day: date) -> dict[str, Any]:
    """A row of fct_attacks that says exactly what is true on a day."""
    told = attack | attack.get("as_of", {}).get(day, {})
    row = {column: told[name] for name, column in FIELDS.items()} | {"attack_id": f"att_{attack['label']}"}
    for harm in ("killed", "injured"):
        toll = told[harm]
        best = toll["best"] if isinstance(toll, dict) else 0 if toll == "explicit_zero" else toll
        row[f"{harm}_best"] = None if best == "none_known_to_source" else best
        row[f"{harm}_low"], row[f"{harm}_high"] = (
            (toll["low"], toll["high"]) if isinstance(toll, dict) else (None, None)
        )
    return row


def _reports(attack: dict[str, Any], day: date) -> list[dict[str, Any]]:
    told = attack | attack.get("as_of", {}).get(day, {})
    tolls = {harm: told[harm] for harm in ("killed", "injured") if told[harm] is not None}
    return [
        {
            "attack_id": f"att_{attack['label']}",
            "harm": harm,
            "report_kind": toll if isinstance(toll, str) else "count",
            "best": toll["best"] if isinstance(toll, dict) else None if isinstance(toll, str) else toll,
            "side": toll["side"] if isinstance(toll, dict) else "target",
        }
        for harm, toll in tolls.items()
    ]


def _found(truth: dict[str, Any], day: date = END) -> Found:
    known = [attack for attack in truth["attacks"] if attack["known_on"] < day]
    return Found(
        until=day,
        attacks=tuple(_attack(attack, day) for attack in known),
        casualty_reports=tuple(report for attack in known for report in _reports(attack, day)),
        claims=tuple(
            {"attack_id": f"att_{row['attack']}", "speaker_actor_id": row["speaker"], "stance": row["stance"],
             "about_actor_id": row["about"]}
            for row in truth["claims"]
        ),
        evidence=(),
        versions=(),
        entries=(),
    )  # fmt: skip


@pytest.mark.parametrize("day", [date(2026, 3, day) for day in (4, 8, 10, 11, 12, 14, 18, 22)])
def test_what_is_true_on_the_day_of_a_round_is_right(truth: dict[str, Any], day: date) -> None:
    scored = score(_found(truth, day))
    counts = next(row for row in truth["counts"] if row["day"] == day)
    assert ((), {}, counts["attacks"]) == (scored.missed, dict(scored.invented), len(scored.found))
    for part in ("fields", "tolls", "claims"):
        assert [] == [line for line in scored.parts.get(part, ()) if not line.is_right]


def test_a_wrong_value_is_one_wrong_line(truth: dict[str, Any]) -> None:
    found = _found(truth)
    [first, *others] = found.attacks
    scored = score(replace(found, attacks=(first | {"impacted_best": 99}, *others)))
    wrong = [(part, line.what, line.got) for part, line in scored.wrong() if part in ("fields", "tolls", "claims")]
    assert [("fields", "impacted", 99)] == wrong


def test_an_attack_on_another_day_is_missed_and_invented(truth: dict[str, Any]) -> None:
    found = _found(truth)
    [first, *others] = found.attacks
    moved = first | {"event_date": first["event_date"] - timedelta(days=40)}
    scored = score(replace(found, attacks=(moved, *others)))
    assert (1, {first["attack_id"]}) == (len(scored.missed), set(scored.invented))


def test_one_found_attack_stands_for_one_true_one(truth: dict[str, Any]) -> None:
    found = _found(truth)
    scored = score(replace(found, attacks=(*found.attacks, found.attacks[0] | {"attack_id": "att_twin"})))
    assert 1 == len(scored.invented)


def test_an_article_is_known_by_its_address_and_by_its_wire_number(press: Press) -> None:
    for piece in press.pieces:
        outlet = press.outlets[piece.outlet]
        if piece.path:
            assert piece.slug == slug_of(f"http://{outlet.host}{piece.path}", "whatever")
        elif piece.wire:
            assert piece.slug == slug_of(None, f"urn:newsml:{outlet.host}:{piece.wire.day:%Y%m%d}:{piece.wire.number}")
    assert slug_of("http://elsewhere.example/none", None) is None
