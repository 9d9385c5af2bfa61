"""Plays the demo once and writes what it prints into README.md, docs/ and tests/quality/floors.json.

Read the difference before you commit it: it shows what a change of the coder does to the newsroom. A floor is only
lowered with --lower.
"""

import json
import re
import shlex
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from orchestration.cookbook import page  # noqa: E402
from orchestration.query import open_published  # noqa: E402
from orchestration.truth_check import read_found  # noqa: E402
from samples.newsroom.score import Score, score  # noqa: E402
from samples.newsroom.truth import truth_files  # noqa: E402

COOKBOOK = ROOT / "docs" / "cookbook.md"
FLOORS = ROOT / "tests" / "quality" / "floors.json"
PARTS = ("fields", "tolls", "claims", "articles without an attack", "sites with two names")
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
ASKED = re.compile(r"(```console\n\$ \.venv/bin/sigact --data-dir demo-data sql (\"[^\"]+\")\n)(.*?)(```)", re.DOTALL)
PLAYED = re.compile(r"(```console\n\$ make demo[^\n]*\n)(.*?)(\n\$ make test|```)", re.DOTALL)
# The attacks of the printed table that the documents show.
SHOWN = (
    "Khor Mor gas field",
    "US Consulate General Erbil",
    "Hawija",
    "Harir Air Base",
    "Kataib Imam Ali position, Dibis",
    "Baghdad Diplomatic Support Center",
    "Khanaqin",
    "Al-Qaim",
)
_SHORT = 7  # the head of the table and six attacks: the README's first screen


def main() -> None:
    """Refresh everything."""
    with tempfile.TemporaryDirectory() as folder:
        printed = _sigact(folder, "demo")
        for document in DOCUMENTS:
            text = document.read_text(encoding="utf-8")
            text = ASKED.sub(lambda hit: hit[1] + _trimmed(_ask(folder, hit[2])) + "\n" + hit[4], text)
            told = _told(printed, is_short=document.name == "README.md")
            text = PLAYED.sub(rf"\g<1>{_escaped(told)}\g<3>", text)
            document.write_text(text, encoding="utf-8")
        with open_published(Path(folder) / "demo-data" / "published" / "sigact.duckdb") as connection:
            COOKBOOK.write_text(page(connection), encoding="utf-8")
        scored = score(read_found(Path(folder) / "demo-data" / "build.duckdb"))
    _write_floors(scored, may_lower="--lower" in sys.argv[1:])


def _told(printed: str, *, is_short: bool) -> str:
    """The newcomer's part of what the demo prints."""
    lines = [line.rstrip() for line in printed.splitlines()]
    at = {
        name: next(i for i, line in enumerate(lines) if line.startswith(name))
        for name in ("New:", "day ", "munit", "Again")
    }
    rows = [_row(lines[at["day "] + 1 : at["munit"]], place) for place in SHOWN]
    table = [lines[at["day "]], *(row for row in rows if row), "…"]
    summary = lines[at["Again"] : at["Again"] + lines[at["Again"] :].index("")]
    if is_short:
        return "\n".join([lines[at["New:"]], *table[:_SHORT], "…", summary[1]])
    return "\n".join([lines[at["New:"]], "", *table, lines[at["munit"]], "", *summary]) + "\n"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\")


def _row(rows: list[str], place: str) -> str | None:
    """The first row of a place, with the lines that it runs over."""
    at = next((i for i, row in enumerate(rows) if f"  {place}  " in row), None)
    if at is None:
        return None
    more = next((i for i in range(at + 1, len(rows)) if not rows[i].startswith(" ")), len(rows))
    return "\n".join(rows[at:more])


def _ask(folder: str, quoted: str) -> str:
    return _sigact(folder, "--data-dir", "demo-data", "sql", shlex.split(quoted)[0])


def _sigact(folder: str, *arguments: str) -> str:
    sigact = Path(sys.executable).with_name("sigact")
    done = subprocess.run([sigact, *arguments], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return done.stdout


def _trimmed(printed: str) -> str:
    return "\n".join(line.rstrip() for line in printed.strip().splitlines())


def _write_floors(scored: Score, *, may_lower: bool) -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    before, after = floors.get("newsroom", {}), _floors(scored)
    lower = [part for part in PARTS if after["right"][part] < before.get("right", {}).get(part, 0)]
    lower += ["attacks found"] * (after["attacks found"] < before.get("attacks found", 0))
    lower += ["attacks invented at most"] * (
        after["attacks invented at most"] > before.get("attacks invented at most", sys.maxsize)
    )
    if lower and not may_lower:
        sys.exit(f"the documents are written; floors are not, for these would be lower: {', '.join(lower)} (--lower)")
    FLOORS.write_text(json.dumps(floors | {"newsroom": after}, indent=2) + "\n", encoding="utf-8")


def _floors(scored: Score) -> dict[str, Any]:
    articles = sorted((ROOT / "samples" / "newsroom" / "articles").glob("*.yaml"))
    return {
        "corpus_sha256": sha256(b"".join(path.read_bytes() for path in [*articles, *truth_files()])).hexdigest(),
        "attacks found": len(scored.found),
        "attacks invented at most": len(scored.invented),
        "right": {part: scored.right(part) for part in PARTS},
    }


if __name__ == "__main__":
    main()
