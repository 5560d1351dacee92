"""Keys of one's own programs: made, listed, expired, revoked, by the owner and by who manages the accounts."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from districts.actions import people, tokens
from districts.actions.refusals import NotAllowed, Refused, SomeoneWasFirst
from districts.models import Event, Token, User
from districts.tests.builders import PAGE, key_of, make_unit, make_user, program_of

ADDRESS = "/api/v1/plans/"
MADE = {"name": "kho dữ liệu", "days": "90"}
A_HAIR = timedelta(microseconds=1)
Clock = Callable[[datetime], None]


@pytest.fixture
def officer(province) -> User:
    return make_user("enters", province.communes[0], "xa90001", full_name="Y Hoa")


@pytest.fixture
def administrator(province) -> User:
    return make_user("administrator", province.province, "quantri")


@pytest.fixture
def signed_in(client, officer) -> Client:
    client.force_login(officer)
    return client


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the machine's clock."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def made(user: User, at: datetime, name: str = "kho dữ liệu", **scope: Any) -> Token:
    return tokens.create_token(user, name=name, at=at, origin=PAGE, **scope)[0]


# Made -------------------------------------------------------------------------------------------------------


def test_a_key_is_shown_once_and_only_its_digest_is_kept(signed_in):
    page = signed_in.post(reverse("districts:tokens"), MADE, follow=True)

    key = page.context["new"]["key"]
    assert key in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert key not in str(Token.objects.values().get())
    assert key not in signed_in.get(reverse("districts:tokens")).content.decode()
    assert key not in str(Event.objects.values().get())


def test_a_key_is_made_with_what_was_chosen_and_the_log_says_it(signed_in, officer, province):
    unit = province.communes[0]
    asked = {"name": "HIS", "days": "30", "reads_sensitive": "on", "writes_for": unit.pk}
    signed_in.post(reverse("districts:tokens"), asked)

    token = Token.objects.get()
    assert (token.name, token.reads_sensitive, token.writes_for) == ("HIS", True, unit)
    assert token.expires_at - token.created_at == timedelta(days=30)
    assert Event.objects.get().changes == [
        {"field": "token", "new": "HIS"},
        {"field": "reads_sensitive", "new": True},
        {"field": "writes_for", "new": "90001"},
        {"field": "expires_at", "new": token.expires_at.isoformat()},
    ]


def test_unasked_a_key_reads_for_ninety_days_and_no_more(signed_in):
    page = signed_in.get(reverse("districts:tokens"))
    assert page.context["form"]["days"].value() == 90

    signed_in.post(reverse("districts:tokens"), MADE)
    token = Token.objects.get()
    assert (token.reads_sensitive, token.writes_for) == (False, None)


@pytest.mark.parametrize(
    ("asked", "errors"),
    [
        ({"name": " ", "days": "90"}, {"name": ["Xin điền ô này."]}),
        ({"name": "kho"}, {"days": ["Xin chọn một mục."]}),
        ({"name": "kho", "days": "366"}, {"days": ["Mục đã chọn không có trong danh sách."]}),
        (
            {"name": "kho", "days": "90", "writes_for": "0"},
            {"writes_for": ["Mục đã chọn không có trong danh sách."]},
        ),
    ],
)
def test_what_is_not_well_asked_is_said_beside_it(signed_in, asked, errors):
    page = signed_in.post(reverse("districts:tokens"), asked)

    assert page.context["form"].errors == errors
    assert not Token.objects.exists()


def test_the_page_offers_just_what_the_owner_has_to_give(client, cast, province):
    offered = {}
    for person in ("commune", "district", "province", "looker", "administrator"):
        client.force_login(getattr(cast, person))
        fields = client.get(reverse("districts:tokens")).context["form"].fields
        units = fields["writes_for"].queryset if "writes_for" in fields else []
        offered[person] = ("reads_sensitive" in fields, [unit.code for unit in units])

    assert offered == {
        "commune": (True, ["90001"]),
        "district": (True, ["901", "90001", "90003"]),
        "province": (
            True,
            ["62", "education", "health", "901", "902", "90001", "90002", "90003", "90004"],
        ),
        "looker": (False, []),
        "administrator": (False, []),
    }


def test_the_action_gives_no_key_what_its_owner_does_not_have(cast, province):
    at = timezone.now()
    with pytest.raises(NotAllowed, match="không được xem số liệu nhạy cảm"):
        made(cast.looker, at, reads_sensitive=True)
    with pytest.raises(NotAllowed, match="không ghi được số liệu cho đơn vị này"):
        made(cast.commune, at, writes_for=province.communes[1])
    with pytest.raises(NotAllowed, match="không ghi được số liệu cho đơn vị này"):
        made(cast.commune, at, writes_for=province.districts[0])
    with pytest.raises(Refused, match="30, 90 hoặc 365 ngày"):
        made(cast.commune, at, days=366)


def test_a_closed_account_makes_no_key_whatever_its_page_still_shows(officer, administrator):
    people.close(User.objects.get(pk=officer.pk), by=administrator, at=timezone.now(), origin=PAGE)

    with pytest.raises(NotAllowed, match="đã khóa"):
        made(officer, timezone.now())


def test_there_is_an_end_to_keys_that_open_something(officer):
    at = timezone.now()
    for number in range(tokens.MOST_TOKENS):
        last = made(officer, at, str(number), days=30)

    with pytest.raises(Refused, match="nhiều nhất 20 mã"):
        made(officer, at, "một mã nữa")
    tokens.revoke_token(last, by=officer, at=at, origin=PAGE)
    assert made(officer, at, "thay cho mã đã thu hồi").name == "thay cho mã đã thu hồi"
    assert made(officer, at + timedelta(days=30), "khi các mã kia đã hết hạn").pk


# Used -------------------------------------------------------------------------------------------------------


def test_a_key_opens_the_api_to_its_last_moment_and_not_at_the_next(officer, clock):
    program = program_of(officer)
    token = Token.objects.get()

    clock(token.expires_at - A_HAIR)
    assert program.get(ADDRESS).status_code == 200
    clock(token.expires_at)
    over = program.get(ADDRESS)
    assert (over.status_code, over.json()["code"]) == (401, "key_expired")
    assert over.json()["detail"].startswith("Mã truy cập đã hết hạn.")
    assert over["WWW-Authenticate"] == "Token"
    english = program.get(ADDRESS, headers={"Accept-Language": "en"})
    assert english.json()["detail"].startswith("This token has expired.")


def test_when_a_key_was_used_is_written_once_a_minute(officer, clock, django_assert_num_queries):
    program, start = program_of(officer), timezone.now()
    used = []
    for seconds in (0, 1, 59, 60, 119, 121):
        clock(start + timedelta(seconds=seconds))
        program.get(ADDRESS)
        used.append((Token.objects.get().last_used_at - start).total_seconds())

    assert used == [0, 0, 0, 60, 60, 121]


def test_reading_writes_nothing_within_the_minute(officer, django_assert_num_queries):
    program = program_of(officer)
    with django_assert_num_queries(3) as first:  # the key, its last use, the plans
        program.get(ADDRESS)
    with django_assert_num_queries(2) as second:
        program.get(ADDRESS)

    assert [query["sql"].split()[0] for query in first] == ["SELECT", "UPDATE", "SELECT"]
    assert [query["sql"].split()[0] for query in second] == ["SELECT", "SELECT"]


# Revoked ----------------------------------------------------------------------------------------------------


def test_a_revoked_key_opens_nothing_and_its_row_stays(signed_in, officer):
    program = program_of(officer)
    assert program.get(ADDRESS).status_code == 200
    token = Token.objects.get()

    asked = signed_in.get(reverse("districts:revoke_token", args=[token.pk]))
    assert asked.status_code == 200
    assert program.get(ADDRESS).status_code == 200  # asking is not doing
    signed_in.post(reverse("districts:revoke_token", args=[token.pk]))

    refused = program.get(ADDRESS)
    assert (refused.status_code, refused.json()["code"]) == (401, "authentication_failed")
    kept = Token.objects.get()
    assert (kept.revoked_by, kept.last_used_at) == (officer, token.last_used_at)
    actions = list(Event.objects.order_by("pk").values_list("action", "subject"))
    assert actions == [("token_created", "xa90001"), ("token_revoked", "xa90001")]


def test_a_key_is_revoked_once(officer):
    token = made(officer, timezone.now())
    tokens.revoke_token(token, by=officer, at=timezone.now(), origin=PAGE)

    with pytest.raises(SomeoneWasFirst, match="đã bị thu hồi rồi"):
        tokens.revoke_token(token, by=officer, at=timezone.now(), origin=PAGE)
    assert Event.objects.filter(action="token_revoked").count() == 1


def test_anothers_key_does_not_exist(signed_in, province):
    other = make_user("enters", province.communes[1])
    token = made(other, timezone.now())

    assert signed_in.post(reverse("districts:revoke_token", args=[token.pk])).status_code == 404
    with pytest.raises(NotAllowed):
        tokens.revoke_token(
            token, by=make_user("province", province.province), at=token.created_at, origin=PAGE
        )
    assert Token.objects.get().revoked_at is None


# Listed -----------------------------------------------------------------------------------------------------


def test_the_page_says_where_each_key_stands(signed_in, officer):
    now = timezone.now()
    made(officer, now, "mới")
    made(officer, now - timedelta(days=25), "sắp hết", days=30)
    made(officer, now - timedelta(days=31), "đã hết", days=30)
    tokens.revoke_token(made(officer, now, "thôi"), by=officer, at=now, origin=PAGE)

    page = signed_in.get(reverse("districts:tokens"))

    keys = page.context["keys"]
    assert [(line.token.name, str(line.state)) for line in keys.standing] == [
        ("mới", "active"),
        ("sắp hết", "expires_soon"),
        ("đã hết", "expired"),
    ]
    assert [(line.token.name, str(line.state)) for line in keys.past] == [("thôi", "revoked")]
    words = page.content.decode()
    assert words.count("Mã “sắp hết” hết hạn lúc") == 1
    for word in ("đang dùng được", "sắp hết hạn", "đã hết hạn", "1 mã đã thu hồi gần đây"):
        assert word in words


def test_an_expired_key_stays_listed_until_it_is_taken_off(signed_in, officer):
    token = made(officer, timezone.now() - timedelta(days=31), days=30)
    assert "Bỏ khỏi danh sách" in signed_in.get(reverse("districts:tokens")).content.decode()

    signed_in.post(reverse("districts:revoke_token", args=[token.pk]))
    keys = signed_in.get(reverse("districts:tokens")).context["keys"]
    assert (keys.standing, [line.token for line in keys.past]) == ([], [token])


def test_my_work_says_a_week_before_which_key_ends(signed_in, officer):
    now = timezone.now()
    made(officer, now - timedelta(days=22), "còn 8 ngày", days=30)
    made(officer, now - timedelta(days=24), "còn 6 ngày", days=30)
    made(officer, now - timedelta(days=30), "đã hết", days=30)

    assert [token.name for token in signed_in.get("/my-work/").context["expiring"]] == ["còn 6 ngày"]


@pytest.mark.parametrize("count", [1, 10, 20])
def test_the_page_costs_the_same_whatever_the_number_of_keys(
    signed_in, officer, django_assert_num_queries, count
):
    for number in range(count):
        made(officer, timezone.now(), str(number), writes_for=officer.membership.unit)

    with django_assert_num_queries(8):
        signed_in.get(reverse("districts:tokens"))


# The administrator, and what happens to the person ----------------------------------------------------------


def test_an_administrator_sees_a_persons_keys_and_revokes_them(client, officer, administrator):
    program = program_of(officer, name="HIS", writes_for=officer.membership.unit)
    client.force_login(administrator)
    page = client.get(reverse("districts:person", args=[officer.pk]))
    words = page.content.decode()
    assert "HIS" in words
    assert "Ghi cho Xã 90001" in words

    token = Token.objects.get()
    back = client.post(reverse("districts:revoke_token_of_person", args=[token.pk]))
    assert back["Location"] == reverse("districts:person", args=[officer.pk])
    assert program.get(ADDRESS).status_code == 401
    event = Event.objects.get(action="token_revoked")
    assert (event.by, event.subject, event.unit) == (administrator, "xa90001", officer.membership.unit)


def test_an_administrator_of_another_province_finds_no_key(client, officer):
    client.force_login(make_user("administrator", make_unit("01", "province"), "far"))
    key_of(officer)

    address = reverse("districts:revoke_token_of_person", args=[Token.objects.get().pk])
    assert [client.get(address).status_code, client.post(address).status_code] == [404, 404]
    assert Token.objects.get().revoked_at is None


def test_closing_a_person_ends_their_keys_for_good(officer, administrator):
    program, at = program_of(officer), timezone.now()
    people.close(officer, by=administrator, at=at, origin=PAGE)
    people.reopen(officer, by=administrator, at=at, origin=PAGE)
    people.choose_password(officer, password="bốn con trâu xanh", at=at, origin=PAGE)

    assert program.get(ADDRESS).status_code == 401
    token = Token.objects.get()
    assert (token.revoked_at, token.revoked_by) == (at, administrator)


def test_moving_a_person_to_another_unit_ends_their_keys(officer, administrator, province):
    program, at = program_of(officer), timezone.now()
    unit = province.communes[1]
    people.move(officer, unit=unit, role="enters", by=administrator, at=at, origin=PAGE)

    assert program.get(ADDRESS).status_code == 401
    assert Event.objects.get(action="account_moved").changes == [
        {"field": "unit", "old": "90001", "new": "90002"},
        {"field": "tokens", "old": 1, "new": 0},
    ]


def test_another_role_at_the_same_unit_narrows_a_key_and_ends_none(officer, administrator):
    at = timezone.now()
    unit = officer.membership.unit
    program = program_of(officer, writes_for=unit)
    people.move(officer, unit=unit, role="looks", by=administrator, at=at, origin=PAGE)

    assert program.get(ADDRESS).status_code == 200
    assert Token.objects.get().revoked_at is None
