"""Where a client of ours may connect to, and which addresses are one publisher's."""

import ipaddress
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from tld import parse_tld

_IPV4 = 4
# IPv6 addresses that are routed on the internet. Mapped (::ffff:0:0/96), NAT64 (64:ff9b::/96) and local ones lie
# outside; then what `is_global` passes although it leads elsewhere: 6to4 and its old relay, documentation, and a
# cloud's metadata host.
_ROUTED_IPV6 = ipaddress.ip_network("2000::/3")
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(net) for net in ("2002::/16", "3fff::/20", "192.88.99.0/24", "168.63.129.16/32")
)
WEB_PORTS = frozenset({80, 443})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Public addresses on these ports; or, where `loopback_ports` names any, those ports of this machine alone."""

    ports: frozenset[int] = WEB_PORTS
    loopback_ports: frozenset[int] = frozenset()

    def allows(self, ip: str, port: int) -> bool:
        """Whether a socket may be connected to an address, given as numbers, never as a name."""
        address = ipaddress.ip_address(ip.partition("%")[0])
        if self.loopback_ports:
            return address.is_loopback and port in self.loopback_ports
        return port in self.ports and _is_public(address)


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    is_routed = address.version == _IPV4 or address in _ROUTED_IPV6
    # `in` is False for a network of the other version.
    return (
        is_routed and address.is_global and not address.is_multicast and not any(address in net for net in _NOT_PUBLIC)
    )


@lru_cache(maxsize=65_536)
def registered_domain(host: str | None, *, parts_hosting: bool = False) -> str | None:
    """What was bought of a host name: `bbc.co.uk` of `feeds.bbc.co.uk`, by the Public Suffix List as bundled.

    Sites that share a hosting service's name share its servers, and count as one unless `parts_hosting`: then each
    is its own publisher's. An address in numbers is its own.
    """
    if host is None or host.replace(".", "").isdigit() or ":" in host:
        return host
    suffix, name, _ = parse_tld(host.rstrip("."), fail_silently=True, fix_protocol=True, search_private=parts_hosting)
    if suffix and suffix == name:  # the hosting service's own site
        return host
    return f"{name}.{suffix}" if suffix and name else ".".join(host.rstrip(".").split(".")[-2:])


def without_credentials(url: str) -> str:
    """An address without the user and password that it may carry; what is no address is returned as it is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if "@" in parts.netloc else url
