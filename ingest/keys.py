"""Identity: the hash that every derived id is made with, so that the same input gives the same ids anywhere."""

from hashlib import sha256


def key(prefix: str, *parts: str | int | None) -> str:
    """`prefix_` and 20 hex digits (80 bits) of SHA-256 over the parts, each preceded by its length.

    A NULL and an empty part differ; so do ("ab", "c") and ("a", "bc").
    """
    digest = sha256()
    for part in parts:
        data = b"" if part is None else str(part).encode()
        digest.update(b"-" if part is None else f"{len(data)}:".encode())
        digest.update(data)
    return f"{prefix}_{digest.hexdigest()[:20]}"
