"""The public client sdmx1 asks a running portal, with a key as an institution has one."""

from collections.abc import Callable
from typing import Any

import pytest
import requests
import sdmx
from django.test import Client

from districts.access import Act, may
from districts.models import Period, User
from districts.tests.builders import NOTHING, Cast, Province, accepted, key_of
from reports.sdmx import ids
from reports.tests.published import publish

FIGURES = {
    "children_under_16": 700,
    "special_circumstances": 2,
    "abused_children": NOTHING,
    "live_births": 30,
}
FLOW = "PUBLISHED_749-2024"


@pytest.fixture
def published(cast: Cast, province: Province, period: Period) -> Period:
    """Three of four communes, so that the province's totals are told to everyone."""
    for commune in province.communes[:3]:
        accepted(commune, period, FIGURES)
    publish(period)
    return period


@pytest.fixture
def client_of(live_server: Any, published: Period) -> Callable[[User], sdmx.Client]:
    """The public client with somebody's key, pointed at the portal that runs here."""
    source = {"id": "PLAN749", "name": "Plan 749", "url": f"{live_server.url}/api/v1/sdmx"}
    sdmx.add_source(source, override=True)

    def made(user: User) -> sdmx.Client:
        key = key_of(user, reads_sensitive=may(user, Act.SEE_SENSITIVE))
        # Without keeping the line open: the portal of a test waits for whoever does.
        return sdmx.Client("PLAN749", headers={"Authorization": f"Token {key}", "Connection": "close"})

    return made


def observed(user: User) -> dict[tuple[str, ...], str]:
    """What `observations/` says: place -> value, or the name of its silence."""
    client = Client()
    client.force_login(user)
    address = "/api/v1/observations/?basis=published&unit=62&unit=90001&unit=90004&limit=1000"
    found = client.get(address).json()["results"]
    return {(one["unit"], one["measure"], one["period"]): one["value"] or one["absence"] for one in found}


def understood(message: Any) -> dict[tuple[str, ...], str]:
    """The same as the public client read it."""
    found = {}
    for seen in message.data[0].obs:
        place = {name: str(one.value) for name, one in seen.key.values.items()}
        silence = seen.attached_attribute.get("ABSENCE")
        value = str(seen.value) if seen.value is not None else str(silence.value if silence else "")
        found[place["REF_AREA"], str(ids.measure_of(place["INDICATOR"])), place["TIME_PERIOD"]] = value
    return found


def test_the_public_client_goes_from_the_flows_to_the_data(client_of, cast):
    client = client_of(cast.province)
    assert FLOW in client.dataflow().dataflow

    message = client.dataflow(FLOW)
    structure = message.structure["DSD_749-2024"]
    key = {"REF_AREA": ["62", "90001", "90004"], "SEX": "_T", "ETHNICITY": "_T", "SPAN": "YTD"}
    by_name = client.data(FLOW, key=key, dsd=structure)

    assert understood(by_name) == observed(cast.province)
    assert len(understood(by_name)) == 3 * 35


def test_it_reads_what_its_key_may_see(client_of, cast):
    for who in ("province", "looker", "commune"):
        message = client_of(getattr(cast, who)).data(FLOW, key="Q.62+90001+90004.._T._T.YTD")

        assert understood(message) == observed(getattr(cast, who))


@pytest.mark.parametrize(("key", "status"), [("X.X.X.X.X.X", 404), ("X", 400)])
def test_it_is_told_in_the_standards_way_that_there_is_nothing(client_of, cast, key, status):
    with pytest.raises(requests.HTTPError) as refused:
        client_of(cast.province).data(FLOW, key=key)

    assert refused.value.response.status_code == status


def test_a_frame_of_numbers_is_made_of_it(client_of, cast):
    client = client_of(cast.province)
    structure = client.dataflow(FLOW).structure["DSD_749-2024"]

    message = client.data(FLOW, key="Q.62.M8_1._T._T.YTD", dsd=structure)

    series = sdmx.to_pandas(message)
    assert [round(float(value), 12) for value in series] == [0.285714285714]
