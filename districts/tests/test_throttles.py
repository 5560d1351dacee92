"""How fast the API may be asked, what its answers say of it, and that one key's haste is not another's."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from districts.tests.builders import make_user, program_of
from districts.throttles import Counted
from plan749.api_settings import a_minute

ADDRESS = "/api/v1/plans/"
WRITTEN = "/api/v1/submissions/"
BAD = Client(headers={"Authorization": "Token nobody-made-this"})


class Timer:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def timer(monkeypatch: pytest.MonkeyPatch) -> Timer:
    found = Timer()
    monkeypatch.setattr(Counted, "timer", found)
    return found


@pytest.fixture
def rates(settings) -> Callable[..., None]:
    def change(**wanted: str | None) -> None:
        unlimited = {"read": None, "write": None, "failed": None}
        settings.REST_FRAMEWORK = {
            **settings.REST_FRAMEWORK,
            "DEFAULT_THROTTLE_RATES": {**unlimited, **wanted},
        }

    return change


def told(answer: Any) -> tuple[str | None, str | None]:
    return answer.get("RateLimit-Policy"), answer.get("RateLimit")


def test_each_answer_says_what_is_left_and_the_one_too_many_how_long_to_wait(cast, timer, rates):
    rates(read="3/min")
    program = program_of(cast.commune)
    left = []
    for seconds in (0, 10.5, 20, 30):
        timer.seconds = 1000 + seconds
        answer = program.get(ADDRESS)
        left.append((answer.status_code, *told(answer), answer.get("Retry-After")))

    policy = '"read";q=3;w=60'
    assert left == [
        (200, policy, '"read";r=2;t=60', None),
        (200, policy, '"read";r=1;t=50', None),
        (200, policy, '"read";r=0;t=40', None),
        (429, policy, '"read";r=0;t=30', "30"),
    ]


def test_the_one_too_many_is_refused_in_the_shape_of_every_refusal_in_the_language_asked_for(
    cast, timer, rates
):
    rates(read="1/min")
    program = program_of(cast.commune)
    program.get(ADDRESS)
    timer.seconds += 17.3  # 42.7 seconds to go: 42 would be refused again

    refused = program.get(ADDRESS)
    assert (refused.status_code, refused["Retry-After"]) == (429, "43")
    assert refused.json()["code"] == "throttled"
    assert refused.json()["detail"] == "Yêu cầu gửi quá dày. Xin chờ 43 giây rồi gửi tiếp."
    english = program.get(ADDRESS, headers={"Accept-Language": "en"})
    assert english.json()["detail"] == "Too many requests. Please wait 43 s before the next one."
    assert set(refused.json()) == set(BAD.get(ADDRESS).json())


@pytest.mark.parametrize(("seconds", "status"), [(59.999, 429), (60, 200)])
def test_after_its_seconds_a_request_is_answered_again(cast, timer, rates, seconds, status):
    rates(read="1/min")
    program = program_of(cast.commune)
    program.get(ADDRESS)

    timer.seconds += seconds
    assert program.get(ADDRESS).status_code == status


def test_reading_and_writing_are_counted_apart(cast, timer, rates, period):
    rates(read="2/min", write="1/min")
    program = program_of(cast.commune, writes_for=cast.commune.membership.unit)
    body = {"plan": "749-2024", "period": "2024-Q1", "unit": "90001"}

    def write() -> Any:
        return program.post(WRITTEN, body, content_type="application/json")

    first = write()
    assert (first.status_code, *told(first)) == (201, '"write";q=1;w=60', '"write";r=0;t=60')
    assert write().status_code == 429
    assert [program.get(WRITTEN).status_code for _ in range(3)] == [200, 200, 429]


def test_each_key_and_each_session_has_its_own_count(client, cast, timer, rates):
    rates(read="1/min")
    first, second = program_of(cast.commune), program_of(cast.commune)
    client.force_login(cast.commune)
    other = Client()
    other.force_login(cast.district)

    assert [caller.get(ADDRESS).status_code for caller in (first, second, client, other)] == 4 * [200]
    assert [caller.get(ADDRESS).status_code for caller in (first, second, client, other)] == 4 * [429]


def test_a_persons_two_browsers_share_a_count(cast, timer, rates):
    rates(read="1/min")
    at_work, at_home = Client(), Client()
    for browser in (at_work, at_home):
        browser.force_login(cast.commune)

    assert [browser.get(ADDRESS).status_code for browser in (at_work, at_home)] == [200, 429]


def test_bad_keys_are_counted_by_their_address_and_hold_up_no_good_one(cast, timer, rates):
    rates(failed="2/min")
    good = program_of(cast.commune)
    elsewhere = Client(headers={"Authorization": "Token nor-this"}, REMOTE_ADDR="192.0.2.7")

    answers = [BAD.get(ADDRESS) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert [answer["RateLimit"] for answer in answers] == [
        '"failed";r=1;t=60',
        '"failed";r=0;t=60',
        '"failed";r=0;t=60',
    ]
    assert answers[2]["Retry-After"] == "60"
    assert good.get(ADDRESS).status_code == 200
    assert elsewhere.get(ADDRESS).status_code == 401


def test_nothing_is_counted_where_the_province_asks_for_that(cast, timer, rates):
    rates()
    program = program_of(cast.commune)

    answers = [caller.get(ADDRESS) for caller in (program, program, BAD)]
    assert [answer.status_code for answer in answers] == [200, 200, 401]
    assert {told(answer) for answer in answers} == {(None, None)}


def test_refusals_say_it_too_and_pages_do_not(client, cast, timer, rates):
    rates(read="9/min", write="9/min", failed="5/min")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.commune)
    fresh = Client()
    fresh.force_login(make_user("enters", cast.commune.membership.unit, "new", must_change_password=True))

    answers = {
        "nobody": client.get(ADDRESS),
        "without its mark": browser.post(WRITTEN, {}, content_type="application/json"),
        "a one-time password": fresh.get(ADDRESS),
        "no such address": program_of(cast.commune).get("/api/v1/nothing/"),
        "a wrong filter": program_of(cast.commune).get(f"{ADDRESS}?colour=red"),
    }
    assert {name: (answer.status_code, answer["RateLimit"]) for name, answer in answers.items()} == {
        "nobody": (401, '"failed";r=5;t=60'),
        "without its mark": (403, '"failed";r=5;t=60'),
        "a one-time password": (403, '"failed";r=5;t=60'),
        "no such address": (404, '"read";r=8;t=60'),
        "a wrong filter": (400, '"read";r=8;t=60'),
    }
    assert told(browser.get("/my-work/")) == (None, None)


def test_counting_asks_nothing_of_the_database(cast, timer, rates, django_assert_num_queries):
    rates(read="5/min")
    program = program_of(cast.commune)
    program.get(ADDRESS)
    program.get(ADDRESS)

    with django_assert_num_queries(2):  # the key, the plans
        program.get(ADDRESS)


@pytest.mark.parametrize(("said", "rate"), [(None, "600/min"), ("5000", "5000/min"), ("0", None)])
def test_the_province_sets_how_fast_by_its_environment(monkeypatch: pytest.MonkeyPatch, said, rate):
    monkeypatch.delenv("API_READS_A_MINUTE", raising=False)
    if said is not None:
        monkeypatch.setenv("API_READS_A_MINUTE", said)

    assert a_minute("API_READS_A_MINUTE", 600) == rate


def test_the_api_answers_uncounted_while_redis_does_not(cast, rates, settings):
    rates(read="1/min", failed="1/min")
    program = program_of(cast.commune)
    away = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": away, "requests": away}

    answers = [caller.get(ADDRESS) for caller in (program, program, BAD, BAD)]
    assert [answer.status_code for answer in answers] == [200, 200, 401, 401]
    assert {told(answer) for answer in answers} == {(None, None)}
