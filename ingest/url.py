"""Canonical addresses: two links to one page become one text. Canonicalising twice changes nothing."""

from functools import lru_cache
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from url_normalize import url_normalize

from ingest.address import registered_domain, without_credentials

# Keys that name a campaign or a click, never a page (the idea of the list: miniflux, Apache-2.0).
TRACKING_KEYS = frozenset(
    "fbclid gclid dclid gbraid wbraid msclkid yclid twclid igshid mc_cid mc_eid oly_anon_id oly_enc_id _openstat "
    "vero_id wickedid at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4 ocid cmpid ns_campaign "
    "ns_mchannel ns_source traffic_source ref_src smid guccounter __twitter_impression mkt_tok".split()
)
_FRAGMENT_SAFE = "%/!$&'()*+,;=:@?-._~"
_TRACKING_PREFIXES = ("utm_", "itm_", "hsa_", "pk_campaign", "pk_kwd", "pk_source", "pk_medium", "mtm_")


def is_web(url: str) -> bool:
    """Whether an address is http or https and names a host."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def host_of(url: str) -> str | None:
    """The host that an address names, in lower case, or None where it names none."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def origin_of(url: str) -> tuple[str, str, int] | None:
    """Scheme, host and port of a web address, or None where it is none."""
    if not is_web(url):
        return None
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def without_key(url: str, name: str) -> str:
    """An address without a key of its query."""
    parts = urlsplit(url)
    kept = (part for part in parts.query.split("&") if unquote(part.partition("=")[0]) != name)
    return urlunsplit(parts._replace(query="&".join(kept)))


def join(base: str, link: str) -> str | None:
    """A link as an absolute web address without user and password, or None where it is none."""
    try:
        absolute = urljoin(base, link.strip())
    except ValueError:
        return None
    return without_credentials(absolute) if is_web(absolute) else None


@lru_cache(maxsize=16_384)
def canonicalise(url: str) -> str:
    """RFC 3986 normal form without tracking keys, credentials and in-page fragment; other query keys are kept.

    What is no web address is returned as it is.
    """
    bare, _, fragment = url.strip().partition("#")
    if not is_web(bare):
        return url
    try:
        parts = urlsplit(url_normalize(bare) or bare)
    except (UnicodeError, ValueError):  # a host that cannot be one, such as a label of 70 letters
        return url
    if not parts.netloc:
        return url
    # The query is cut, not decoded: bytes of an old encoding would all become the same mark of ignorance.
    query = "&".join(part for part in parts.query.split("&") if not _is_tracking(unquote(part.partition("=")[0])))
    # Only these name a page of their own, in sites that are drawn by scripts.
    page = quote(fragment, safe=_FRAGMENT_SAFE) if fragment.startswith(("/", "!")) else ""
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path or "/", query, page))


def _is_tracking(name: str) -> bool:
    return name.lower() in TRACKING_KEYS or name.lower().startswith(_TRACKING_PREFIXES)


def is_same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one registered domain; tenants of a hosting service are not each other."""
    domains = [registered_domain(host_of(url), parts_hosting=True) for url in (one, other)]
    return domains[0] == domains[1] and bool(domains[0])


def is_homepage(url: str) -> bool:
    """Whether an address is a host's front page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    names_a_page = parts.query or parts.fragment.startswith(("/", "!"))
    return parts.path in ("", "/") and not names_a_page
