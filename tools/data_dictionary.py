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
- Every number leads to its words in [one join](#from-a-number-to-its-words), and what was believed or public at an
  instant is [one call](#functions).
"""
_WORDS = """
## From a number to its words

Every number of a fact leads to the sentences that it rests on by one join with `fct_evidence`, whose `quote`,
`sentence`, `source_chain` and offsets say who says it and where. `told` stands for the table of the number.

```sql
select told.killed_best, evidence.best, evidence.sentence, evidence.source_chain
from fct_attacks as told
inner join fct_evidence as evidence on evidence.attack_id = told.attack_id and evidence.field in ('killed', 'any')
```

| of | numbers | join `fct_evidence as evidence` on |
|---|---|---|
"""
_WITHOUT_WORDS = """
What is no number of a text: `withdrawn_article_count` counts rows of `fct_withdrawals`, whose words are shown nowhere
any more; `fct_source_coverage` counts requests and entries, whose articles are in `dim_articles` by `source_id` and the
day of `first_seen_at`; `priority` of `fct_review_items` is our own. `fct_aggregate_statements` carries its sentence
itself. The histories join as `fct_attacks` does; evidence is that of now. A column in `edited_fields` was set by an
analyst, whose reason stands in `fct_decisions`.
"""
# Table, its numbers, and the condition of the one join that leads from them to their words.
JOINS = (
    *(
        ("fct_attacks", tuple(f"{number}_{bound}" for bound in ("low", "best", "high")), f"{{attack}} and {field}")
        for number, field in (
            ("launched", "evidence.field = 'launched'"),
            ("intercepted", "evidence.field = 'intercepted'"),
            ("impacted", "evidence.field = 'impacted'"),
            ("killed", "evidence.field in ('killed', 'any')"),
            ("injured", "evidence.field in ('injured', 'any')"),
        )
    ),
    (
        "fct_attacks",
        ("latitude", "longitude", "coord_uncertainty_m"),
        "{attack} and evidence.field in ('site', 'place')",
    ),
    ("fct_attacks", ("article_count", "outlet_count"), "{attack} and evidence.evidence_kind = 'mention'"),
    ("fct_attacks", ("origin_count",), "{attack}"),
    (
        "fct_attack_weapons",
        ("origin_count", "mention_count"),
        "{attack} and evidence.field = 'weapon' and evidence.value = told.weapon_type",
    ),
    ("fct_casualty_reports", ("low", "best", "high"), "evidence.evidence_id = told.report_id"),
    (
        "fct_contradictions",
        ("origin_count",),
        "{attack} and list_contains(told.origin_ids, coalesce(evidence.origin_id, 'source:' || evidence.source_id))",
    ),
    (
        "bridge_attack_actors",
        ("origin_count",),
        "{attack} and (evidence.value = told.actor_id or told.role in ('attacker', 'speaker') "
        "and evidence.field = 'claim')",
    ),
    (
        "bridge_attack_articles",
        ("article_no", "hours_behind", "report_delay_hours_low", "report_delay_hours_high"),
        "{attack} and evidence.article_version_id = told.article_version_id",
    ),
    (
        "bridge_attack_origins",
        ("article_count",),
        "{attack} and told.origin_id = coalesce(evidence.origin_id, 'source:' || evidence.source_id)",
    ),
    ("fct_unresolved_names", ("mention_count", "article_count"), "evidence.evidence_id = told.example_evidence_id"),
)
MACROS = ROOT / "warehouse" / "table_macros.sql"
_FUNCTIONS = """
## Functions

Called as a table: `select * from attacks_published_asof('2026-03-11 12:00:00+00')`; other clients put `marts.` before
it. An instant without an offset is read in the client's time zone, which in `sigact sql` is UTC.

| function | |
|---|---|
"""


def page(manifest: Node) -> str:
    """The page as text."""
    marts = sorted(
        (node for node in manifest["nodes"].values() if node["resource_type"] == "model" and node["schema"] == "marts"),
        key=lambda node: (not node["name"].startswith("fct"), node["name"]),
    )
    tables = "".join(_table(node, _tests_of(manifest, node)) for node in marts)
    return _HEAD + "".join(_contents(marts)) + tables + "".join(_joins()) + "".join(_functions())


def joins() -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Each table with numbers of its, and the condition of the join with the evidence."""
    for table, numbers, condition in JOINS:
        yield table, numbers, condition.format(attack="evidence.attack_id = told.attack_id")


def _joins() -> Iterator[str]:
    yield _WORDS
    for table, numbers, condition in joins():
        columns, escaped = ", ".join(f"`{number}`" for number in numbers), condition.replace("|", "\\|")
        yield f"| `{table}` | {columns} | `{escaped}` |\n"
    yield _WITHOUT_WORDS


def _functions() -> Iterator[str]:
    text = MACROS.read_text(encoding="utf-8")
    said = dict(re.findall(r"comment on macro table marts\.(\w+) is\s+'((?:[^']|'')*)'", text))
    yield _FUNCTIONS
    for name, arguments in re.findall(r"create macro marts\.(\w+)\(([^)]*)\) as table", text):
        words = said[name].replace("''", "'")
        yield f"| `{name}({arguments})` | {words} |\n"


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
