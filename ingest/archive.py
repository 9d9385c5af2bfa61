"""Captures → WARC and back: everything that was fetched, as received, before anything reads it.

A capture is a `response`, `revisit` or `resource` record (none where nothing was answered) and, after it, a `metadata`
record in JSON: the point of commitment, so that a file torn before it keeps all earlier captures. A file grows as
`….warc.gz.open` and is renamed when it is whole or large; `landing/` keeps a note for each file until it is loaded.
"""

import json
import os
import uuid
import zlib
from base64 import b32encode
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha1, sha256
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ingest import durable
from ingest.codes import CaptureKind, FetchError
from ingest.errors import DamagedArchive
from ingest.headers import header
from ingest.keys import key
from ingest.records import Capture
from ingest.response import Hop, Response

MAX_FILE_BYTES = 256 * 2**20
_METADATA_TYPE = "application/json"
_STAMP = "%Y%m%dT%H%M%SZ"
_NO_HEADERS: tuple[tuple[str, str], ...] = ()
_CAUSES = {FetchError.TOO_LARGE: "length", FetchError.TIMEOUT: "time"}
# Where the payload of a revisit stands; the names are those that web archives use.
_ORIGINAL_FILE, _ORIGINAL_OFFSET = "WARC-Refers-To-Filename", "WARC-Refers-To-File-Offset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a capture was made for."""

    kind: CaptureKind
    source_id: str
    feed_id: str | None
    entry_ids: tuple[str, ...]
    polled_at: datetime


@dataclass(frozen=True, slots=True)
class Captured:
    """A capture with its payload, still encoded as received, and the headers and hops of its answer."""

    capture: Capture
    payload: bytes
    headers: tuple[tuple[str, str], ...] = ()
    hops: tuple[Hop, ...] = ()

    @property
    def content_encoding(self) -> str | None:
        """How the payload is encoded."""
        return header(self.headers, "content-encoding")


class ArchiveWriter:
    """A context that appends captures to new WARC files; leaving it makes them durable, and leaves none that is empty.

    `known` gives the last capture of an address: where its payload comes again, a revisit record points to it.
    """

    def __init__(
        self,
        archive: Path,
        landing: Path,
        polled_at: datetime,
        *,
        known: Mapping[str, Capture] | None = None,
        max_file_bytes: int = MAX_FILE_BYTES,
    ) -> None:
        self._archive, self._landing, self._polled_at = archive, landing, polled_at
        self._known = known or {}
        self._max_file_bytes = max_file_bytes

    def __enter__(self) -> Self:
        self._open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def add(self, asked: Asked, answer: Response) -> str:
        """Store an answer, or the reason why there is none, and return its capture_id."""
        capture_id = key("cap", asked.kind, asked.feed_id or asked.source_id, answer.url, asked.polled_at.isoformat())
        original = self._original(answer)
        if answer.status is not None:
            record = self._revisit(capture_id, answer, original) if original else self._response(capture_id, answer)
            self._writer.write_record(record)
        self._commit(capture_id, asked, answer, original.capture_id if original else None)
        return capture_id

    def add_file(self, asked: Asked, url: str, body: bytes, fetched_at: datetime) -> str:
        """Store a wire file as a resource record and return its capture_id."""
        answer = Response(url=url, final_url=url, fetched_at=fetched_at, body=body)
        capture_id = key("cap", asked.kind, asked.source_id, url, sha256(body).hexdigest())
        record = self._writer.create_warc_record(
            url, "resource", payload=BytesIO(body), length=len(body), warc_headers_dict=_dates(capture_id, answer)
        )
        self._writer.write_record(record)
        self._commit(capture_id, asked, answer, None)
        return capture_id

    def _open(self) -> None:
        final = _next_path(self._archive, self._polled_at)
        self._open_path = final.with_name(final.name + durable.OPEN)
        self._note = self._landing / f"{final.name}.json"
        self._open_path.parent.mkdir(parents=True, exist_ok=True)
        self._landing.mkdir(parents=True, exist_ok=True)
        durable.write(self._note, json.dumps({"warc_file": final.relative_to(self._archive).as_posix()}).encode())
        self._file = self._open_path.open("xb")
        self._writer = WARCWriter(self._file, gzip=True)
        self._count = 0

    def _close(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        if self._count:
            durable.finish(self._open_path)
        else:
            self._open_path.unlink()
            self._note.unlink()

    def _original(self, answer: Response) -> Capture | None:
        """The earlier capture of the same address with the same whole payload."""
        before = self._known.get(answer.url)
        if before is None or not answer.body or answer.error is not None:
            return None
        return before if before.sha256 == sha256(answer.body).hexdigest() else None

    def _response(self, capture_id: str, answer: Response) -> ArcWarcRecord:
        return self._writer.create_warc_record(
            answer.final_url,
            "response",
            payload=BytesIO(answer.body),
            length=len(answer.body),
            http_headers=_http_headers(answer),
            warc_headers_dict=_dates(capture_id, answer) | _truncation(answer),
        )

    def _revisit(self, capture_id: str, answer: Response, original: Capture) -> ArcWarcRecord:
        place = {_ORIGINAL_FILE: original.warc_file, _ORIGINAL_OFFSET: str(original.warc_offset)}
        return self._writer.create_revisit_record(
            answer.final_url,
            _sha1(answer.body),
            original.final_url,
            _warc_date(original.fetched_at),
            http_headers=_http_headers(answer),
            warc_headers_dict=_dates(capture_id, answer) | place,
        )

    def _commit(self, capture_id: str, asked: Asked, answer: Response, revisit_of: str | None) -> None:
        facts = asdict(asked) | {
            "capture_id": capture_id,
            "url": answer.url,
            "final_url": answer.final_url,
            "status": answer.status,
            "error": answer.error,
            "fetched_at": answer.fetched_at,
            "etag": answer.header("etag"),
            "last_modified": answer.header("last-modified"),
            "content_type": answer.header("content-type"),
            "is_truncated": answer.is_truncated,
            "revisit_of": revisit_of,
            "hops": [asdict(hop) for hop in answer.hops],
        }
        body = json.dumps(facts, default=_jsonable, ensure_ascii=False, sort_keys=True).encode()
        record = self._writer.create_warc_record(
            answer.final_url,
            "metadata",
            payload=BytesIO(body),
            length=len(body),
            warc_content_type=_METADATA_TYPE,
            warc_headers_dict=_dates(key(capture_id, "metadata"), answer),
        )
        self._writer.write_record(record)
        self._file.flush()
        self._count += 1
        if self._file.tell() >= self._max_file_bytes:
            self._close()
            self._open()


def list_landed(archive: Path, landing: Path) -> list[Path]:
    """The WARC files that no run has loaded yet, oldest first; what a killed run left open is made whole first."""
    files = []
    for note in sorted(landing.glob("*.warc.gz.json")):
        path = archive / json.loads(note.read_bytes())["warc_file"]
        unfinished = path.with_name(path.name + durable.OPEN)
        if unfinished.exists():
            durable.salvage(unfinished)
        if path.exists():
            files.append(path)
        else:
            note.unlink()
    return files


def forget_landed(landing: Path, path: Path) -> None:
    """Drop the note of a file that is loaded."""
    (landing / f"{path.name}.json").unlink(missing_ok=True)


def list_files(archive: Path) -> list[Path]:
    """Every finished WARC file, in the order in which they were made."""
    return sorted(archive.rglob("*.warc.gz"), key=lambda path: path.name)


def made_at(path: Path) -> datetime:
    """The `polled_at` of a file's captures, to the second."""
    return datetime.strptime(path.name.partition("-")[0], _STAMP).replace(tzinfo=UTC)


def read_file(archive: Path, path: Path) -> Iterator[Captured]:
    """The whole captures of one WARC file, in the order in which they were made.

    Raises DamagedArchive where the file, or one that a revisit points to, does not hold what was written to it.
    """
    relative = path.relative_to(archive).as_posix()
    payload, headers, place = b"", _NO_HEADERS, None
    for record, body, offset, size in _records(path):
        match record.rec_type:
            case "response" | "resource":
                payload, headers, place = body, _headers(record), (offset, size)
            case "revisit":
                payload, headers, place = _payload_of_original(archive, record), _headers(record), (offset, size)
            case "metadata":
                facts = _facts(path, body)
                hops = tuple(Hop(**hop) for hop in facts.pop("hops", ()))
                yield Captured(_capture(facts, payload, (relative, *(place or (offset, size)))), payload, headers, hops)
                payload, headers, place = b"", _NO_HEADERS, None


def read_payload(archive: Path, capture: Capture) -> Captured:
    """One capture's payload by its place in the archive; a revisit's is that of the capture it points to."""
    record = _record_at(archive / capture.warc_file, capture.warc_offset)
    match record.rec_type:
        case "metadata":
            payload = b""
        case "revisit":
            payload = _payload_of_original(archive, record)
        case _:
            payload = record.raw_stream.read()
    return Captured(capture, payload, _headers(record))


def _facts(path: Path, body: bytes) -> dict[str, Any]:
    try:
        facts: dict[str, Any] = json.loads(body)
    except ValueError as fault:
        raise _torn(path) from fault
    return facts


def _records(path: Path) -> Iterator[tuple[ArcWarcRecord, bytes, int, int]]:
    """Each record with its body, offset and length.

    Raises DamagedArchive where a digest fails, nothing can be read, or the file ends within a record.
    """
    offset = 0
    with path.open("rb") as file:
        iterator = ArchiveIterator(file, check_digests=True)
        try:
            for record in iterator:
                body = record.raw_stream.read()
                offset, size = iterator.get_record_offset(), iterator.get_record_length()
                if record.digest_checker.passed is False:
                    message = f"{path} is damaged at byte {offset}: restore it from a backup"
                    raise DamagedArchive(message, subject=str(path))
                yield record, body, offset, size
        # The last two are warcio's at a header that is cut off.
        except (ArchiveLoadFailed, EOFError, zlib.error, AttributeError, ValueError) as fault:
            raise _torn(path) from fault
    # warcio takes the end of a file for the end of a record.
    size = path.stat().st_size
    if not size or durable.end_of_whole_records(path, offset) != size:
        raise _torn(path)


def _torn(path: Path) -> DamagedArchive:
    return DamagedArchive(f"{path} cannot be read to its end: restore it from a backup", subject=str(path))


def _record_at(path: Path, offset: int) -> ArcWarcRecord:
    try:
        with path.open("rb") as file:
            file.seek(offset)
            record = next(iter(ArchiveIterator(file)))
            # The stream ends with the file: what is needed of it is read now.
            record.raw_stream = BytesIO(record.raw_stream.read())
            return record
    except FileNotFoundError as fault:
        raise DamagedArchive(f"{path} is missing: restore it from a backup", subject=str(path)) from fault
    except (OSError, StopIteration, ArchiveLoadFailed, AttributeError, ValueError) as fault:
        message = f"{path} does not hold a record at byte {offset}: restore it from a backup"
        raise DamagedArchive(message, subject=str(path)) from fault


def _payload_of_original(archive: Path, revisit: ArcWarcRecord) -> bytes:
    path = archive / revisit.rec_headers.get_header(_ORIGINAL_FILE)
    original = _record_at(path, int(revisit.rec_headers.get_header(_ORIGINAL_OFFSET)))
    payload: bytes = original.raw_stream.read()
    if _sha1(payload) != revisit.rec_headers.get_header("WARC-Payload-Digest"):
        message = f"{path} does not hold the payload that a later capture points to: restore it from a backup"
        raise DamagedArchive(message, subject=str(path))
    return payload


def _capture(facts: dict[str, Any], payload: bytes, place: tuple[str, int, int]) -> Capture:
    instants = {name: datetime.fromisoformat(facts[name]) for name in ("polled_at", "fetched_at")}
    return Capture(
        **(facts | instants | {"kind": CaptureKind(facts["kind"]), "entry_ids": tuple(facts["entry_ids"])}),
        sha256=sha256(payload).hexdigest() if payload else None,
        size_bytes=len(payload),
        warc_file=place[0],
        warc_offset=place[1],
        warc_length=place[2],
    )


def _headers(record: ArcWarcRecord) -> tuple[tuple[str, str], ...]:
    return tuple(record.http_headers.headers) if record.http_headers else ()


def _http_headers(answer: Response) -> StatusAndHeaders:
    # aiohttp has joined the chunks already, so the header that announces them would make readers look for them.
    headers = [(name, value) for name, value in answer.headers if name.lower() != "transfer-encoding"]
    return StatusAndHeaders(f"{answer.status} {answer.reason}", headers, protocol="HTTP/1.1")


def _dates(record_id: str, answer: Response) -> dict[str, str]:
    return {
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, record_id)}>",
        "WARC-Date": _warc_date(answer.fetched_at),
    }


def _warc_date(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _truncation(answer: Response) -> dict[str, str]:
    cause = _CAUSES.get(FetchError(answer.error), "disconnect") if answer.error else "unspecified"
    return {"WARC-Truncated": cause} if answer.is_truncated else {}


def _sha1(payload: bytes) -> str:
    """As WARC readers write it."""
    return f"sha1:{b32encode(sha1(payload, usedforsecurity=False).digest()).decode()}"


def _next_path(archive: Path, polled_at: datetime) -> Path:
    folder = archive / polled_at.astimezone(UTC).strftime("%Y/%m/%d")
    stem = polled_at.astimezone(UTC).strftime(_STAMP)
    taken = [int(path.name[len(stem) + 1 :].split(".")[0]) for path in folder.glob(f"{stem}-?????.warc.gz*")]
    return folder / f"{stem}-{max(taken, default=0) + 1:05d}.warc.gz"


def _jsonable(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"not for a metadata record: {type(value).__name__}")
