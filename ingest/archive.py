"""Captures → WARC and back: everything that was fetched, as received, before anything reads it.

A capture is a `response` or `resource` record (none where nothing was answered) and, after it, a `metadata` record in
JSON. The metadata record is the point of commitment: a file torn before it keeps all earlier captures.
A file grows as `….warc.gz.open` and is renamed when it is whole; `landing/` keeps a note for each file until it is
loaded, so that a run finds what a killed one left without listing the archive.
"""

import json
import os
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ingest.codes import CaptureKind
from ingest.errors import DamagedArchive
from ingest.fetch import Hop, Response
from ingest.headers import header
from ingest.keys import key
from ingest.records import Capture

_OPEN = ".open"
_CHUNK_BYTES = 1 << 20
_METADATA_TYPE = "application/json"


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
    """A context that appends captures to one new WARC file; leaving it makes the file durable, or none if empty."""

    def __init__(self, archive: Path, landing: Path, polled_at: datetime) -> None:
        self._final = _next_path(archive, polled_at)
        self._open_path = self._final.with_name(self._final.name + _OPEN)
        self._note = landing / f"{self._final.name}.json"
        self._relative = self._final.relative_to(archive).as_posix()
        self._count = 0

    def __enter__(self) -> Self:
        self._open_path.parent.mkdir(parents=True, exist_ok=True)
        self._note.parent.mkdir(parents=True, exist_ok=True)
        _write_durably(self._note, json.dumps({"warc_file": self._relative}).encode())
        self._file = self._open_path.open("xb")
        self._writer = WARCWriter(self._file, gzip=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        if self._count:
            _make_final(self._open_path)
        else:
            self._open_path.unlink()
            self._note.unlink()

    def add(self, asked: Asked, answer: Response) -> str:
        """Store an answer, or the reason why there is none, and return its capture_id."""
        capture_id = key("cap", asked.kind, asked.feed_id or asked.source_id, answer.url, asked.polled_at.isoformat())
        if answer.status is not None:
            self._writer.write_record(self._response_record(capture_id, answer))
        self._write_metadata(capture_id, asked, answer)
        return capture_id

    def add_file(self, asked: Asked, url: str, body: bytes, fetched_at: datetime) -> str:
        """Store a wire file as a resource record and return its capture_id."""
        answer = Response(url=url, final_url=url, fetched_at=fetched_at, body=body)
        capture_id = key("cap", asked.kind, asked.source_id, url, sha256(body).hexdigest())
        record = self._writer.create_warc_record(
            url, "resource", payload=BytesIO(body), length=len(body), warc_headers_dict=_dates(capture_id, answer)
        )
        self._writer.write_record(record)
        self._write_metadata(capture_id, asked, answer)
        return capture_id

    def _response_record(self, capture_id: str, answer: Response) -> ArcWarcRecord:
        # aiohttp has joined the chunks already, so the header that announces them would make readers look for them.
        headers = [(name, value) for name, value in answer.headers if name.lower() != "transfer-encoding"]
        status_line = StatusAndHeaders(f"{answer.status} {answer.reason}", headers, protocol="HTTP/1.1")
        return self._writer.create_warc_record(
            answer.final_url,
            "response",
            payload=BytesIO(answer.body),
            length=len(answer.body),
            http_headers=status_line,
            warc_headers_dict=_dates(capture_id, answer),
        )

    def _write_metadata(self, capture_id: str, asked: Asked, answer: Response) -> None:
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


def list_landed(archive: Path, landing: Path) -> list[Path]:
    """The WARC files that no run has loaded yet, oldest first; what a killed run left open is made whole first."""
    files = []
    for note in sorted(landing.glob("*.warc.gz.json")):
        path = archive / json.loads(note.read_bytes())["warc_file"]
        unfinished = path.with_name(path.name + _OPEN)
        if unfinished.exists():
            _salvage(unfinished)
        if path.exists():
            files.append(path)
        else:
            note.unlink()
    return files


def forget_landed(landing: Path, path: Path) -> None:
    """Drop the note of a file that is loaded."""
    (landing / f"{path.name}.json").unlink(missing_ok=True)


def read_file(archive: Path, path: Path) -> Iterator[Captured]:
    """The whole captures of one WARC file, in the order in which they were made."""
    relative = path.relative_to(archive).as_posix()
    with path.open("rb") as file:
        iterator = ArchiveIterator(file, check_digests=True)
        headers: tuple[tuple[str, str], ...] = ()
        payload, start, length = b"", None, 0
        for record in iterator:
            body = record.raw_stream.read()
            offset, size = iterator.get_record_offset(), iterator.get_record_length()
            if record.digest_checker.passed is False:
                raise DamagedArchive(f"{path} is damaged at byte {offset}: restore it from a backup", subject=str(path))
            if record.rec_type in ("response", "resource"):
                payload, headers, start, length = body, _headers(record), offset, size
            elif record.rec_type == "metadata":
                facts = json.loads(body)
                place = (relative, offset if start is None else start, size if start is None else length)
                hops = tuple(Hop(**hop) for hop in facts.pop("hops", ()))
                facts.pop("is_truncated", None)
                yield Captured(_capture(facts, payload, place), payload, headers, hops)
                payload, headers, start, length = b"", (), None, 0


def read_payload(archive: Path, capture: Capture) -> Captured:
    """One capture's payload by its place in the archive."""
    with (archive / capture.warc_file).open("rb") as file:
        file.seek(capture.warc_offset)
        record = next(iter(ArchiveIterator(file)))
        payload = b"" if record.rec_type == "metadata" else record.raw_stream.read()
        return Captured(capture, payload, _headers(record))


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


def _salvage(unfinished: Path) -> None:
    """Cut a torn file after its last whole record and give it its final name; drop it if it holds none."""
    whole = _end_of_whole_records(unfinished)
    if not whole:
        unfinished.unlink()
        return
    with unfinished.open("r+b") as file:
        file.truncate(whole)
        os.fsync(file.fileno())
    _make_final(unfinished)


def _end_of_whole_records(path: Path) -> int:
    """The offset after the last complete gzip member: each record is a member of its own."""
    end, inflater = 0, zlib.decompressobj(16 + zlib.MAX_WBITS)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            while chunk:
                try:
                    inflater.decompress(chunk)
                except zlib.error:
                    return end
                if not inflater.eof:
                    break
                chunk = inflater.unused_data
                end = file.tell() - len(chunk)
                inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
    return end


def _headers(record: ArcWarcRecord) -> tuple[tuple[str, str], ...]:
    return tuple(record.http_headers.headers) if record.http_headers else ()


def _dates(record_id: str, answer: Response) -> dict[str, str]:
    return {
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, record_id)}>",
        "WARC-Date": answer.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def _next_path(archive: Path, polled_at: datetime) -> Path:
    folder = archive / polled_at.astimezone(UTC).strftime("%Y/%m/%d")
    stem = polled_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    taken = [int(path.name[len(stem) + 1 :].split(".")[0]) for path in folder.glob(f"{stem}-?????.warc.gz*")]
    return folder / f"{stem}-{max(taken, default=0) + 1:05d}.warc.gz"


def _make_final(unfinished: Path) -> None:
    unfinished.rename(unfinished.with_name(unfinished.name.removesuffix(_OPEN)))
    _sync_folder(unfinished.parent)


def _write_durably(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _jsonable(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"not for a metadata record: {type(value).__name__}")
