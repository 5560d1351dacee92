"""Which addresses of other programs the portal calls: https, a plain name, and only public places. Pure.

A name is looked up elsewhere; whatever it leads to is judged here, at registration and before every call.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from urllib.parse import SplitResult, urlsplit

IP = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

LONGEST = 500
PORTS = {"https": 443, "http": 80}
# Below it stand a machine's own services; none of them awaits news over HTTP.
FIRST_FREE_PORT, LAST_PORT = 1024, 65535
LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)", re.ASCII)
LONGEST_HOST = 253
# A last label of digits or of 0x… is a number to some resolvers: 2130706433, 127.1, 0x7f.0.0.1.
NUMERIC = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)", re.ASCII)
# What `is_global` of one Python or another lets through, or what carries another address within.
NEVER: tuple[Network, ...] = tuple(
    ip_network(one)
    for one in (
        "0.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "192.0.0.0/24", "192.88.99.0/24", "224.0.0.0/3",
        "::/8", "64:ff9b:1::/48", "100::/8", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    )
)  # fmt: skip
PUBLIC_V6 = IPv6Network("2000::/3")
TRANSLATED = IPv6Network("64:ff9b::/96")  # an IPv4 address behind a translator


class Fault(StrEnum):
    """Why an address is not called."""

    UNREADABLE = "unreadable"
    NOT_HTTPS = "not_https"
    WITH_PASSWORD = "with_password"
    BAD_HOST = "bad_host"
    BAD_PORT = "bad_port"
    UNKNOWN_HOST = "unknown_host"
    PRIVATE = "private"


class AddressRefused(Exception):
    """The portal does not call there."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address in its parts; `target` is the path with its query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """As the Host header has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def read(text: str, *, http_too: bool = False) -> WebAddress:
    """The address in its parts; refused where it is none that we would ever call."""
    if len(text) > LONGEST or not all("!" <= sign <= "~" for sign in text) or "\\" in text:
        raise AddressRefused(Fault.UNREADABLE)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise AddressRefused(Fault.UNREADABLE) from None
    if parts.scheme not in PORTS or (parts.scheme == "http" and not http_too):
        raise AddressRefused(Fault.NOT_HTTPS)
    if "@" in parts.netloc:
        raise AddressRefused(Fault.WITH_PASSWORD)
    if "#" in text:
        raise AddressRefused(Fault.UNREADABLE)
    own = PORTS[parts.scheme]
    found = WebAddress(parts.scheme, host_of(parts), own if port is None else port, target_of(parts))
    if found.port != own and not FIRST_FREE_PORT <= found.port <= LAST_PORT:
        raise AddressRefused(Fault.BAD_PORT)
    return found


def host_of(parts: SplitResult) -> str:
    """A plain name, or an IP address in the one way of writing it; other ways of writing a number are refused."""
    host = parts.hostname or ""
    if "[" in parts.netloc or ":" in host:
        return plain_ip(host, IPv6Address)
    labels = host.split(".")
    if len(host) > LONGEST_HOST or not all(LABEL.fullmatch(label) for label in labels):
        raise AddressRefused(Fault.BAD_HOST)
    if NUMERIC.fullmatch(labels[-1]):
        return plain_ip(host, IPv4Address)
    return host


def plain_ip(text: str, kind: type[IPv4Address] | type[IPv6Address]) -> str:
    try:
        found = kind(text)
    except ValueError:
        raise AddressRefused(Fault.BAD_HOST) from None
    if "%" in text:  # a zone names a network card of this machine
        raise AddressRefused(Fault.BAD_HOST)
    return str(found)


def target_of(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def require_callable(address: WebAddress, found: Sequence[str], allowed: Sequence[Network]) -> list[str]:
    """What the host's name leads to, if we may call every one of them; plain http only within what is allowed."""
    if not found:
        raise AddressRefused(Fault.UNKNOWN_HOST)
    for text in found:
        if not may_call(text, allowed):
            raise AddressRefused(Fault.PRIVATE)
        if address.scheme == "http" and not is_within(inner(text), allowed):
            raise AddressRefused(Fault.NOT_HTTPS)
    return list(found)


def may_call(text: str, allowed: Sequence[Network]) -> bool:
    """Whether an IP address is public, or in a network that the installation allows."""
    try:
        address = inner(text)
    except ValueError:
        return False
    if getattr(address, "scope_id", None) or address.is_multicast or address.is_unspecified:
        return False
    return is_within(address, allowed) or is_public(address)


def inner(text: str) -> IP:
    """The address that is meant: the IPv4 one that a mapped or a translated IPv6 address carries."""
    address = ip_address(text)
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in TRANSLATED:
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def is_public(address: IP) -> bool:
    if is_within(address, NEVER) or not address.is_global:
        return False
    return isinstance(address, IPv4Address) or address in PUBLIC_V6


def is_within(address: IP, networks: Sequence[Network]) -> bool:
    return any(address.version == network.version and address in network for network in networks)
