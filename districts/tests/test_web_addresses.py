"""Which addresses are called: what no way of writing one gets round."""

from ipaddress import ip_network

import pytest

from districts.web_addresses import AddressRefused, Fault, WebAddress, may_call, read, require_callable

PUBLIC = "93.184.215.14"
OFFICE = [ip_network("10.20.0.0/16"), ip_network("fd00:749::/32")]


def fault_of(text: str, *, http_too: bool = False) -> Fault | None:
    try:
        read(text, http_too=http_too)
    except AddressRefused as refused:
        return refused.fault
    return None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("https://so-lieu.example.vn", ("https", "so-lieu.example.vn", 443, "/")),
        ("https://So-Lieu.Example.VN/tin", ("https", "so-lieu.example.vn", 443, "/tin")),
        ("https://so-lieu.example.vn:8443/tin?a=1&b=%20", ("https", "so-lieu.example.vn", 8443, "/tin?a=1&b=%20")),
        ("https://xn--tnh-8la.vn/", ("https", "xn--tnh-8la.vn", 443, "/")),
        ("https://93.184.215.14/", ("https", "93.184.215.14", 443, "/")),
        ("https://[2606:2800:021F::1]/", ("https", "2606:2800:21f::1", 443, "/")),
    ],
)  # fmt: skip
def test_an_address_is_read_in_its_parts(text, parts):
    assert read(text) == WebAddress(*parts)


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("https://a.vn/", "a.vn"),
        ("https://a.vn:443/", "a.vn"),
        ("https://a.vn:8443/", "a.vn:8443"),
        ("https://[2606:2800::1]:8443/", "[2606:2800::1]:8443"),
    ],
)
def test_the_host_header_names_the_port_where_it_is_not_the_usual_one(text, authority):
    assert read(text).authority == authority


HOSTILE = [
    ("http://so-lieu.example.vn/", Fault.NOT_HTTPS),
    ("ftp://so-lieu.example.vn/", Fault.NOT_HTTPS),
    ("file:///etc/passwd", Fault.NOT_HTTPS),
    ("//so-lieu.example.vn/", Fault.NOT_HTTPS),
    ("javascript:alert(1)", Fault.NOT_HTTPS),
    ("", Fault.NOT_HTTPS),
    ("https://", Fault.BAD_HOST),
    ("https:///tin", Fault.BAD_HOST),
    ("https://user:password@a.vn/", Fault.WITH_PASSWORD),
    ("https://a.vn@127.0.0.1/", Fault.WITH_PASSWORD),
    ("https://@a.vn/", Fault.WITH_PASSWORD),
    ("https://a.vn\\@127.0.0.1/", Fault.UNREADABLE),
    ("https://a.vn\\.b.vn/", Fault.UNREADABLE),
    ("https://a.vn/ tin", Fault.UNREADABLE),
    ("https://a.vn/\ntin", Fault.UNREADABLE),
    ("https://a.vn\x00.b.vn/", Fault.UNREADABLE),
    ("https://a.vn\t/", Fault.UNREADABLE),
    (" https://a.vn/", Fault.UNREADABLE),
    ("https://tỉnh.vn/", Fault.UNREADABLE),
    ("https://①②⑦.⓪.⓪.①/", Fault.UNREADABLE),
    ("https://a。vn/", Fault.UNREADABLE),
    ("https://a.vn/#x", Fault.UNREADABLE),
    ("https://a.vn/" + "a" * 500, Fault.UNREADABLE),
    ("https://a.vn:abc/", Fault.UNREADABLE),
    ("https://a.vn:99999/", Fault.UNREADABLE),
    ("https://[::1/", Fault.UNREADABLE),
    ("https://2130706433/", Fault.BAD_HOST),
    ("https://0x7f000001/", Fault.BAD_HOST),
    ("https://017700000001/", Fault.BAD_HOST),
    ("https://0177.0.0.1/", Fault.BAD_HOST),
    ("https://0x7f.0.0.1/", Fault.BAD_HOST),
    ("https://127.0.0.0x1/", Fault.BAD_HOST),
    ("https://127.1/", Fault.BAD_HOST),
    ("https://127.0.1/", Fault.BAD_HOST),
    ("https://127.0.0.01/", Fault.BAD_HOST),
    ("https://127.0.0.256/", Fault.BAD_HOST),
    ("https://127.0.0.1./", Fault.BAD_HOST),
    ("https://localhost./", Fault.BAD_HOST),
    ("https://a..vn/", Fault.BAD_HOST),
    ("https://.a.vn/", Fault.BAD_HOST),
    ("https://-a.vn/", Fault.BAD_HOST),
    ("https://a%2evn/", Fault.BAD_HOST),
    ("https://127.0.0.1%00.a.vn/", Fault.BAD_HOST),
    ("https://[fe80::1%25eth0]/", Fault.BAD_HOST),
    ("https://[fe80::1%eth0]/", Fault.BAD_HOST),
    ("https://[v1.a]/", Fault.UNREADABLE),
    ("https://[127.0.0.1]/", Fault.UNREADABLE),
    ("https://" + "a" * 64 + ".vn/", Fault.BAD_HOST),
    ("https://" + "a." * 126 + "vn/", Fault.BAD_HOST),
    ("https://a.vn:22/", Fault.BAD_PORT),
    ("https://a.vn:80/", Fault.BAD_PORT),
    ("https://a.vn:0/", Fault.BAD_PORT),
    ("https://a.vn:1023/", Fault.BAD_PORT),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fault"), HOSTILE)
def test_an_address_that_is_not_plain_is_refused(text, fault):
    found = fault_of(text)

    # Pythons differ in whether a broken bracket is already no address, or one with a broken host.
    assert found == fault or (fault == Fault.UNREADABLE and "[" in text and found == Fault.BAD_HOST)


def test_the_first_free_port_and_the_last_are_called():
    assert [fault_of(f"https://a.vn:{port}/") for port in (1024, 65535)] == [None, None]


def test_plain_http_is_read_where_private_networks_are_allowed():
    assert fault_of("http://10.20.0.5/", http_too=True) is None
    assert fault_of("ftp://10.20.0.5/", http_too=True) == Fault.NOT_HTTPS


PRIVATE = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255",
    "192.168.1.1", "169.254.169.254", "169.254.0.1", "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.0.9",
    "192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "198.19.255.255", "192.88.99.1", "224.0.0.1",
    "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2001:0:7f00:1::",
    "2002:7f00:1::", "2002:a00:1::1", "3fff::1", "fc00::1", "fd00::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
    "ff0e::1", "4000::1", "5f00::1", "2606:2800::1%eth0", "not an address", "",
]  # fmt: skip


@pytest.mark.parametrize("text", PRIVATE)
def test_no_place_but_a_public_one_is_called(text):
    assert not may_call(text, [])


@pytest.mark.parametrize(
    "text",
    [PUBLIC, "8.8.8.8", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "169.253.255.255",
     "2606:2800:21f::1", "2001:4860:4860::8888", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"],
)  # fmt: skip
def test_a_public_place_is_called(text):
    assert may_call(text, [])


@pytest.mark.parametrize(
    ("text", "is_called"),
    [
        ("10.20.0.1", True),
        ("10.20.255.255", True),
        ("::ffff:10.20.0.1", True),
        ("fd00:749::1", True),
        ("10.21.0.0", False),
        ("10.19.255.255", False),
        ("127.0.0.1", False),
        ("fd00:748::1", False),
        (PUBLIC, True),
    ],
)
def test_of_private_networks_those_are_called_that_the_installation_names(text, is_called):
    assert may_call(text, OFFICE) == is_called


def test_an_allowed_network_takes_in_no_nobody_and_no_crowd():
    everything = [ip_network("0.0.0.0/0"), ip_network("::/0")]

    assert [may_call(text, everything) for text in ("0.0.0.0", "224.0.0.1", "::", "ff02::1")] == [False] * 4


def faults_of_finding(found: list[str], url: str = "https://a.vn/") -> Fault | None:
    try:
        require_callable(read(url, http_too=True), found, OFFICE)
    except AddressRefused as refused:
        return refused.fault
    return None


def test_every_place_that_a_name_leads_to_must_be_one_we_may_call():
    assert faults_of_finding([PUBLIC, "2606:2800:21f::1"]) is None
    assert faults_of_finding([PUBLIC, "127.0.0.1"]) == Fault.PRIVATE
    assert faults_of_finding(["127.0.0.1", PUBLIC]) == Fault.PRIVATE
    assert faults_of_finding([]) == Fault.UNKNOWN_HOST


def test_plain_http_goes_nowhere_but_to_an_allowed_network():
    assert faults_of_finding(["10.20.0.1"], "http://a.vn/") is None
    assert faults_of_finding([PUBLIC], "http://a.vn/") == Fault.NOT_HTTPS
