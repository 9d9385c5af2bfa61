"""Rounds of a run over a hostile server: each with the answers of its day."""

from datetime import timedelta

from orchestration.collect import collect
from orchestration.extraction import extract_articles
from tests.hostile.server import NOW, QUICK, Outside, http, serving
from tests.nearby import workplace_of

DAY = timedelta(days=1)
TEXT = "".join(f"<p>Paragraph {number} tells of shells that fell on the market at noon.</p>" for number in range(12))
PAGE = http(200, f"<html><body><article>{TEXT}</article></body></html>".encode(), "Content-Type: text/html")
ITEM = "<item><guid isPermaLink='false'>{0}</guid><title>Entry {0}</title><link>http://a.example/{0}</link></item>"


def listing(*items):
    return f"<rss version='2.0'><channel><title>x</title>{''.join(items)}</channel></rss>".encode()


def rss(*guids):
    return listing(*map(ITEM.format, guids))


def rounds(folder, *stages, gap=0.0, feeds=("/rss",), days=None, limits=QUICK, workplace=None, reads_pages=True):
    """A round a day, or on these days, each with the answers of its stage; the workplace, and what each was asked."""
    workplace, asked = workplace or workplace_of(folder / "data", feeds), []
    with serving({}) as server, workplace.locked():
        for day, answers in zip(days or range(len(stages)), stages, strict=True):
            server.answers = answers
            server.seen.clear()
            collect(workplace, Outside(server, gap, limits), NOW + day * DAY)
            if reads_pages:
                extract_articles(workplace, NOW + day * DAY)
            asked.append(list(server.seen))
    return workplace, asked


def rows(workplace, query):
    with workplace.locked(), workplace.database() as connection:
        return connection.execute(query).fetchall()


def sent(asked, name, path="/rss"):
    """The value of a header in the request for a feed."""
    [head] = [head for head in asked if head.startswith(f"GET {path} ")]
    return next((line.partition(": ")[2] for line in head.splitlines() if line.lower().startswith(name)), None)


def paths(asked):
    return [head.split(" ")[1] for head in asked]
