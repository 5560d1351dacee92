"""Calling another program: at the address that was judged, without a detour, within its time; against real servers."""

import socket
import ssl
import subprocess
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from districts import calling
from districts.calling import Answer, Limits, Unreached
from districts.tests.receivers import Receiver, dripping, hanging_up, receiving, silent
from districts.web_addresses import WebAddress

QUICK = Limits(connect=1, answer=0.3, most_read=64 * 1024)
BODY = '{"id":"số"}'.encode()


def call(
    receiver: Receiver,
    limits: Limits = QUICK,
    *,
    host: str = "127.0.0.1",
    ips: tuple[str, ...] = ("127.0.0.1",),
):
    return calling.post(
        WebAddress("http", host, receiver.port, "/tin?a=1"),
        ips,
        BODY,
        {"webhook-id": "1", "User-Agent": "749"},
        limits,
    )


def code_of(receiver: Receiver, **details: Any) -> str:
    with pytest.raises(Unreached) as unreached:
        call(receiver, **details)
    return unreached.value.code


def test_the_body_goes_as_it_is_to_the_ip_address_under_the_hosts_name(program):
    program.status, program.body = 202, "đã nhận".encode()

    assert call(program, host="kho.example.vn") == Answer(202, "đã nhận".encode())
    [got] = program.got
    assert (got.path, got.body) == ("/tin?a=1", BODY)
    assert got.headers["host"] == f"kho.example.vn:{program.port}"
    assert got.headers["webhook-id"] == "1"
    assert set(got.headers) == {
        "host",
        "webhook-id",
        "content-length",
        "connection",
        "accept-encoding",
        "user-agent",
    }


def test_a_redirect_is_an_answer_and_is_not_followed(program):
    with receiving(Receiver()) as elsewhere:
        program.status, program.extra = 307, {"Location": elsewhere.url}

        assert call(program).status == 307
        assert elsewhere.got == []


def test_a_proxy_of_the_environment_is_not_used(program, monkeypatch):
    with receiving(Receiver(status=418)) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")

        assert call(program).status == 200
        assert proxy.got == []


@pytest.mark.parametrize("treat", [silent, dripping])
def test_whoever_does_not_answer_in_time_is_left(program, treat):
    program.treat = treat
    begun = monotonic()

    assert code_of(program, limits=Limits(0.4, 0.3, 100)) == "timeout"
    assert monotonic() - begun < 3


def test_whoever_hangs_up_did_not_take_it(program):
    program.treat = hanging_up

    assert code_of(program) == "connection"


def test_of_a_long_answer_only_the_beginning_is_read(program):
    program.body = b"a" * 3_000_000

    assert call(program, Limits(1, 5, 64 * 1024)).start == b"a" * 64 * 1024


def test_a_packed_answer_is_not_unpacked(program):
    program.body, program.extra = b"\x1f\x8b" + b"0" * 20, {"Content-Encoding": "gzip"}

    assert call(program).start == program.body


def test_where_nobody_listens_nothing_is_reached():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    assert code_of(Receiver(port=port)) == "connection"


def test_a_second_address_of_the_name_is_tried_where_the_first_cannot_be_reached(program):
    assert call(program, ips=("127.0.0.77", "127.0.0.1")).status == 200
    assert code_of(program, ips=("127.0.0.77", "127.0.0.78")) == "connection"


def test_what_was_sent_is_not_sent_to_a_second_address_too(program):
    program.treat = hanging_up

    assert code_of(program, ips=("127.0.0.1", "127.0.0.1")) == "connection"
    assert len(program.got) == 1


def test_a_name_leads_to_each_of_its_addresses_once_and_an_unknown_one_nowhere():
    assert calling.resolve("127.0.0.1", 443) == ["127.0.0.1"]
    assert calling.resolve("a" * 70 + ".invalid", 443) == []


# TLS ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for kho.example.vn that signs itself, with its key."""
    folder = tmp_path_factory.mktemp("tls")
    order = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=kho -keyout key.pem -out cert.pem"
        " -addext subjectAltName=DNS:kho.example.vn"
    )
    subprocess.run(order.split(), cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture
def over_tls(certificates: Path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates / "cert.pem", certificates / "key.pem")
    with receiving(Receiver(), context) as made:
        yield made


def call_over_tls(receiver: Receiver, host: str) -> Answer:
    return calling.post(
        WebAddress("https", host, receiver.port, "/"), ["127.0.0.1"], BODY, {}, Limits(2, 2, 100)
    )


@pytest.mark.openssl
def test_the_certificate_is_checked_by_the_systems_store_and_for_the_hosts_name(
    over_tls, certificates, monkeypatch
):
    with pytest.raises(Unreached) as strangers:
        call_over_tls(over_tls, "kho.example.vn")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates / "cert.pem"))
    with pytest.raises(Unreached) as anothers:
        call_over_tls(over_tls, "khac.example.vn")
    with pytest.raises(Unreached) as of_no_name:
        call_over_tls(over_tls, "127.0.0.1")

    assert [each.value.code for each in (strangers, anothers, of_no_name)] == ["certificate"] * 3
    assert over_tls.got == []
    assert call_over_tls(over_tls, "kho.example.vn").status == 200
    assert over_tls.got[0].headers["host"] == f"kho.example.vn:{over_tls.port}"
