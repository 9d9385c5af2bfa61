"""Bodies as received → bytes as meant, without ever holding more than the caps allow."""

import zlib

from ingest.errors import SigactError

_MAX_LAYERS = 2


class Undecodable(SigactError):
    """The body is in an encoding that we do not read, is broken, or grows beyond its cap."""


def decode(body: bytes, encoding: str | None, *, max_bytes: int) -> bytes:
    """Undo `Content-Encoding` (gzip or deflate, at most two layers), up to `max_bytes` decoded bytes.

    Raises Undecodable with `bad_encoding` or `too_large`; bytes that are still encoded are never returned.
    """
    names = [name.strip().lower() for name in (encoding or "").split(",")]
    layers = [name for name in names if name not in ("", "identity")]
    if len(layers) > _MAX_LAYERS or any(name not in ("gzip", "x-gzip", "deflate") for name in layers):
        raise Undecodable("bad_encoding", subject=encoding)
    for _ in layers:
        body = _inflate(body, max_bytes)
    if body[:2] == b"\x1f\x8b":
        body = _inflate(body, max_bytes)
    return body


def _inflate(body: bytes, max_bytes: int) -> bytes:
    # 32 + 15: zlib tells gzip and zlib headers apart itself.
    inflater = zlib.decompressobj(32 + zlib.MAX_WBITS)
    try:
        decoded = inflater.decompress(body, max_bytes + 1)
    except zlib.error as error:
        raise Undecodable("bad_encoding") from error
    if len(decoded) > max_bytes:
        raise Undecodable("too_large")
    if not inflater.eof:
        raise Undecodable("bad_encoding")
    return decoded
