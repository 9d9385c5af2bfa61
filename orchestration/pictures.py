"""Pictures for the Dagster UI: SVG of a few kilobytes inside Markdown, made of numbers alone, so that nothing acts."""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import duckdb

from ingest.text import normalise
from orchestration.preview import as_text

_WIDTH, _HEIGHT, _EDGE = 720, 180, 24
_MAP_HEIGHT = 360
_INK, _FAINT, _GROUND = "#b3261e", "#c9c4b8", "#fbfaf7"
_MOST_LISTED = 20
_LATEST = "(select max(event_date) from marts.fct_attacks)"

Place = tuple[float, float, int]


def attack_pictures(connection: duckdb.DuckDBPyConnection, before: dict[str, int]) -> dict[str, str]:
    """Name → Markdown: attacks a day, the map of the last 30 days, what is new or changed since `before`."""
    days = connection.execute(
        f"select event_date, count(*) from marts.fct_attacks where event_date > {_LATEST} - 90 group by 1 order by 1"
    ).fetchall()
    return {
        "attacks_a_day": per_day(days),
        "map_of_30_days": on_map(_recent(connection), _known(connection)),
        "new_and_changed": "\n".join(_changes(connection, before)) or "*nothing new, nothing changed*",
    }


def digests(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """attack_id → digest of its row, by which a changed one is known."""
    return dict(connection.execute("select attack_id, hash(line) from marts.fct_attacks as line").fetchall())


def per_day(counts: Sequence[tuple[date, int]]) -> str:
    """A bar a day, from the first to the last; days without an attack are empty."""
    if not counts:
        return "*no dated attack*"
    found, first, last = dict(counts), counts[0][0], counts[-1][0]
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    step, top = (_WIDTH - 2 * _EDGE) / len(days), max(found.values())
    foot, wide = _HEIGHT - _EDGE, step * 0.8
    bars = "".join(
        f'<rect x="{_EDGE + at * step:.1f}" y="{foot - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}"/>'
        for at, day in enumerate(days)
        if (tall := (_HEIGHT - 2 * _EDGE) * found.get(day, 0) / top)
    )
    words = _words(_EDGE, _HEIGHT - 6, f"{first:%-d %b %Y}") + _words(_WIDTH - 110, _HEIGHT - 6, f"{last:%-d %b %Y}")
    return _svg(_HEIGHT, f'<g fill="{_INK}">{bars}</g>{words}{_words(_EDGE, 14, f"most a day: {top}")}')


def on_map(attacks: Sequence[Place], known: Iterable[tuple[float, float]]) -> str:
    """A circle a place, its area as the number of attacks; the places that we know besides are faint dots."""
    if not attacks:
        return "*no attack with a known place in these days*"
    frame = _Frame(attacks)
    dots = "".join(f"M{x} {y}h2v2h-2z" for x, y in sorted({frame.at(*place) for place in known if frame.holds(*place)}))
    circles = "".join(
        f'<circle cx="{x}" cy="{y}" r="{3 * count**0.5:.1f}"/>'
        for latitude, longitude, count in attacks
        for x, y in [frame.at(latitude, longitude)]
    )
    return _svg(_MAP_HEIGHT, f'<path d="{dots}" fill="{_FAINT}"/><g fill="{_INK}" fill-opacity=".6">{circles}</g>')


class _Frame:
    """Degrees → pixels: plain, with room around the attacks, and at least ten degrees wide."""

    def __init__(self, attacks: Sequence[Place]) -> None:
        latitudes, longitudes = [place[0] for place in attacks], [place[1] for place in attacks]
        self._middle = (min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2
        wide = max(10.0, (max(longitudes) - min(longitudes)) * 1.2)
        high = max(5.0, (max(latitudes) - min(latitudes)) * 1.2)
        self._scale = min(_WIDTH / wide, _MAP_HEIGHT / high)

    def at(self, latitude: float, longitude: float) -> tuple[int, int]:
        """Where a place stands."""
        x = _WIDTH / 2 + (longitude - self._middle[1]) * self._scale
        return round(x), round(_MAP_HEIGHT / 2 - (latitude - self._middle[0]) * self._scale)

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a place is to be seen."""
        x, y = self.at(latitude, longitude)
        return 0 <= x <= _WIDTH and 0 <= y <= _MAP_HEIGHT


def _recent(connection: duckdb.DuckDBPyConnection) -> list[Place]:
    return connection.execute(
        f"""
        select coalesce(sites.latitude, places.latitude), coalesce(sites.longitude, places.longitude), count(*)
        from marts.fct_attacks as attacks
        left join marts.dim_sites as sites using (site_id)
        left join marts.dim_places as places on attacks.place_id = places.place_id
        where attacks.event_date > {_LATEST} - 30 and coalesce(sites.latitude, places.latitude) is not null
        group by all order by all
        """
    ).fetchall()


def _known(connection: duckdb.DuckDBPyConnection) -> list[tuple[float, float]]:
    return connection.execute(
        "select distinct latitude, longitude from marts.dim_places where latitude is not null"
    ).fetchall()


def _changes(connection: duckdb.DuckDBPyConnection, before: dict[str, int]) -> list[str]:
    now = digests(connection)
    changed = {attack_id: "new" if attack_id not in before else "changed" for attack_id in now}
    changed = {attack_id: kind for attack_id, kind in changed.items() if before.get(attack_id) != now[attack_id]}
    kinds = Counter(changed.values())
    lines = [f"{kinds['new']} new, {kinds['changed']} changed", ""] if changed else []
    rows = connection.execute(_ATTACKS, {"ids": list(changed), "most": _MOST_LISTED}).fetchall()
    return lines + [
        f"- {changed[attack_id]}: {as_text(told)}{_link(title, url)}" for attack_id, told, title, url in rows
    ]


_ATTACKS = """
select
    attacks.attack_id,
    concat_ws(', ', coalesce(event_date::varchar, 'date unknown'), replace(event_type, '_', ' '),
        coalesce(sites.name, places.name, 'place unknown')),
    articles.title,
    articles.url
from marts.fct_attacks as attacks
left join marts.dim_sites as sites using (site_id)
left join marts.dim_places as places on attacks.place_id = places.place_id
left join (
    select attack_id, arg_min(article_version_id, (published_at, evidence_id)) as article_version_id
    from marts.fct_evidence group by attack_id
) as told using (attack_id)
left join marts.dim_articles as articles using (article_version_id)
where attacks.attack_id in (select unnest($ids))
order by event_date desc nulls last, attack_id
limit $most
"""


def _link(title: str | None, url: str | None) -> str:
    """Only an address that Markdown can end nowhere but at its end."""
    if url is None or not url.startswith(("http://", "https://")) or set(url) & set(" <>()[]\\\"'`"):
        return f": {as_text(normalise(title))}" if title else ""
    return f": [{as_text(normalise(title or 'article'))}]({url})"


def _words(x: float, y: float, text: str) -> str:
    return f'<text x="{x:.0f}" y="{y}" font-family="sans-serif" font-size="11">{text}</text>'


def _svg(height: int, content: str) -> str:
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}">'
        f'<rect width="{_WIDTH}" height="{height}" fill="{_GROUND}"/>{content}</svg>'
    )
    return f"![picture](data:image/svg+xml;base64,{b64encode(picture.encode()).decode()})"
