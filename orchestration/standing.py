"""Whether the facts that were built last still stand, and if not, how much is to be built.

What counts is not how much time has passed but what the facts are made from: the ledger, the dbt project and what it
runs on, and of the present instant only the embargoes that have ended by it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from importlib import metadata
from pathlib import Path

import duckdb

from orchestration.settings import PROJECT
from warehouse.builds import last_build, read_inputs, relations

# What only says that somebody was asked; what is made of it is what dbt's selector `polls` names, which a test holds.
POLLS = frozenset({"captures", "feed_fetches", "feed_states"})
_RUNS_ON = ("dbt-core", "dbt-duckdb", "duckdb")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the facts are made from now, what of it has changed since they were built, and when that was."""

    inputs: Mapping[str, str]
    changed: frozenset[str]
    built_at: datetime | None

    @property
    def stands(self) -> bool:
        """Whether a build would change nothing."""
        return self.built_at is not None and not self.changed

    @property
    def only_polls(self) -> bool:
        """Whether nothing has come but answers without anything new."""
        return self.built_at is not None and self.changed <= POLLS

    def __str__(self) -> str:
        """Such as `nothing new since 2026-03-10 05:00 UTC: the build of then stands`."""
        if self.built_at is None:
            return "no build stands"
        then = f"{self.built_at:%Y-%m-%d %H:%M} UTC"
        if self.stands:
            return f"nothing new since {then}: the build of then stands"
        if self.only_polls:
            return f"nothing new since {then} but who was asked: the build of then stands, but for that"
        return f"new since {then}: {', '.join(sorted(self.changed))}"


class Project:
    """dbt's project as its manifest tells it."""

    def __init__(self, manifest: Path) -> None:
        self._path = manifest

    @cached_property
    def _manifest(self) -> dict[str, dict[str, dict[str, object]]]:
        return json.loads(self._path.read_bytes())  # type: ignore[no-any-return]

    @cached_property
    def tables(self) -> frozenset[str]:
        """The ledger's tables that any model reads."""
        sources, children = self._manifest["sources"], self._manifest["child_map"]
        return frozenset(str(source["name"]) for name, source in sources.items() if children.get(name))

    @cached_property
    def relations(self) -> frozenset[tuple[str, str]]:
        """Schema and name of what a build leaves behind."""
        made = [node for node in self._manifest["nodes"].values() if node["resource_type"] in ("model", "seed")]
        return frozenset((str(node["schema"]), str(node["alias"])) for node in made)

    @cached_property
    def checksums(self) -> dict[str, str]:
        """Model → dbt's checksum of its file."""
        models = [node for node in self._manifest["nodes"].values() if node["resource_type"] == "model"]
        return {str(node["name"]): str(node["checksum"]["checksum"]) for node in models}  # type: ignore[index]

    @cached_property
    def digest(self) -> str:
        """Of all files of the project, and of the versions of what runs it."""
        found = sha256(" ".join(metadata.version(name) for name in _RUNS_ON).encode())
        for path in sorted(path for path in PROJECT.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
            found.update(path.relative_to(PROJECT).as_posix().encode())
            found.update(sha256(path.read_bytes()).digest())
        return found.hexdigest()


def standing(connection: duckdb.DuckDBPyConnection, project: Project, now: datetime) -> Standing:
    """How the facts stand; a table of theirs that is gone is a change of the project."""
    inputs = read_inputs(connection, project.tables, now) | {"project": project.digest}
    before, built_at = last_build(connection)
    changed = {name for name in inputs.keys() | before.keys() if inputs.get(name) != before.get(name)}
    if not project.relations <= relations(connection):
        changed.add("project")
    return Standing(inputs=inputs, changed=frozenset(changed), built_at=built_at)
