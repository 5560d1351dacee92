"""Every address of the portal, tried as every role, as a stranger to the unit, and by whoever is not signed in."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from districts.models import Submission, User
from districts.tests.builders import Cast
from plan749.tests import address_stage

# The cast: `commune` is the unit's own officer, `district` its accepter, `department`, `neighbour` and `stranger` have
# no business with it, and `nobody` belongs nowhere.
EVERYONE = {*(field.name for field in fields(Cast)), "nobody"}
WHO_SEES_THE_UNIT = {"commune", "district", "province", "looker"}
WHO_ENTERS_IT = {"commune", "district"}  # its own people, and its accepter for it
WHO_ENTERS_ANYTHING = {"commune", "district", "province", "department", "neighbour", "stranger"}
WHO_SEES_THE_DISTRICT = {"district", "province", "looker"}  # which writes words; a commune writes none
WHO_SEES_A_WRITER = {*WHO_SEES_THE_DISTRICT, "department", "stranger"}
WHO_SEES_ANY_UNIT = EVERYONE - {"administrator", "nobody"}
WHO_ACCEPTS_ANYTHING = {"district", "province", "stranger"}
# Without an area in the address it is one's own; a department is no area.
WHO_HAS_A_BOARD = WHO_SEES_ANY_UNIT - {"department"}
STAFF = {"province"}
WHO_LEADS_THE_TASK = {"department", "province"}  # and the province for it
ADMINISTRATOR = {"administrator"}
WHO_MANAGES_WEBHOOKS = {"province", "administrator"}
ACTS_ON_WEBHOOKS = ["new", "change", "rotate", "test", "switch_off", "switch_on", "resend"]
OWNER = {"neighbour"}  # of the key that stands here to be revoked

# By GET: for whom the address exists. For all others it is a 404.
PAGES = {
    "home": EVERYONE,
    "api:problems": EVERYONE,
    "search": EVERYONE,
    "districts:change_password": EVERYONE,
    "districts:contact": EVERYONE,
    "districts:my_work": EVERYONE,
    "districts:tokens": EVERYONE,
    "districts:revoke_token": OWNER,
    "districts:revoke_token_of_person": ADMINISTRATOR,
    "districts:webhooks": WHO_MANAGES_WEBHOOKS,
    "districts:webhook": WHO_MANAGES_WEBHOOKS,
    **{f"districts:{act}_webhook": WHO_MANAGES_WEBHOOKS for act in ACTS_ON_WEBHOOKS},
    "districts:resend_delivery": WHO_MANAGES_WEBHOOKS,
    "districts:people": ADMINISTRATOR,
    "districts:new_person": ADMINISTRATOR,
    "districts:import_people": ADMINISTRATOR,
    "districts:import_people_template": ADMINISTRATOR,
    "districts:import_people_confirm": ADMINISTRATOR,
    "districts:one_time_passwords": ADMINISTRATOR,
    "districts:person": ADMINISTRATOR,
    "districts:move_person": ADMINISTRATOR,
    "districts:reset_person": ADMINISTRATOR,
    "districts:close_person": ADMINISTRATOR,
    "districts:reopen_person": ADMINISTRATOR,
    "districts:periods": STAFF,
    "districts:open_period": STAFF,
    "districts:period": STAFF,
    "districts:extend_period": STAFF,
    "districts:close_period": STAFF,
    "districts:reopen_period": STAFF,
    "districts:reopen_period_unit": STAFF,
    "districts:lock_period_unit": STAFF,
    "districts:submission": WHO_SEES_THE_UNIT,
    "districts:print_submission": WHO_SEES_THE_UNIT,
    "districts:submission_table": WHO_SEES_THE_UNIT,
    "districts:targets": STAFF,
    "districts:targets_table": STAFF,
    "districts:target": STAFF,
    "districts:assignments": WHO_SEES_ANY_UNIT,
    "districts:assignments_table": WHO_SEES_ANY_UNIT,
    "districts:assignment": WHO_SEES_ANY_UNIT,
    "districts:new_assignment": STAFF,
    "districts:change_assignment": STAFF,
    "districts:finish_assignment": WHO_LEADS_THE_TASK,
    "districts:reopen_assignment": STAFF,
    "districts:cancel_assignment": STAFF,
    "districts:entry": WHO_SEES_THE_UNIT,
    "districts:workbook": WHO_ENTERS_IT,
    "districts:upload_workbook": WHO_ENTERS_IT,
    "districts:confirm_workbook": WHO_ENTERS_IT,
    "districts:workbooks": WHO_ENTERS_ANYTHING,
    "districts:upload_workbooks": WHO_ENTERS_ANYTHING,
    "districts:confirm_workbooks": WHO_ENTERS_ANYTHING,
    "districts:completeness": WHO_SEES_ANY_UNIT,
    "districts:completeness_table": WHO_SEES_ANY_UNIT,
    "districts:reporting": WHO_SEES_ANY_UNIT,
    "districts:reporting_table": WHO_SEES_ANY_UNIT,
    "districts:review": WHO_ACCEPTS_ANYTHING,
    "districts:task_reports": WHO_SEES_A_WRITER,
    "districts:task_reports_table": WHO_SEES_A_WRITER,
    "districts:task_report": WHO_SEES_THE_DISTRICT,
    "districts:evidence": WHO_SEES_THE_DISTRICT,
    "indicators:handbook": EVERYONE,
    "indicators:indicator": EVERYONE,
    "reports:board": EVERYONE,
    "reports:unit": WHO_SEES_THE_UNIT,
    "reports:unit_table": WHO_SEES_THE_UNIT,
    "reports:unit_board": WHO_SEES_THE_UNIT,
    "reports:board_results": WHO_SEES_THE_UNIT,
    "reports:board_sources": WHO_SEES_THE_UNIT,
    "reports:board_sources_table": WHO_SEES_THE_UNIT,
    "reports:newest_indicator": EVERYONE,
    "reports:indicator": WHO_HAS_A_BOARD,
    "reports:indicator_table": WHO_HAS_A_BOARD,
    "reports:where": WHO_HAS_A_BOARD,
    "reports:where_table": WHO_HAS_A_BOARD,
    "reports:heat": WHO_HAS_A_BOARD,
    "reports:heat_table": WHO_HAS_A_BOARD,
    "reports:compare": WHO_HAS_A_BOARD,
    "reports:publications": EVERYONE,
    "reports:publication": EVERYONE,
    "reports:publication_table": EVERYONE,
    "reports:publication_issued": STAFF,
    "reports:provisional_report": STAFF,
    "reports:publication_scan": STAFF,
    "reports:publication_changes": EVERYONE,
    "reports:publication_changes_table": EVERYONE,
    "reports:publication_sources": EVERYONE,
    "reports:publication_sources_table": EVERYONE,
    "reports:publication_area_sources": WHO_SEES_THE_UNIT,
    "reports:publication_area_sources_table": WHO_SEES_THE_UNIT,
    "reports:document": STAFF,
    "reports:report_document": STAFF,
    "reports:job": STAFF,
    "reports:audit": STAFF,
    "reports:report_text": STAFF,
    "reports:report_text_version": STAFF,
    "reports:report_template": STAFF,
    "reports:standard_report_template": STAFF,
    "reports:own_report_template": STAFF,
}
API = {
    "api:plans": EVERYONE,
    "api:plan": EVERYONE,
    "api:indicators": EVERYONE,
    "api:indicator": EVERYONE,
    "api:measures": EVERYONE,
    "api:measure": EVERYONE,
    "api:elements": EVERYONE,
    "api:element": EVERYONE,
    "api:units": EVERYONE,
    "api:unit": EVERYONE,
    "api:periods": EVERYONE,
    "api:period": EVERYONE,
    "api:submissions": EVERYONE,
    "api:submission": WHO_SEES_THE_UNIT,
    "api:observations": EVERYONE,
    "api:publications": EVERYONE,
    "api:publication": EVERYONE,
    # A plan's published results of the province are everyone's.
    "api:sdmx_data": EVERYONE,
    "api:sdmx_structures": EVERYONE,
    "api:dhis2": EVERYONE,
    "api:dhis2_metadata": EVERYONE,
    "api:schema": EVERYONE,
}
# These need no account.
OPEN_TO_ALL = {
    "healthz", "set_language", "set_theme", "set_keys", "districts:sign_in", "districts:sign_out",
    "service_worker", "without_network",
}  # fmt: skip
# These need none either where the portal has its public page; elsewhere there are none.
PUBLIC = {
    "public:door", "public:front", "public:results", "public:indicator", "public:communes", "public:file",
}  # fmt: skip
# These are tried below by what they do; ordering a publication tells whoever may not so, and has no secret.
STEPS = {
    "districts:submit",
    "districts:accept",
    "districts:send_back",
    "districts:accept_task_report",
    "districts:return_task_report",
    "districts:save_cells",
    "api:bulk",
    "api:submit",
    "api:accept",
    "api:return",
}
# A comparison needs a second quarter or area; who gets its file is tried in reports/tests/test_compare_pages.py.
ELSEWHERE = {"reports:publish", "reports:compare_table", "api:docs", "api:None"}
CODES = {
    "api:measure": "2.1",
    "api:element": "children_under_16",
    "reports:board_sources": "2.1",
    "reports:indicator_table": "1.1",
    "reports:board_sources_table": "2.1",
    "reports:publication_sources": "2.1",
    "reports:publication_sources_table": "2.1",
    "reports:publication_area_sources": "2.1",
    "reports:publication_area_sources_table": "2.1",
    "reports:report_text_version": "causes",
    "api:unit": "90001",
    "api:period": "2024-Q1",
}

KINDS = {"api:sdmx_structures": "dataflow"}
TABLES = {"reports:unit_table": "results", "reports:publication_changes_table": "results"}


stage, waiting, words = address_stage.stage, address_stage.waiting, address_stage.words


def everyone(cast: Cast) -> dict[str, User]:
    nobody, _made = User.objects.get_or_create(username="nobody")
    return {**{field.name: getattr(cast, field.name) for field in fields(cast)}, "nobody": nobody}


def all_names(patterns: list[Any], above: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = pattern.namespace or pattern.app_name
            yield from all_names(pattern.url_patterns, f"{above}{inner}:" if inner else above)
        else:
            yield f"{above}{pattern.name}", pattern


def addresses(numbers: dict[str, int]) -> dict[str, str]:
    """Every address that is reached by its name, filled with what stands on the stage."""
    filling = {"plan": "749-2024", "period": "2024-Q1", "unit": "90001", "measure": "2.1", "number": 1}
    filling |= {"flow": "PUBLISHED_749-2024", "key": "all", "provider": "all"}
    filling |= {"agency": "all", "id": "all", "version": "latest"}
    filling |= {"report": "half-year", "form": "csv", "language": "en"}
    found = {}
    for name, pattern in all_names(get_resolver().url_patterns):
        if name == "api:None":
            continue
        wanted = set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)
        own = {
            "code": CODES.get(name),
            "slug": "749-2024",
            "kind": KINDS.get(name, "csv" if name.startswith("districts:") else "docx"),
            "table": TABLES.get(name, "quarters"),
            "pk": number_of(name, numbers),
            **({"unit": "901"} if "task_report" in name else {}),
        }
        found[name] = reverse(name, kwargs={key: {**filling, **own}[key] for key in wanted})
    return found


def number_of(name: str, numbers: dict[str, int]) -> int:
    """The number an address speaks of: of the thing in its name, else of the submission."""
    return next((number for word, number in numbers.items() if word in name), numbers["submission"])


def test_no_address_is_forgotten():
    known = {*PAGES, *API, *OPEN_TO_ALL, *PUBLIC, *STEPS, *ELSEWHERE}

    assert {name for name, _pattern in all_names(get_resolver().url_patterns)} == known


def test_whoever_is_not_signed_in_finds_the_door_alone(client, stage):
    found = addresses(stage)

    for name in PAGES:
        answer = client.get(found[name])
        assert (name, answer.status_code) == (name, 302)
        assert answer["Location"].startswith(f"{reverse('districts:sign_in')}?next=")
    for name in API:
        assert (name, client.get(found[name]).status_code) == (name, 401)
    for name in STEPS:
        assert (name, client.post(found[name]).status_code) in [(name, 302), (name, 401)]
    for name in OPEN_TO_ALL:
        assert client.get(found[name]).status_code in (200, 302)


@pytest.mark.parametrize("person", sorted(EVERYONE))
def test_each_finds_what_is_theirs_and_nothing_else_exists(client, cast, stage, person):
    client.force_login(everyone(cast)[person])
    found = addresses(stage)
    expected = {name: person in audience for name, audience in {**PAGES, **API}.items()}

    there = {name: exists(client, found[name]) for name in expected}
    assert there == expected
    assert client.get(reverse("reports:publish", args=["749-2024", "2024-Q1"])).status_code == (
        200 if person in STAFF else 403
    )
    assert client.get(reverse("api:docs")).status_code == 200


def exists(client: Client, address: str) -> bool:
    """Whether an address answers; what is withheld must be a 404, not another refusal."""
    answer = client.get(address)
    assert answer.status_code in (200, 302, 404), address
    return answer.status_code != 404


@pytest.mark.parametrize("number", [0, int("9" * 30)])
def test_a_number_that_nothing_has_is_a_404_however_long(client, cast, period, number):
    things = "delivery webhook token assignment person period publication document job submission evidence"
    found = addresses(dict.fromkeys(things.split(), number))
    numbered = {name: address for name, address in found.items() if f"/{number}/" in address}

    for name, address in numbered.items():
        client.force_login(cast.administrator if "person" in name else cast.province)
        assert (name, client.post(address).status_code) in [(name, 404), (name, 405)]
        assert (name, client.get(address).status_code) in [(name, 404), (name, 405)]


# What each may do to the commune's submission, from the page and over REST; for whoever does not see it: 404.
MAY = {"accept": {"district"}, "return": {"district", "province"}}
AFTER = {"accept": "accepted", "return": "returned"}


@pytest.mark.parametrize("door", ["page", "api"])
@pytest.mark.parametrize("step", ["accept", "return"])
@pytest.mark.parametrize("person", sorted(EVERYONE))
def test_only_those_who_may_move_a_submission_do(client, cast, waiting, person, step, door):
    client.force_login(everyone(cast)[person])
    body = {"version": waiting.version, "reason": "thiếu số liệu"}
    if door == "api":
        answer = client.post(f"/api/v1/submissions/{waiting.pk}/{step}/", body, "application/json")
    else:
        answer = client.post(f"/submissions/{waiting.pk}/{step}/", body)

    waiting.refresh_from_db()
    assert waiting.state == (AFTER[step] if person in MAY[step] else "submitted")
    if person not in MAY[step]:
        assert answer.status_code == (403 if person in WHO_SEES_THE_UNIT else 404)


@pytest.mark.parametrize("door", ["page", "api"])
@pytest.mark.parametrize("person", sorted(EVERYONE))
def test_only_whoever_enters_for_the_unit_hands_its_figures_in(client, cast, waiting, person, door):
    Submission.objects.filter(pk=waiting.pk).update(state="returned", return_reason="thiếu số liệu")
    client.force_login(everyone(cast)[person])
    body = {"version": waiting.version}
    if door == "api":
        answer = client.post(f"/api/v1/submissions/{waiting.pk}/submit/", body, "application/json")
    else:
        answer = client.post(f"/submissions/{waiting.pk}/submit/", body)

    waiting.refresh_from_db()
    if person in WHO_ENTERS_IT:
        assert waiting.state == "submitted"
        assert waiting.events.first().on_behalf == (person != "commune")
    else:
        assert waiting.state == "returned"
        assert answer.status_code == (403 if person in WHO_SEES_THE_UNIT else 404)


# ... and to a district's words: the province alone accepts and returns them.
@pytest.mark.parametrize("step", ["accept", "return"])
@pytest.mark.parametrize("person", sorted(EVERYONE))
def test_only_the_province_moves_words(client, cast, words, person, step):
    client.force_login(everyone(cast)[person])
    body = {"version": words.version, "reason": "thiếu số lớp"}
    answer = client.post(f"/749-2024/2024-Q1/task-report/901/{step}/", body)

    words.refresh_from_db()
    assert words.state == (AFTER[step] if person == "province" else "submitted")
    if person != "province":
        assert answer.status_code == (403 if person in WHO_SEES_THE_DISTRICT else 404)
