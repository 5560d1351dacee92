"""Asking a list for less, in another order, page by page."""

from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from indicators.api.pages import Parts
from indicators.models import Element, Plan

API = "/api/v1"


@pytest.fixture
def reader(client: Client, the_plan: Plan) -> Client:
    client.force_login(get_user_model().objects.create_user("reader"))
    return client


def found(answer: Any) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.json()
    results: list[dict[str, Any]] = answer.json()["results"]
    return results


# Ranges ------------------------------------------------------------------------------------------------------


def test_a_range_has_both_its_ends_within(reader, the_plan):
    for year in (2025, 2026):
        Plan.objects.create(slug=f"plan-{year}", code="x", year=year, issued_on=date(year, 1, 1))

    years = [one["year"] for one in found(reader.get(f"{API}/plans/?year__gte=2025&year__lte=2025"))]

    assert years == [2025]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("year__gt=2024", "year__gt"),
        ("slug__gte=a", "slug__gte"),
        ("year__gte=soon", "year__gte"),
        ("year__gte=", "year__gte"),
        ("year__gte=2024&year__gte=2025", "year__gte"),
    ],
)
def test_a_range_that_is_none_is_named(reader, query, name):
    answer = reader.get(f"{API}/plans/?{query}")

    assert (answer.status_code, list(answer.json()["fields"])) == (400, [name])


# Fields ------------------------------------------------------------------------------------------------------


def test_only_the_fields_asked_for_are_answered(reader):
    first = found(reader.get(f"{API}/measures/?fields=code,targets"))[0]
    one = reader.get(f"{API}/measures/9.1/?fields=code&fields=per").json()

    assert sorted(first) == ["code", "targets"]
    assert one == {"code": "9.1", "per": 100}


@pytest.mark.parametrize("address", ["measures/", "measures/9.1/", "measures/?format=csv"])
def test_a_field_that_is_not_known_is_named(reader, address):
    sign = "&" if "?" in address else "?"

    answer = reader.get(f"{API}/{address}{sign}fields=code,colour,")

    assert answer.status_code == 400
    assert answer.json()["fields"] == {"fields": ["Không có trường “colour”.", "Không có trường “”."]}


# Order -------------------------------------------------------------------------------------------------------


def test_a_list_is_sorted_by_the_names_asked_for_and_back(reader):
    kinds = [(one["kind"], one["code"]) for one in found(reader.get(f"{API}/elements/?ordering=-kind,code"))]

    assert len(kinds) == 58
    assert kinds == sorted(sorted(kinds, key=lambda one: one[1]), key=lambda one: one[0], reverse=True)


def test_an_order_holds_over_pages(reader):
    whole = [one["code"] for one in found(reader.get(f"{API}/elements/?ordering=-kind&limit=1000"))]

    page, codes = reader.get(f"{API}/elements/?ordering=-kind&limit=7").json(), []
    codes += [one["code"] for one in page["results"]]
    while page["next"]:
        page = reader.get(page["next"]).json()
        codes += [one["code"] for one in page["results"]]

    assert codes == whole


@pytest.mark.parametrize(
    ("noun", "names"),
    [("elements", "colour"), ("elements", "kind,-colour"), ("elements", ""), ("elements", "--kind")],
)
def test_an_order_that_is_not_known_is_named(reader, noun, names):
    answer = reader.get(f"{API}/{noun}/?ordering={names}")

    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["ordering"])


def test_one_object_is_neither_sorted_nor_paged(reader):
    for name in ("ordering=code", "limit=3", "cursor=x"):
        assert reader.get(f"{API}/measures/9.1/?{name}").status_code == 400


# Pages -------------------------------------------------------------------------------------------------------


def codes_of(reader: Client, page: dict[str, Any]) -> list[str]:
    """The codes of a page and of all after it."""
    codes = [one["code"] for one in page["results"]]
    while page["next"]:
        page = reader.get(page["next"]).json()
        codes += [one["code"] for one in page["results"]]
    return codes


def test_what_comes_and_goes_between_two_pages_moves_no_other_row(reader, the_plan):
    whole = codes_of(reader, reader.get(f"{API}/elements/?limit=1000&ordering=code").json())
    first = reader.get(f"{API}/elements/?limit=10&ordering=code").json()
    new = Element.objects.get(code=whole[0])
    new.pk, new.code, new.position = None, "0_before_all_others", 999
    new.save()
    rename(the_plan, whole[3], "0_gone_from_the_first_page")
    rename(the_plan, whole[20], "0_gone_from_the_third")

    seen = codes_of(reader, first)

    assert seen == [*whole[:20], *whole[21:]]


def rename(plan: Plan, code: str, other: str) -> None:
    """Move an element to the front, out of the pages that are still to come."""
    Element.objects.filter(plan=plan, code=code).update(code=other)


def test_a_page_begins_after_a_row_that_is_there_no_more(reader):
    first = reader.get(f"{API}/elements/?limit=10&ordering=code").json()
    Element.objects.filter(code=first["results"][-1]["code"]).update(code="0_gone")

    second = reader.get(first["next"]).json()

    assert second["results"][0]["code"] > first["results"][-1]["code"]
    assert len(codes_of(reader, second)) == 48


@pytest.mark.parametrize("change", ["kind=flow", "ordering=-code", "ordering=kind", "plan=749-2024"])
def test_a_cursor_belongs_to_one_list_in_one_order(reader, change):
    following = reader.get(f"{API}/elements/?limit=10&ordering=code").json()["next"]
    cursor = parse_qs(urlsplit(following).query)["cursor"][0]

    answer = reader.get(f"{API}/elements/?{change}&cursor={cursor}")
    elsewhere = reader.get(f"{API}/measures/?ordering=code&cursor={cursor}")

    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["cursor"])
    assert (elsewhere.status_code, list(elsewhere.json()["fields"])) == (400, ["cursor"])


def test_a_cursor_leaves_the_size_of_a_page_and_its_fields_free(reader):
    following = reader.get(f"{API}/elements/?limit=10&ordering=code").json()["next"]

    assert len(found(reader.get(following.replace("limit=10", "limit=20") + "&fields=code"))) == 20


def test_a_cursor_that_was_changed_is_refused(reader):
    address = f"{API}/elements/?limit=10"
    cursor = parse_qs(urlsplit(reader.get(address).json()["next"]).query)["cursor"][0]
    other = "A" if cursor[3] != "A" else "B"

    assert reader.get(f"{address}&cursor={cursor}").status_code == 200
    for forged in (cursor[:3] + other + cursor[4:], cursor[:-1], cursor + "x", "", "0-0", "%00"):
        answer = reader.get(f"{address}&cursor={forged}")
        assert (answer.status_code, list(answer.json()["fields"])) == (400, ["cursor"])


class Numbers:
    """A part of a list of numbers."""

    def __init__(self, key: int, *numbers: int) -> None:
        self.key, self.numbers, self.was_read = [key], numbers, False

    def walk(self, key: Any, *, backwards: bool) -> Any:
        self.was_read = True
        for number in sorted(self.numbers, reverse=backwards):
            if key is None or ([number] < key if backwards else [number] > key):
                yield [number], number


def taken(parts: Parts, key: Any, most: int, *, backwards: bool = False) -> list[int]:
    return [row for _key, row in parts.take(key, most, backwards=backwards)]


def test_a_page_reads_on_into_the_next_part_and_no_further():
    parts = Parts([Numbers(1, 10, 20), Numbers(2), Numbers(3, 10), Numbers(4, 10, 20)])

    assert taken(parts, None, 2) == [10, 20]
    assert [part.was_read for part in parts] == [True, False, False, False]
    assert taken(parts, [[1], [10]], 3) == [20, 10, 10]
    assert taken(parts, [[4], [20]], 3) == []


def test_a_page_leads_back_over_parts():
    parts = Parts([Numbers(1, 10, 20), Numbers(2), Numbers(3, 10), Numbers(4, 10, 20)])

    assert taken(parts, [[4], [10]], 2, backwards=True) == [10, 20]
    assert taken(parts, [[1], [10]], 2, backwards=True) == []


def test_a_part_that_is_there_no_more_is_passed_by():
    parts = Parts([Numbers(1, 10), Numbers(3, 30)])

    assert taken(parts, [[2], [20]], 9) == [30]
    assert taken(parts, [[2], [20]], 9, backwards=True) == [10]
