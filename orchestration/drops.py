"""The agencies' drop folders: what is finished goes in batches into archive and ledger, and out of the way."""

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ingest.archive import ArchiveWriter
from ingest.records import WireDrop
from ingest.source.drop import Scan, Seen, archive_files, in_batches, put_away, read_start, scan, set_aside
from ingest.source.wire.parse import sniff
from orchestration.loading import load_landed
from orchestration.settings import Settings
from orchestration.workplace import Workplace

BATCH_FILES = 500
# A folder that asks for longer is left to the next run: a run waits no more than this.
_LONGEST_WAIT_SECONDS = 30
# Reads what is archived into the ledger: rows added by table, and faults by address.
Load = Callable[[Workplace], tuple[Counter[str], Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class _Look:
    """A drop folder as it is, and what of it is finished."""

    drop: WireDrop
    seen: Scan
    finished: dict[str, Seen]

    @property
    def is_worth_a_wait(self) -> bool:
        return len(self.finished) < len(self.seen.files) and self.drop.settle_seconds <= _LONGEST_WAIT_SECONDS


def take_files(
    workplace: Workplace,
    now: datetime,
    *,
    load: Load | None = None,
    wait: Callable[[float], None] = time.sleep,
    most: int = BATCH_FILES,
) -> Counter[str]:
    """Take every finished file of every drop folder. Table → rows added.

    A file is finished when two scans `settle_seconds` apart found it the same; the first may be an earlier run's, of
    which a note is kept, else this run waits, once for all folders together.
    """
    settings = workplace.settings
    drops = [source.wire for source in workplace.asked if source.wire]
    looks = [_look(settings, drop, _earlier(settings, drop, now)) for drop in drops]
    if pause := max((look.drop.settle_seconds for look in looks if look.is_worth_a_wait), default=0):
        wait(pause)
        looks = [_look(settings, look.drop, look.seen) if look.is_worth_a_wait else look for look in looks]
    return sum((_empty(workplace, look, now, load or _load, most) for look in looks), Counter[str]())


def _load(workplace: Workplace) -> tuple[Counter[str], Mapping[str, str]]:
    loaded = load_landed(workplace)
    return loaded.added, loaded.faults


def _look(settings: Settings, drop: WireDrop, before: Scan) -> _Look:
    seen = scan(settings.wire / drop.path)
    return _Look(drop, seen, seen.settled(before) if drop.settle_seconds else seen.files)


def _empty(workplace: Workplace, look: _Look, now: datetime, load: Load, most: int) -> Counter[str]:
    """Archive, load and move the finished files, a batch at a time; note the others for the next run."""
    settings, drop, folder = workplace.settings, look.drop, workplace.settings.wire / look.drop.path
    added = Counter[str]()
    for name, reason in look.seen.passed_over.items():
        workplace.log.warning("wire_file.passed_over", source=drop.source_id, name=name, reason=reason)
    wanted = {name: seen for name, seen in look.finished.items() if not _is_unwanted(drop, folder, name, seen)}
    for batch in in_batches(wanted, most):
        with ArchiveWriter(settings.archive, settings.landing, now) as writer:
            taken = archive_files(drop, folder, batch, writer=writer, now=now)
        rows, faults = load(workplace)
        put_away(folder, taken, batch, faults)
        added.update(rows)
    _note(settings, drop, look, now)
    return added


def _is_unwanted(drop: WireDrop, folder: Path, name: str, seen: Seen) -> bool:
    """Whether a file is of a format that its source's registry file does not name; then it is set aside at once."""
    if not drop.formats:
        return False
    found = sniff(read_start(folder, name))
    if found in drop.formats:
        return False
    set_aside(folder, name, seen, f"{found or 'unknown'} is none of the source's formats: {', '.join(drop.formats)}")
    return True


def _note_path(settings: Settings, drop: WireDrop) -> Path:
    return settings.wire / ".scans" / f"{drop.path}.json"


def _earlier(settings: Settings, drop: WireDrop, now: datetime) -> Scan:
    """The last run's scan, if it is long enough ago; a note that cannot be read was never written."""
    try:
        note = json.loads(_note_path(settings, drop).read_bytes())
        if now - datetime.fromisoformat(note["scanned_at"]) < timedelta(seconds=drop.settle_seconds):
            return Scan()
        return Scan({name: Seen(*facts) for name, facts in note["files"].items()})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Scan()


def _note(settings: Settings, drop: WireDrop, look: _Look, now: datetime) -> None:
    path = _note_path(settings, drop)
    left = {name: astuple(seen) for name, seen in look.seen.files.items() if name not in look.finished}
    if not left:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.new")
    temporary.write_text(json.dumps({"scanned_at": now.isoformat(), "files": left}), encoding="utf-8")
    temporary.replace(path)
