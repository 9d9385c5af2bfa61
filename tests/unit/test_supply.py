"""What sigact is made of comes from the lock, and what it reads it reads by itself."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ALONE = """
import sys
def watch(event, _):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise SystemExit(f"asks the network: {event}")
sys.addaudithook(watch)
from ingest.address import registered_domain
from ingest.article.language import detect
from ingest.source.xml_feed import feedparser
assert "bbc.co.uk" == registered_domain("feeds.bbc.co.uk")
assert "de" == detect("In der Nacht fielen Granaten auf den Markt der Stadt, sagte die Polizei am Montag.", None)
assert "x" == feedparser.parse(b"<rss version='2.0'><channel><title>x</title></channel></rss>").feed.title
"""


def test_every_dependency_is_locked_to_one_version_with_its_hashes():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    packages = [line for line in lock.splitlines() if line and not line.startswith((" ", "#", "-"))]
    assert len(packages) > 100
    assert [] == [line for line in packages if not re.match(r"\S+==\S+.*--hash=sha256:", line)]


def test_reading_what_came_asks_nobody():
    done = subprocess.run([sys.executable, "-c", ALONE], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, done.stderr)
