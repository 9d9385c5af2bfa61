"""A release: the published facts of one publication, frozen with their digests and the answers of the cookbook.

Made from the published file alone, so that a replay of the same archive by the same version gives the same digest.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from ingest.errors import ExportRefused
from orchestration.cookbook import answer, questions
from warehouse.export.package import write_tables
from warehouse.export.written import describe, plain, scratch, write_text

MANIFEST = "release.json"
_README = """# {name}

The facts that sigact {version} published on {day} from the registry `{registry}`.

- `tables/`: every published table as Parquet, without the texts of articles; quotes have at most 300 characters.
- `answers/`: the questions of the cookbook with their SQL and what this release answers.
- `release.json`: rows and SHA-256 of each file, and one digest over all of them.

Cite it as: sigact {version}, release {name}, digest {digest}.

Check it: `sigact release verify FOLDER`. Make it again from the archive it was made from: install sigact {version},
move `build.duckdb` away, run `sigact replay --since DAY` with the day of the first capture, then `sigact release`: the
digest is the same.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A release on disk; `is_new` if this call wrote it."""

    folder: Path
    digest: str
    row_counts: Mapping[str, int]
    is_new: bool


def release(connection: duckdb.DuckDBPyConnection, parent: Path, name: str | None = None) -> Release:
    """Freeze what a connection to the published file sees, in `parent`/`name` (else the day of publication).

    A release that says the same is left as it is. Raises ExportRefused if the name is taken by another.
    """
    meta = dict(connection.execute("select key, value from marts.meta").fetchall())
    day = meta["published_at"][:10]
    folder = parent / (name or day)
    with scratch(folder) as fresh:
        made = _write(connection, fresh, meta, folder.name)
        if not folder.exists():
            fresh.rename(folder)
            return _read(folder, is_new=True)
    frozen = _read(folder, is_new=False)
    if frozen.digest != made["digest"]:
        raise ExportRefused(
            f"{folder} holds a release that says something else, and a release is never changed: give a --name",
            subject=str(folder),
        )
    return frozen


def _write(connection: duckdb.DuckDBPyConnection, fresh: Path, meta: Mapping[str, str], name: str) -> dict[str, Any]:
    (fresh / "tables").mkdir()
    (fresh / "answers").mkdir()
    tables = write_tables(connection, "parquet", fresh / "tables")
    answers = [write_text(fresh / "answers" / f"{one.name}.json", _answered(connection, one)) for one in questions()]
    files = {f"tables/{file.path}": file for file in tables} | {f"answers/{file.path}": file for file in answers}
    made = {
        "name": name,
        "published_at": meta["published_at"],
        "registry": meta["registry"],
        "code_version": meta["code_version"],
        "digest": _digest({path: file.sha256 for path, file in files.items()}),
        "row_counts": {Path(file.path).stem: file.row_count for file in tables},
        "files": {path: {"sha256": file.sha256, "bytes": file.size_bytes} for path, file in sorted(files.items())},
    }
    write_text(fresh / MANIFEST, json.dumps(made, indent=2, ensure_ascii=False) + "\n")
    write_text(
        fresh / "README.md",
        _README.format(
            name=name,
            version=meta["code_version"],
            day=meta["published_at"][:10],
            registry=meta["registry"],
            digest=made["digest"],
        ),
    )
    return made


def _answered(connection: duckdb.DuckDBPyConnection, one: Any) -> str:
    columns, rows = answer(connection, one)
    told = {
        "question": one.asked,
        "note": one.note,
        "sql": one.sql,
        "columns": columns,
        "rows": [[plain(value) for value in row] for row in rows],
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def _digest(sums: Mapping[str, str]) -> str:
    """SHA-256 over the lines `sha256  path` in the order of paths, as `sha256sum` prints them."""
    lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items()))
    return hashlib.sha256(lines.encode("utf-8")).hexdigest()


def _read(folder: Path, *, is_new: bool) -> Release:
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return Release(folder=folder, digest=told["digest"], row_counts=told["row_counts"], is_new=is_new)
    except (OSError, ValueError, KeyError) as error:
        raise ExportRefused(f"{folder} is no release: it has no readable {MANIFEST}", subject=str(folder)) from error


def verify(folder: Path) -> list[str]:
    """What is wrong with a release, a sentence a fault; nothing if every file is as it was frozen.

    Raises ExportRefused if the folder is no release.
    """
    frozen = _read(folder, is_new=False)
    files = json.loads((folder / MANIFEST).read_text(encoding="utf-8")).get("files", {})
    present = {str(path.relative_to(folder)) for part in ("tables", "answers") for path in (folder / part).glob("*")}
    faults = [f"{path} is missing" for path in sorted(files.keys() - present)]
    faults += [f"{path} is no part of the release" for path in sorted(present - files.keys())]
    sums = {path: describe(folder / path, 0).sha256 for path in sorted(files.keys() & present)}
    faults += [f"{path} is not as it was frozen" for path, found in sums.items() if found != files[path]["sha256"]]
    if not faults and _digest(sums) != frozen.digest:
        faults.append(f"{MANIFEST} has another digest than its files")
    return faults
