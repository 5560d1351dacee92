"""Calling another program: at the very IP address that was judged, within a bounded time, and nobody in between.

No proxy of the environment is used, no redirect is followed, and a certificate is checked with the system's store.
"""

import socket
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from typing import Self

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NewConnectionError
from urllib3.exceptions import TimeoutError as TimeoutOfUrllib3

from .web_addresses import WebAddress

Resolve = Callable[[str, int], list[str]]


class Unreached(Exception):
    """Nothing was answered; `code` is one of timeout, certificate, connection."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, and the first bytes of the rest."""

    status: int
    start: bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to connect, seconds for the answer to be there in whole, and how many bytes of it are read."""

    connect: float
    answer: float
    most_read: int


def resolve(host: str, port: int) -> list[str]:
    """Every IP address of a name, each once; none where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(place[0]) for *_rest, place in found))


def post(
    address: WebAddress, found: Sequence[str], body: bytes, headers: dict[str, str], limits: Limits
) -> Answer:
    """Send it to the first of the IP addresses that can be reached."""
    for ip in found[:-1]:
        try:
            return post_to(ip, address, body, headers, limits)
        except NotConnected:
            continue
    return post_to(found[-1], address, body, headers, limits)


class NotConnected(Unreached):
    """Nothing was sent yet, so that another address of the same name may be tried."""


def post_to(ip: str, address: WebAddress, body: bytes, headers: dict[str, str], limits: Limits) -> Answer:
    connection = connection_to(ip, address, limits)
    with Watch(connection, limits.connect + limits.answer) as watch:
        try:
            connection.connect()
        except ssl.SSLError as error:
            raise Unreached(watch.code_of(error)) from error
        except (OSError, HTTPError) as error:
            raise NotConnected(watch.code_of(error)) from error
        connection.timeout = limits.answer
        try:
            answer = ask(connection, address, body, headers, limits.most_read)
        # The errors of http.client and of urllib3 are of no common kind, and a socket that was shut raises others.
        except Exception as error:
            raise Unreached(watch.code_of(error)) from error
        if watch.is_over:
            raise Unreached("timeout")
        return answer


def connection_to(ip: str, address: WebAddress, limits: Limits) -> HTTPConnection:
    """To the IP address itself; the name is what the certificate must be for."""
    if address.scheme == "http":
        return HTTPConnection(ip, address.port, timeout=limits.connect)
    return HTTPSConnection(
        ip,
        address.port,
        timeout=limits.connect,
        ssl_context=ssl.create_default_context(),
        cert_reqs=ssl.CERT_REQUIRED,
        server_hostname=address.host,
    )


def ask(
    connection: HTTPConnection, address: WebAddress, body: bytes, headers: dict[str, str], most_read: int
) -> Answer:
    connection.request(
        "POST",
        address.target,
        body=body,
        headers={**headers, "Host": address.authority, "Connection": "close"},
        preload_content=False,
        decode_content=False,
    )
    response = connection.getresponse()
    return Answer(response.status, response.read(most_read, decode_content=False))


class Watch:
    """Ends a call after so many seconds in all: a byte now and then outlives every other timeout."""

    def __init__(self, connection: HTTPConnection, seconds: float) -> None:
        self.connection = connection
        self.is_over = False
        self.timer = Timer(seconds, self.hang_up)
        self.timer.daemon = True

    def __enter__(self) -> Self:
        self.timer.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.timer.cancel()
        self.connection.close()

    def hang_up(self) -> None:
        """Wake whoever waits for this socket; it is closed by them."""
        self.is_over = True
        found = self.connection.sock
        if found is not None:
            with suppress(OSError):
                socket.socket.shutdown(found, socket.SHUT_RDWR)

    def code_of(self, error: Exception) -> str:
        is_refused = isinstance(error, NewConnectionError)  # which urllib3 counts among its timeouts
        if self.is_over or (isinstance(error, (TimeoutError, TimeoutOfUrllib3)) and not is_refused):
            return "timeout"
        return "certificate" if isinstance(error, ssl.SSLCertVerificationError) else "connection"
