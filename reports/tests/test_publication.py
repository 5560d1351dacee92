"""A publication stays what it was; who may see what of it; its pages."""

import hashlib
import json

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from districts.models import Delivery, Period
from districts.tests.builders import Cast, Province, accepted, after, make_period, make_province
from districts.tests.steps import send_back
from districts.tests.webhook_builders import AT, registered
from indicators.models import Plan
from reports import jobs
from reports.models import Document, Job, Publication, PublishedValue
from reports.steps import NO_ROOM
from reports.tests import published
from reports.tests.builders import FIGURES, order, publish, two_of_four

PAGE = "reports:publication"


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path) -> None:
    """Files of no other test."""
    backend = "django.core.files.storage.FileSystemStorage"
    default = {"BACKEND": backend, "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": default}


@pytest.fixture
def ready(province: Province, cast: Cast, period: Period) -> Period:
    two_of_four(province, period)
    return period


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


# Immutable --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Publication, {"content": {}}),
        (Publication, {"reason": "khác"}),
        (PublishedValue, {"value": "99"}),
        (Document, {"sha256": "0" * 64}),
    ],
    ids=["content", "reason", "value", "document"],
)
def test_the_database_itself_refuses_to_alter_what_was_published(ready, cast, model, change):
    published.publish(ready)

    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all().update(**change)


def test_publications_of_a_quarter_are_numbered_one_two_three(ready: Period, cast: Cast):
    numbers = [published.publish(ready, reason).number for reason in ("", "sửa", "sửa nữa")]

    assert numbers == [1, 2, 3]


def test_other_programs_are_told_of_a_publication_and_of_no_figure_in_it(ready: Period, cast: Cast):
    registered(cast.province, AT)
    published_now = publish(ready, cast.province)

    told = Delivery.objects.get()
    assert (told.kind, told.state) == ("publication.published", "waiting")
    assert json.loads(told.body) == {
        "id": str(told.event),
        "type": "publication.published",
        "created_at": timezone.localtime(published_now.published_at).isoformat(timespec="seconds"),
        "illustrative": False,
        "data": {
            "plan": "749-2024",
            "period": "2024-Q1",
            "state": "published",
            "number": 1,
            "publication": published_now.pk,
            "address": f"/api/v1/publications/{published_now.pk}/",
        },
    }


def test_each_quarter_is_numbered_for_itself(ready: Period, province: Province, cast: Cast, the_plan: Plan):
    second = make_period(the_plan, "2024-Q2")
    two_of_four(province, second)

    assert (published.publish(ready).number, published.publish(second).number) == (1, 1)


def test_a_correction_makes_the_next_number_and_leaves_the_last_as_it_was(
    ready: Period, province: Province, cast: Cast
):
    first = publish(ready, cast.province)
    send_back(ready.submissions.get(unit=province.communes[1]), cast.province)
    second = publish(ready, cast.province, reason="trả lại một xã")

    values = PublishedValue.objects.filter(measure="8.1", unit="62", span="ytd", split="").order_by(
        "publication_id"
    )
    assert [(one.publication, one.numerator, one.reported) for one in values] == [
        (first, 40, 2),
        (second, 20, 1),
    ]
    assert first.sha256 != second.sha256


def test_a_files_hash_and_size_are_those_of_its_bytes(ready: Period, cast: Cast):
    for document in publish(ready, cast.province).documents.all():
        with document.file.open("rb") as file:
            made = file.read()
        assert (document.size, document.sha256) == (len(made), hashlib.sha256(made).hexdigest())


# Pages ------------------------------------------------------------------------------------------------------------


def test_every_signed_in_person_sees_the_provinces_published_values(ready: Period, cast: Cast):
    publication = published.publish(ready)

    for person in (
        cast.commune,
        cast.district,
        cast.department,
        cast.looker,
        cast.administrator,
        cast.stranger,
    ):
        page = signed_in(person).get(reverse(PAGE, args=[publication.pk]))
        assert page.status_code == 200
        assert "Tỷ lệ trẻ em có hoàn cảnh đặc biệt trên tổng số trẻ em" in page.content.decode()


def test_a_published_page_shows_what_was_frozen_and_not_what_is_now(
    ready: Period, province: Province, cast: Cast
):
    publication = publish(ready, cast.province)
    for submission in ready.submissions.all():
        send_back(submission, cast.province)

    page = signed_in(cast.province).get(reverse(PAGE, args=[publication.pk])).content.decode()

    assert "2,00" in page.split()
    assert publication.sha256 in page


def test_a_published_total_of_one_unit_is_withheld_from_others(ready: Period, cast: Cast):
    publication = publish(ready, cast.province)

    page = signed_in(cast.commune).get(reverse(PAGE, args=[publication.pk])).content.decode()

    assert "2,00" not in page.split()
    assert "Không công bố" in page


def test_files_exist_only_for_whoever_may_read_them(ready: Period, cast: Cast):
    publication = publish(ready, cast.province)
    address = reverse("reports:document", args=[publication.pk, "docx"])

    assert signed_in(cast.province).get(address).status_code == 200
    for person in (cast.commune, cast.district, cast.department, cast.looker, cast.administrator):
        assert signed_in(person).get(address).status_code == 404
        page = signed_in(person).get(reverse(PAGE, args=[publication.pk])).content.decode()
        assert address not in page


def test_a_file_comes_whole_under_a_name_with_and_without_accents(ready: Period, cast: Cast):
    publication = publish(ready, cast.province)

    answer = signed_in(cast.province).get(reverse("reports:document", args=[publication.pk, "xlsx"]))

    document = publication.documents.get(kind="xlsx")
    assert hashlib.sha256(answer.content).hexdigest() == document.sha256
    assert answer["Content-Disposition"] == (
        'attachment; filename="bao-cao-2024-Q1-lan-1.xlsx"; '
        "filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20qu%C3%BD%20I%20n%C4%83m%202024%2C%20l%E1%BA%A7n%201.xlsx"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_a_file_that_someone_altered_is_not_handed_out(ready: Period, cast: Cast, tmp_path):
    publication = publish(ready, cast.province)
    document = publication.documents.get(kind="docx")
    (tmp_path / document.file.name).write_bytes(b"something else")

    answer = signed_in(cast.province).get(reverse("reports:document", args=[publication.pk, "docx"]))

    assert answer.status_code == 404


def test_a_kind_of_file_that_is_not_there_is_not_found(ready: Period, cast: Cast):
    publication = publish(ready, cast.province)

    answer = signed_in(cast.province).get(reverse("reports:document", args=[publication.pk, "odt"]))

    assert answer.status_code == 404


def test_a_stranger_is_asked_to_sign_in(db):
    answer = Client().get(reverse("reports:publications"))

    assert (answer.status_code, answer.url.startswith("/sign-in/")) == (302, True)


def test_the_list_names_every_publication_with_its_reason(ready: Period, cast: Cast):
    published.publish(ready)
    published.publish(ready, reason="xã Đăk Ui gửi lại")

    page = signed_in(cast.province).get(reverse("reports:publications")).content.decode()

    assert "Báo cáo quý I/2024, lần 1" in page
    assert "xã Đăk Ui gửi lại" in page
    assert "lệnh máy chủ" in page
    assert "Công bố một quý" in page


@pytest.mark.parametrize("person", ["commune", "looker"])
def test_a_reason_that_may_name_a_commune_is_for_those_with_the_right(ready: Period, cast: Cast, person: str):
    published.publish(ready)
    newest = published.publish(ready, reason="xã Đăk Ui gửi lại")
    client = signed_in(getattr(cast, person))
    addresses = [
        reverse("reports:publications"),
        reverse(PAGE, args=[newest.pk]),
        reverse("reports:publication_changes", args=[newest.pk, 1]),
        reverse("api:publications"),
    ]

    told = [client.get(address).content.decode() for address in addresses]

    assert [("Đăk Ui" in page) for page in told] == [False] * 4
    assert ["đã đính chính" in page for page in told] == [True, True, False, True]


@pytest.mark.parametrize("communes", [1, 10, 102])
def test_a_publications_page_asks_as_many_questions_for_any_province(
    the_plan: Plan, communes: int, django_assert_num_queries
):
    province = make_province(communes=communes, districts=1)
    period = make_period(the_plan, "2024-Q1")
    accepted(province.communes[0], period, FIGURES)
    publication = published.publish(period)
    client = signed_in(get_user_model().objects.create_user("ai"))
    client.get(reverse(PAGE, args=[publication.pk]))

    with django_assert_num_queries(QUERIES_OF_THE_PAGE):
        client.get(reverse(PAGE, args=[publication.pk]))


QUERIES_OF_THE_PAGE = 9  # one of them: what is closed to who lacks the right


@pytest.mark.parametrize("publications", [1, 3])
def test_the_list_asks_as_many_questions_for_any_number(
    ready: Period, cast: Cast, publications: int, django_assert_num_queries
):
    for number in range(publications):
        published.publish(ready, reason="sửa" * number)
    client = signed_in(cast.commune)
    client.get(reverse("reports:publications"))

    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        client.get(reverse("reports:publications"))


QUERIES_OF_THE_LIST = 7


# Ordering on a page -----------------------------------------------------------------------------------------------


def publish_address(period: Period) -> str:
    return reverse("reports:publish", args=[period.plan.slug, period.code])


def test_an_order_leads_to_the_jobs_page_and_a_second_click_to_the_same(
    ready: Period, cast: Cast, queued_tasks
):
    client = signed_in(cast.province)

    first, second = (client.post(publish_address(ready), {"reason": ""}) for _click in range(2))

    job = Job.objects.get()
    assert first.url == second.url == reverse("reports:job", args=[job.pk])


def test_whoever_may_not_publish_is_told_so(ready: Period, cast: Cast):
    for person in (cast.commune, cast.district, cast.looker, cast.administrator):
        answer = signed_in(person).post(publish_address(ready), {"reason": ""})
        assert answer.status_code == 403
        assert "Chỉ cán bộ tỉnh được công bố báo cáo." in answer.content.decode()
        assert signed_in(person).get(publish_address(ready)).status_code == 403
    assert Job.objects.count() == 0


def test_a_second_publication_asks_for_its_reason_and_keeps_the_page(ready: Period, cast: Cast):
    published.publish(ready)

    page = signed_in(cast.province).post(publish_address(ready), {"reason": " "}).content.decode()

    assert "Quý này đã công bố. Xin ghi lý do công bố lại." in page
    assert Job.objects.count() == 0


def test_nothing_to_publish_is_said_on_the_page(province: Province, cast: Cast, period: Period):
    page = signed_in(cast.province).post(publish_address(period), {"reason": ""}).content.decode()

    assert "chưa có gì để công bố" in page


def test_a_living_job_asks_for_itself_again_and_a_finished_one_does_not(ready: Period, cast: Cast):
    client = signed_in(cast.province)
    job = order(ready, cast.province)
    address = reverse("reports:job", args=[job.pk])
    assert 'hx-trigger="every 1s"' in client.get(address).content.decode()

    jobs.run(job.pk, at=after(ready))

    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in part
    assert "<html" not in part
    assert reverse(PAGE, args=[Publication.objects.get().pk]) in part


def test_a_failed_job_says_why_and_offers_to_try_again(ready: Period, cast: Cast):
    job = order(ready, cast.province, reason="đính chính")
    Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED, error=NO_ROOM)

    page = signed_in(cast.province).get(reverse("reports:job", args=[job.pk])).content.decode()

    assert "Không ghi được tệp báo cáo vào ổ đĩa của máy chủ." in page
    assert 'name="reason" value="đính chính"' in page
    assert "Thử lại" in page


def test_a_jobs_page_exists_for_publishers_only(ready: Period, cast: Cast):
    job = order(ready, cast.province)

    for person in (cast.commune, cast.looker, cast.administrator):
        assert signed_in(person).get(reverse("reports:job", args=[job.pk])).status_code == 404


def test_an_order_that_no_worker_takes_says_whom_to_tell(ready: Period, cast: Cast):
    job = order(ready, cast.province)
    Job.objects.filter(pk=job.pk).update(ordered_at=after(ready))

    page = signed_in(cast.province).get(reverse("reports:job", args=[job.pk])).content.decode()

    assert "Tiến trình nền của máy chủ chưa nhận việc này." in page
