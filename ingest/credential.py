"""What proves to an agency's service who asks: given to one origin alone, and kept in no text, file or log."""

import html
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus, urlencode, urlsplit, urlunsplit

from ingest.decode import Undecodable, decode
from ingest.url import without_key

_MASK = "REDACTED"
# What else a server hands to somebody whom it has let in.
_ISSUED = frozenset({"set-cookie", "set-cookie2", "authorization", "www-authenticate", "proxy-authenticate"})
_OF_BODY = frozenset({"content-encoding", "content-length"})

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """A secret, and where it goes: into a header, or under a key of the query.

    In `Authorization` a secret of one word is a bearer's; one with its scheme before it, such as "Basic …", goes as
    it is.
    """

    secret: str = field(repr=False)
    header: str = "Authorization"
    query_key: str | None = None

    def headers(self) -> dict[str, str]:
        """The header that carries it, if one does."""
        if self.query_key:
            return {}
        is_bare = self.header.lower() == "authorization" and " " not in self.secret
        return {self.header: f"Bearer {self.secret}" if is_bare else self.secret}

    def signed(self, url: str) -> str:
        """An address as it is asked."""
        if not self.query_key:
            return url
        parts = urlsplit(self.unsigned(url))
        added = urlencode({self.query_key: self.secret})
        return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, added)))))

    def unsigned(self, url: str) -> str:
        """An address as it is kept: without the key of ours that a server may repeat in what it links to."""
        return without_key(url, self.query_key) if self.query_key else url

    def is_told_in(self, text: str) -> bool:
        """Whether a text holds the secret, as it is or as addresses, JSON or markup write it."""
        return any(form in text for form in self._forms())

    def masked(self, text: str) -> str:
        """A text without the secret."""
        for form in self._forms():
            text = text.replace(form, _MASK)
        return text

    def clean(self, headers: Headers, body: bytes, *, max_bytes: int) -> tuple[Headers, bytes]:
        """An answer without the secret and without cookies. Its bytes are as received unless they repeat the secret.

        What cannot be decoded, and so not be looked through, is left out.
        """
        kept = tuple((name, self.masked(value)) for name, value in headers if name.lower() not in _ISSUED)
        encoding = ", ".join(value for name, value in headers if name.lower() == "content-encoding")
        try:
            plain = decode(body, encoding, max_bytes=max_bytes)
        except Undecodable:
            return kept, b""
        mended = self._without(plain)
        if mended == plain:
            return kept, body
        return tuple(each for each in kept if each[0].lower() not in _OF_BODY), mended

    def _without(self, body: bytes) -> bytes:
        for form in self._forms():
            body = body.replace(form.encode(), _MASK.encode())
        return body

    def _forms(self) -> Iterable[str]:
        """Longest first: the secret as a whole, then its last word, which a scheme stands before."""
        words = dict.fromkeys((self.secret, self.secret.rpartition(" ")[2]))
        forms = {
            form
            for word in words
            for form in (word, quote(word, safe=""), quote(word), quote_plus(word), html.escape(word),
                         word.replace("/", "\\/"))
        }  # fmt: skip
        return sorted(forms, key=len, reverse=True)
