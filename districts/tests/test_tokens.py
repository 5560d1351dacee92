"""Keys of one's own programs."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from districts.actions import tokens
from districts.actions.refusals import Refused
from districts.models import Event, Token
from districts.tests.builders import PAGE, make_user, noon

AT = noon(date(2024, 12, 18))
ADDRESS = "/api/v1/plans/"


@pytest.fixture
def officer(province):
    return make_user("enters", province.communes[0], "xa90001")


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def test_a_key_is_shown_once_and_only_its_digest_is_kept(signed_in):
    page = signed_in.post(reverse("districts:tokens"), {"name": "kho dữ liệu"}, follow=True)

    key = page.context["new"]["key"]
    assert key in page.content.decode()
    assert key not in str(Token.objects.values().get())
    assert key not in signed_in.get(reverse("districts:tokens")).content.decode()
    assert key not in str(Event.objects.values().get())


def test_a_key_opens_the_api_as_its_owner_until_it_is_revoked(signed_in):
    page = signed_in.post(reverse("districts:tokens"), {"name": "kho dữ liệu"}, follow=True)
    header = {"Authorization": f"Token {page.context['new']['key']}"}

    assert Client().get(ADDRESS, headers=header).status_code == 200
    signed_in.post(reverse("districts:revoke_token", args=[Token.objects.get().pk]))
    assert Client().get(ADDRESS, headers=header).status_code == 401
    actions = list(Event.objects.order_by("pk").values_list("action", "subject"))
    assert actions == [("token_created", "xa90001"), ("token_revoked", "xa90001")]


def test_anothers_key_does_not_exist(signed_in, province):
    other = make_user("enters", province.communes[1])
    token, _key = tokens.create_token(other, name="kho", at=AT, origin=PAGE)

    assert signed_in.post(reverse("districts:revoke_token", args=[token.pk])).status_code == 404
    assert Token.objects.count() == 1


def test_a_key_has_a_name(signed_in):
    page = signed_in.post(reverse("districts:tokens"), {"name": " "})

    assert page.context["form"].errors == {"name": ["Xin điền ô này."]}


def test_there_is_an_end_to_keys(officer):
    for number in range(tokens.MOST_TOKENS):
        tokens.create_token(officer, name=str(number), at=AT, origin=PAGE)

    with pytest.raises(Refused, match="nhiều nhất 20 mã"):
        tokens.create_token(officer, name="một mã nữa", at=AT, origin=PAGE)


@pytest.mark.parametrize("count", [1, 10, 20])
def test_the_page_costs_the_same_whatever_the_number_of_keys(
    signed_in, officer, django_assert_num_queries, count
):
    for number in range(count):
        tokens.create_token(officer, name=str(number), at=AT, origin=PAGE)

    with django_assert_num_queries(5):
        signed_in.get(reverse("districts:tokens"))
