"""Behind the server in front every visitor has an address of their own; a header alone makes none."""

import pytest
from django.test import RequestFactory

from plan749 import visitors

ASKED = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", headers={"X-Real-IP": "203.0.113.7"})


def test_a_header_is_not_believed_where_no_server_stands_in_front():
    assert visitors.address(ASKED) == "127.0.0.1"


@pytest.mark.parametrize(("header", "address"), [("203.0.113.7", "203.0.113.7"), (None, "127.0.0.1")])
def test_the_server_in_front_says_where_a_visitor_comes_from(settings, header, address):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    asked = RequestFactory().get(
        "/", REMOTE_ADDR="127.0.0.1", headers={} if header is None else {"X-Real-IP": header}
    )

    assert visitors.address(asked) == address
