"""Writes docs/data-dictionary.md, every published table with its columns and where its keys lead, and build/dbt.html,
dbt's own pages in one file. Both are made from the project alone; no database is needed."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "data-dictionary.md"
DBT_PAGES = ROOT / "build" / "dbt.html"
Node = Mapping[str, Any]
_HEAD = """\
# Data dictionary

Every table of the published database, as `sigact sql` and any client of DuckDB see it (there with the prefix
`marts.`). The same words are comments in the file: `describe fct_attacks` in `sigact sql`, or a client's own view of
a table, shows them. This page is made from the models by `make docs`.

- **NULL is unknown or not told, never zero.** A stated zero is 0.
- `_low`, `_best`, `_high` are the least, the best and the greatest figure told. `_at` is an instant in UTC.
- `known_from` and `known_to` say when this warehouse believed a row, `valid_from` and `valid_to` when it held in the
  world. `known_to` is NULL while it is believed.
- Every value leads to its words: join `fct_evidence` on `attack_id` and `field`, or on `evidence_id` from a claim
  (`claim_id`) or a casualty report (`report_id`).
"""


def page(manifest: Node) -> str:
    """The page as text."""
    marts = sorted(
        (node for node in manifest["nodes"].values() if node["resource_type"] == "model" and node["schema"] == "marts"),
        key=lambda node: (not node["name"].startswith("fct"), node["name"]),
    )
    return _HEAD + "".join(_contents(marts)) + "".join(_table(node, _tests_of(manifest, node)) for node in marts)


def _contents(marts: list[Node]) -> Iterator[str]:
    yield "\n| table | one row per |\n|---|---|\n"
    for node in marts:
        grain = re.search(r"One row per ([^.]+)\.$", node["description"])
        yield f"| [`{node['name']}`](#{node['name']}) | {grain[1] if grain else ''} |\n"


def _table(node: Node, tests: Mapping[str, Node]) -> str:
    key = tests["is_key"]["columns"]
    leads = tests.get("leads_to", {}).get("columns", {})
    lines = [f"\n## {node['name']}\n\n{node['description']}\n\nKey: {', '.join(f'`{column}`' for column in key)}.\n"]
    lines.append("\n| column | type | |\n|---|---|---|\n")
    for column in node["columns"].values():
        name, says = column["name"], column["description"].replace("|", "\\|")
        target = re.search(r"ref\('((?:dim|fct)_\w+)'\)", leads.get(name, {}).get("to", ""))
        says += f" → [`{target[1]}`](#{target[1]})" if target else ""
        lines.append(f"| `{name}` | {column['data_type']} | {says} |\n")
    return "".join(lines)


def _tests_of(manifest: Node, model: Node) -> dict[str, Node]:
    """Name of a generic test → its arguments."""
    return {
        node["test_metadata"]["name"]: node["test_metadata"]["kwargs"]
        for node in manifest["nodes"].values()
        if node.get("attached_node") == model["unique_id"] and node.get("test_metadata")
    }


def _generate(folder: Path) -> None:
    """Let dbt write its manifest and its pages into a folder."""
    project = ["--project-dir", str(ROOT / "dbt_project"), "--profiles-dir", str(ROOT / "dbt_project")]
    environment = {"SIGACT_BUILD_DATABASE": ":memory:", "DBT_TARGET_PATH": str(folder), "DBT_LOG_PATH": str(folder)}
    for command in (["parse"], ["docs", "generate", "--static", "--empty-catalog", "--no-compile"]):
        dbt = [sys.executable, "-W", "ignore", "-m", "dbt.cli.main", "--quiet", *command, *project]
        subprocess.run(dbt, env=os.environ | environment, check=True)  # noqa: S603 - our own words


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        _generate(Path(name))
        manifest = json.loads((Path(name) / "manifest.json").read_text(encoding="utf-8"))
        PAGE.write_text(page(manifest), encoding="utf-8")
        DBT_PAGES.parent.mkdir(exist_ok=True)
        shutil.copy(Path(name) / "static_index.html", DBT_PAGES)
    print(f"{PAGE.relative_to(ROOT)}, {DBT_PAGES.relative_to(ROOT)}")  # noqa: T201
