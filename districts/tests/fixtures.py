"""Fixtures that this floor's tests share with those above."""

from collections.abc import Iterator
from typing import Any

import pytest

from districts.models import Period, Webhook
from districts.tests.builders import Cast, Province, make_cast, make_period, make_province
from districts.tests.receivers import LOOPBACK, Receiver, receiving
from districts.tests.webhook_builders import AT, HERE, registered
from indicators.models import Plan
from indicators.tests.builders import load_the_plan


@pytest.fixture
def the_plan(db: None) -> Plan:
    """Plan 749 of 2024, loaded from its file."""
    return load_the_plan()


@pytest.fixture
def province(db: None) -> Province:
    """Two districts with two communes each, two departments."""
    return make_province(communes=4, districts=2)


@pytest.fixture
def cast(province: Province) -> Cast:
    """The permanent cast of `province`."""
    return make_cast(province)


@pytest.fixture
def period(the_plan: Plan) -> Period:
    """The first quarter of 2024, open."""
    return make_period(the_plan, "2024-Q1")


@pytest.fixture
def program(settings: Any) -> Iterator[Receiver]:
    """A program on loopback that takes everything it is told; the installation allows loopback."""
    settings.WEBHOOK_PRIVATE_ADDRESSES = LOOPBACK
    with receiving(Receiver()) as made:
        yield made


@pytest.fixture
def webhook(cast: Cast, program: Receiver) -> Webhook:
    """The program's address, registered."""
    return registered(cast.province, AT, url=program.url, resolve=HERE)[0]
