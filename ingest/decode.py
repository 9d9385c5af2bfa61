"""Bodies as received → bytes as meant, piece by piece, without ever holding more than the caps allow."""

import contextlib
import zlib
from collections.abc import Iterator

from ingest.errors import SigactError

_MAX_LAYERS = 2
MAX_RATIO = 200
# Below this a high ratio harms nobody, and a short file of one letter has one.
_RATIO_COUNTS_FROM = 64 * 1024
_PIECE_BYTES = 64 * 1024
_MAGIC = b"\x1f\x8b"


class Undecodable(SigactError):
    """The body is in an encoding that we do not read, is broken, or grows beyond its cap."""


class Decoder:
    """Undoes `Content-Encoding` (gzip or deflate, at most two layers, also where a layer is not declared).

    `feed` and `finish` raise Undecodable with `bad_encoding` or `too_large`, the latter for more than `max_bytes`
    decoded, or more than `max_ratio` times what was received. What comes out was never still encoded.
    """

    def __init__(self, encoding: str | None, *, max_bytes: int, max_ratio: float = MAX_RATIO) -> None:
        names = [name.strip().lower() for name in (encoding or "").split(",")]
        layers = [name for name in names if name not in ("", "identity")]
        if len(layers) > _MAX_LAYERS or any(name not in ("gzip", "x-gzip", "deflate") for name in layers):
            raise Undecodable("bad_encoding", subject=encoding)
        self._layers = [_Layer() for _ in layers]
        self._head: bytes | None = b""  # what may yet turn out to be the beginning of a layer; None once that is known
        self._max_bytes, self._max_ratio = max_bytes, max_ratio
        self._received = self._decoded = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The decoded pieces that this part of the body gives; not until they are asked for."""
        self._received += len(data)
        for piece in self._undo(data, 0):
            self._count(len(piece))
            yield piece

    def finish(self) -> bytes:
        """The last bytes, once all is fed; raises where a layer is torn."""
        rest, self._head = self._head or b"", None
        if any(not layer.is_whole for layer in self._layers):
            raise Undecodable("bad_encoding")
        self._count(len(rest))
        return rest

    def _undo(self, data: bytes, depth: int) -> Iterator[bytes]:
        if depth < len(self._layers):
            for piece in self._layers[depth].inflate(data):
                yield from self._undo(piece, depth + 1)
        elif self._head is None:
            yield data
        else:
            yield from self._look(self._head + data, depth)

    def _look(self, head: bytes, depth: int) -> Iterator[bytes]:
        """Whether one more layer begins here that no header told of."""
        if len(head) < len(_MAGIC) and _MAGIC.startswith(head):
            self._head = head
        elif not head.startswith(_MAGIC):
            self._head = None
            yield head
        elif depth == _MAX_LAYERS:
            raise Undecodable("bad_encoding")
        else:
            self._head = b""
            self._layers.append(_Layer())
            yield from self._undo(head, depth)

    def _count(self, size: int) -> None:
        self._decoded += size
        is_bomb = self._decoded > max(_RATIO_COUNTS_FROM, self._max_ratio * self._received)
        if self._decoded > self._max_bytes or is_bomb:
            raise Undecodable("too_large")


class Gauge:
    """Measures what a body grows to while it arrives, and keeps nothing of it."""

    def __init__(self, encoding: str | None, *, max_bytes: int, max_ratio: float = MAX_RATIO) -> None:
        self._decoder: Decoder | None = None
        with contextlib.suppress(Undecodable):
            self._decoder = Decoder(encoding, max_bytes=max_bytes, max_ratio=max_ratio)

    def feed(self, data: bytes) -> bool:
        """Whether the body is within its caps so far; one that cannot be decoded is, and only `is_broken`."""
        if self._decoder is None:
            return True
        try:
            for _ in self._decoder.feed(data):
                pass
        except Undecodable as fault:
            self._decoder = None
            return str(fault) != "too_large"
        return True

    def is_broken(self) -> bool:
        """Whether the body, now that all of it is here, cannot be decoded."""
        if self._decoder is None:
            return True
        try:
            self._decoder.finish()
        except Undecodable:
            return True
        return False


class _Layer:
    """One gzip or zlib stream, of one member or several."""

    def __init__(self) -> None:
        self._inflater = _new_inflater()
        self._tail = b""  # after the end of a member: perhaps half of the next one's mark

    @property
    def is_whole(self) -> bool:
        return self._inflater.eof

    def inflate(self, data: bytes) -> Iterator[bytes]:
        data, self._tail = self._tail + data, b""
        while data:
            if self._inflater.eof:
                if not data.startswith(_MAGIC):  # padding after the end, which some servers send
                    self._tail = data if data == _MAGIC[:1] else b""
                    return
                self._inflater = _new_inflater()
            try:
                piece = self._inflater.decompress(data, _PIECE_BYTES)
            except zlib.error as error:
                raise Undecodable("bad_encoding") from error
            if piece:
                yield piece
            data = self._inflater.unused_data if self._inflater.eof else self._inflater.unconsumed_tail


def _new_inflater() -> "zlib._Decompress":
    # 32 + 15: zlib tells gzip and zlib headers apart itself.
    return zlib.decompressobj(32 + zlib.MAX_WBITS)


def decode(body: bytes, encoding: str | None, *, max_bytes: int) -> bytes:
    """A whole body without its encodings. Raises Undecodable as `Decoder` does."""
    decoder = Decoder(encoding, max_bytes=max_bytes)
    return b"".join([*decoder.feed(body), decoder.finish()])


def decode_start(body: bytes, encoding: str | None, *, max_bytes: int) -> bytes:
    """As much of the beginning of a body as can be decoded, up to `max_bytes`: for what is of use when torn."""
    found = bytearray()
    try:
        decoder = Decoder(encoding, max_bytes=max_bytes)
        for piece in decoder.feed(body):
            found += piece
        found += decoder.finish()
    except Undecodable:
        pass
    return bytes(found[:max_bytes])
