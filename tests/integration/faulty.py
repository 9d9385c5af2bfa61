"""Days of a site, each with a fault of its own and then played to its end: FOLDER DAYS SEED, SEED 0 without any fault.

Prints what was told at the end, without the times at which it was learned.
"""

import json
import os
import random
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from ingest.address import registered_domain
from ingest.source.read import LIMITS, read
from orchestration.coding_input import make_article
from orchestration.collect import collect
from orchestration.copying import trace_copies
from orchestration.extraction import extract_articles
from orchestration.resolving import resolve_attacks
from orchestration.revisits import revisit_articles
from orchestration.stages import code_articles, register_sources
from tests.integration.killed import Points, Watched, in_a_process
from tests.nearby import WORKERS, Nearby, Site, workplace_of

BEGAN = datetime(2026, 3, 1, 5, tzinfo=UTC)
# How old a report is when it is listed: a clock that was set back believes no date of the day after its tomorrow.
AGE = timedelta(days=2)
FAULTS = ("kill", "full disk", "locked database", "broken feed", "clock back", "clock ahead")
CITIES = ("Quetta", "Peshawar", "Karachi", "Basra", "Mosul", "Kirkuk", "Kharkiv", "Odesa", "Bamako", "Aden")
WORDS = (
    "the a of and to in market road noon rain price school bridge harvest river council budget talks summer company "
    "festival library train bread water street garden letter museum weather"
).split()
TOLD = """
select articles.canonical_url, versions.version_no, versions.text_sha256, mentions.event_type,
    mentions.event_date::varchar, mentions.char_start, attacks.attack
from ingest.articles
inner join ingest.article_versions as versions using (article_id)
left join ingest.mentions using (article_version_id)
left join (
    select attack_id, list(mention_id) as ids, string_agg(mention_id, ' ' order by mention_id) as attack
    from (
        select mention_id, arg_max(attack_id, known_from) as attack_id from ingest.attack_membership group by mention_id
    )
    group by attack_id
) as attacks on list_contains(attacks.ids, mentions.mention_id)
order by all
"""


class Full(Points):
    """A disk on which nothing more can be made durable from a point on."""

    def passed(self):
        self.count += 1
        if self.killed_at and self.count >= self.killed_at:
            raise OSError(28, "No space left on device")


def told_at(number):
    return BEGAN + timedelta(days=number) - AGE


def items(day):
    """The last ten days, as a feed lists them: an attack a day, of which every third is told twice."""
    for number in range(max(0, day - 9), day + 1):
        for copy in range(2 if number % 3 == 0 else 1):
            yield number, copy


def rss(day):
    listed = "".join(
        f"<item><guid isPermaLink='false'>{number}-{copy}</guid><title>Bus {number}</title>"
        f"<link>http://a.example/{number}-{copy}</link>"
        f"<pubDate>{told_at(number).strftime('%a, %d %b %Y %H:%M:%S +0000')}</pubDate></item>"
        for number, copy in items(day)
    )
    return f"<rss version='2.0'><channel><title>x</title>{listed}</channel></rss>".encode()


def rest(number, copy):
    """What else a page says: no two say the same, else they would be taken for a wall of their host."""
    chance = random.Random(10 * number + copy)
    return "".join(f"<p>It says {' '.join(chance.choices(WORDS, k=24))} again.</p>" for _ in range(12))


def page(number, copy):
    who = ("Gunmen opened fire on a bus in {} on {}, killing {} passengers, police said.",
           "At least {2} people died when gunmen shot at a bus in {0} on {1}, officials said.")[copy]  # fmt: skip
    text = who.format(CITIES[number % len(CITIES)], f"{told_at(number):%A}", 5 + number)
    article = f"<article><h1>Bus {number}</h1><p>{text}</p>{rest(number, copy)}</article>"
    return f"<html lang='en'><body>{article}</body></html>".encode()


def round_of(workplace, port, now, points):
    """One day, watched at whatever becomes durable."""
    os.fsync, os.rename, os.replace = map(points.watch, (os.fsync, os.rename, os.replace))
    connect = duckdb.connect
    duckdb.connect = lambda *arguments, **named: Watched(connect(*arguments, **named), points)
    with workplace.locked():
        register_sources(workplace, now)
        collect(workplace, Nearby(port), now)
        for stage in (extract_articles, revisit_articles, trace_copies, code_articles, resolve_attacks):
            stage(workplace, now)
    return points.count


@contextmanager
def another_program(database):
    """Somebody has the database open, for as long as we live."""
    code = "import duckdb, sys; opened = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    process = subprocess.Popen([sys.executable, "-c", code, database], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"open\n"
    yield
    process.kill()
    process.wait()


def load(workplace):
    """Whatever takes long to load, once: the processes of all rounds have it then."""
    registered_domain("a.example")
    WORKERS.run(id, read, LIMITS)
    article, _ = make_article({"article_id": "first", "text": "Gunmen opened fire on a bus in Quetta on Sunday."})
    assert workplace.coder.code(article, BEGAN).mentions
    _ = workplace.reference, workplace.registry  # no frame: the threads of polars are not there after a fork


def play(folder, days, seed):
    workplace, site, chance = workplace_of(folder, ("/rss",)), Site(), random.Random(seed)
    load(workplace)
    # Each kind at least once, none on the last day, so that what a broken feed held back still comes.
    faults = [*FAULTS, *(chance.choice(FAULTS) for _ in range(days - 7))] if seed else [None] * (days - 1)
    chance.shuffle(faults)
    while faults[0] == "locked database":  # on the first day there is none
        chance.shuffle(faults)
    faults.append(None)
    with site.serve() as port:
        for day in range(days):
            now = BEGAN + timedelta(days=day)
            for number, copy in items(day):
                site.answers[f"/{number}-{copy}"] = (200, page(number, copy), {"Content-Type": "text/html"})
            site.answers["/rss"] = (200, rss(day), {})
            fault = faults[day]
            if fault in ("kill", "full disk"):
                points = (Points if fault == "kill" else Full)(chance.randint(1, 30))
                in_a_process(round_of, workplace, port, now, points)
            elif fault == "locked database":
                with another_program(workplace.settings.build_database):
                    assert in_a_process(round_of, workplace, port, now, Points(0))[0] == 1
            elif fault == "broken feed":
                site.answers["/rss"] = chance.choice([(500, b"", {}), (200, b"<html>sorry</html>", {}), (200, b"", {})])
            elif fault == "clock back":
                now -= timedelta(days=2, hours=1)
            elif fault == "clock ahead":
                now += timedelta(hours=23)
            assert in_a_process(round_of, workplace, port, now, Points(0))[0] == 0, f"day {day}, {fault}"
    with duckdb.connect(str(workplace.settings.build_database), read_only=True) as connection:
        return {"faults": faults, "told": connection.execute(TOLD).fetchall()}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(play(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
