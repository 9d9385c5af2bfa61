"""What an analyst may set of an attack: columns of fct_attacks, and which values each may have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

import duckdb

from ingest import codes
from ingest.errors import SigactError
from orchestration.highlight import visible

# What a value must be, in words.
_KINDS = {
    "uinteger": "whole number from 0 on",
    "date": "date such as 2026-03-10",
    "timestamptz": "instant such as 2026-03-10T05:00Z",
    "boolean": "true or false",
}
_BOUNDS = ("low", "best", "high")
_COUNTED = ("launched", "intercepted", "impacted", "killed", "injured")


class ValueRefused(SigactError):
    """A field cannot be set, or not to this; the message says to what it can be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Its SQL type; the codes, or the dimension and its key, that its values are of; whether it may be unknown."""

    kind: str = "varchar"
    codes: type[StrEnum] | None = None
    dimension: tuple[str, str] | None = None
    is_required: bool = False


_ACTOR, _SITE = ("dim_actors", "actor_id"), ("dim_sites", "site_id")
COLUMNS: Mapping[str, Column] = {
    "event_type": Column(codes=codes.EventType, is_required=True),
    "weapon_type": Column(dimension=("dim_weapons", "weapon_type")),
    "event_date": Column(kind="date"),
    "occurred_start": Column(kind="timestamptz"),
    "occurred_end": Column(kind="timestamptz"),
    "date_granularity": Column(codes=codes.DateGranularity, is_required=True),
    "place_id": Column(dimension=("dim_places", "place_id")),
    "site_id": Column(dimension=_SITE),
    "site_relation": Column(codes=codes.SiteRelation),
    "target_site_id": Column(dimension=_SITE),
    "target_actor_id": Column(dimension=_ACTOR),
    "target_is_stated": Column(kind="boolean", is_required=True),
    "attacker_best_id": Column(dimension=_ACTOR),
    "attacker_status": Column(codes=codes.AttackerStatus, is_required=True),
    "interceptor_actor_id": Column(dimension=_ACTOR),
    "outcome": Column(codes=codes.Outcome),
    "outcome_claimed": Column(codes=codes.Outcome),
    "damage": Column(codes=codes.Damage),
} | {f"{counted}_{bound}": Column(kind="uinteger") for counted in _COUNTED for bound in _BOUNDS}
# What makes no sense alone.
_TOGETHER = (("occurred_start", "occurred_end"),)


def read_values(connection: duckdb.DuckDBPyConnection, given: Iterable[str]) -> dict[str, str | None]:
    """`field=value` as the warehouse writes it, None for `field=`. Raises ValueRefused."""
    found = dict(_read(connection, each) for each in given)
    for together in _TOGETHER:
        if 0 < len(found.keys() & set(together)) < len(together):
            raise ValueRefused(f"set {' and '.join(together)} in one command", subject=together[0])
    return found


def check_laws(values: Mapping[str, str | None]) -> None:
    """Raise ValueRefused where values that an analyst has set cannot be true together."""
    for counted in _COUNTED:
        numbers = [int(value) for bound in _BOUNDS if (value := values.get(f"{counted}_{bound}"))]
        if numbers != sorted(numbers):
            raise ValueRefused(f"{counted}: low, best and high must rise, these are {numbers}", subject=counted)
    launched, intercepted, impacted = (values.get(f"{counted}_best") for counted in _COUNTED[:3])
    if launched and int(intercepted or 0) + int(impacted or 0) > int(launched):
        message = f"{intercepted or 0} intercepted and {impacted or 0} impacted are more than {launched} launched"
        raise ValueRefused(message, subject="launched_best")
    start, end = values.get("occurred_start"), values.get("occurred_end")
    if start and end and start > end:
        raise ValueRefused("occurred_start is after occurred_end", subject="occurred_start")


def _read(connection: duckdb.DuckDBPyConnection, given: str) -> tuple[str, str | None]:
    name, sign, text = given.partition("=")
    column = COLUMNS.get(name)
    if column is None:
        near = get_close_matches(name, COLUMNS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"it is one of {', '.join(sorted(COLUMNS))}"
        raise ValueRefused(f"{visible(name)!r} cannot be set: {hint}", subject=name)
    if not sign:
        raise ValueRefused(f"write {name}=VALUE, or {name}= where it is not known", subject=name)
    if not text and column.is_required:
        raise ValueRefused(f"{name} is never unknown: give it a value", subject=name)
    return name, _as_stored(connection, name, column, text.strip()) if text else None


def _as_stored(connection: duckdb.DuckDBPyConnection, name: str, column: Column, text: str) -> str:
    [(value,)] = connection.execute(f"select try_cast(? as {column.kind})::varchar", [text]).fetchall()
    if value is None:
        message = f"{name}: {visible(text)!r} is no {_KINDS.get(column.kind, 'text')}"
        raise ValueRefused(message, subject=name)
    allowed = _allowed(connection, column)
    if allowed is not None and value not in allowed:
        near = get_close_matches(value, allowed, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else _listed(column, allowed)
        raise ValueRefused(f"{name}: there is no {visible(value)!r}; {hint}", subject=name)
    return str(value)


def _allowed(connection: duckdb.DuckDBPyConnection, column: Column) -> list[str] | None:
    if column.codes:
        return [code.value for code in column.codes]
    if column.dimension:
        table, key = column.dimension
        return [row[0] for row in connection.execute(f"select {key} from marts.{table} order by 1").fetchall()]
    return None


def _listed(column: Column, allowed: list[str]) -> str:
    return f"{column.dimension[0]} lists them" if column.dimension else f"it is one of {', '.join(allowed)}"
