"""Bringing a Word template, going back to the standard one, and what publishing makes of it."""

from hashlib import sha256
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from docx import Document as WordFile

from districts.actions.refusals import NotAllowed, Refused
from districts.models import Event, Period, User
from districts.tests.builders import Cast, Province, after
from reports import jobs, templates
from reports.documents import template
from reports.models import Publication, ReportTemplate
from reports.steps import TEMPLATE_BROKE
from reports.tests.builders import order, publish, two_of_four
from reports.tests.templates import edited, paragraph_with

ADDED = "Điện thoại: 0260 3862 123"


def with_a_line() -> bytes:
    return edited(lambda document: paragraph_with(document, "BÁO CÁO").insert_paragraph_before(ADDED))


OWN = with_a_line()


@pytest.fixture
def ready(province: Province, cast: Cast, period: Period) -> Period:
    """A quarter with something to publish."""
    two_of_four(province, period)
    return period


def take(period: Period, by: User, content: bytes = OWN, name: str = "Mẫu của Sở.docx") -> ReportTemplate:
    return templates.take(period.plan, name=name, content=content, by=by, at=after(period))


def word_of(publication: Publication) -> list[str]:
    with publication.documents.get(kind="docx").file.open("rb") as file:
        return [paragraph.text for paragraph in WordFile(BytesIO(file.read())).paragraphs]


def made_in(publication: Publication) -> dict[str, str]:
    return dict(publication.documents.values_list("kind", "template_sha256"))


# Taken ------------------------------------------------------------------------------------------------------------


def test_a_template_is_kept_with_its_hash_and_logged(province: Province, cast: Cast, period: Period):
    taken = take(period, cast.province)

    assert (taken.name, taken.sha256, taken.size) == ("Mẫu của Sở.docx", sha256(OWN).hexdigest(), len(OWN))
    assert templates.content_of(taken) == OWN
    assert templates.current(period.plan) == taken
    event = Event.objects.get(action="report_template_set")
    assert (event.by, event.subject, event.reason) == (cast.province, "749-2024", "Mẫu của Sở.docx")


def test_the_same_template_again_is_no_other(province: Province, cast: Cast, period: Period):
    assert take(period, cast.province) == take(period, cast.province)

    assert ReportTemplate.objects.count() == 1


def test_going_back_to_the_standard_one_keeps_the_provinces_own(
    province: Province, cast: Cast, period: Period
):
    take(period, cast.province)

    templates.go_back(period.plan, by=cast.province, at=after(period))

    assert templates.current(period.plan) is None
    assert list(ReportTemplate.objects.values_list("is_standard", flat=True)) == [True, False]
    assert templates.go_back(period.plan, by=cast.province, at=after(period)) is None


@pytest.mark.parametrize("who", ["commune", "district", "department", "looker", "administrator"])
def test_only_who_may_publish_changes_it(province: Province, cast: Cast, period: Period, who: str):
    with pytest.raises(NotAllowed):
        take(period, getattr(cast, who))
    with pytest.raises(NotAllowed):
        templates.go_back(period.plan, by=getattr(cast, who), at=after(period))


def test_what_is_refused_leaves_nothing(province: Province, cast: Cast, period: Period):
    with pytest.raises(Refused, match="Đây không phải tệp Word"):
        take(period, cast.province, b"%PDF-1.7\n%%EOF")

    assert not ReportTemplate.objects.exists()
    assert not Event.objects.filter(action="report_template_set").exists()


def test_the_database_refuses_to_alter_a_template(province: Province, cast: Cast, period: Period):
    taken = take(period, cast.province)

    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
        ReportTemplate.objects.filter(pk=taken.pk).update(name="khác")


# Published --------------------------------------------------------------------------------------------------------


def test_word_is_made_in_the_template_and_says_in_which(ready: Period, cast: Cast):
    take(ready, cast.province)

    publication = publish(ready, cast.province)

    assert ADDED in word_of(publication)
    assert made_in(publication) == {"docx": sha256(OWN).hexdigest(), "pdf": "", "xlsx": ""}


def test_another_template_changes_no_content_and_no_publication_before(ready: Period, cast: Cast):
    first = publish(ready, cast.province)
    take(ready, cast.province)

    second = publish(ready, cast.province, reason="theo mẫu của tỉnh")
    templates.go_back(ready.plan, by=cast.province, at=after(ready))
    third = publish(ready, cast.province, reason="theo mẫu chuẩn")

    assert [ADDED in word_of(one) for one in (first, second, third)] == [False, True, False]
    assert [made_in(one)["docx"] != "" for one in (first, second, third)] == [False, True, False]
    assert first.content["texts"] == second.content["texts"]


@pytest.mark.parametrize("fault", ["gone", "altered"])
def test_a_template_that_breaks_fails_the_job_in_a_sentence_of_its_own(ready: Period, cast: Cast, fault: str):
    taken = take(ready, cast.province)
    path = Path(taken.file.path)
    if fault == "gone":
        path.unlink()
    else:
        path.write_bytes(template.standard())
    job = order(ready, cast.province)

    jobs.run(job.pk, at=after(ready))

    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", TEMPLATE_BROKE)
    assert not Publication.objects.exists()

    templates.go_back(ready.plan, by=cast.province, at=after(ready))
    assert publish(ready, cast.province).number == 1


# The page ---------------------------------------------------------------------------------------------------------


def address() -> str:
    return reverse("reports:report_template", args=["749-2024"])


def send(client: Client, content: bytes, name: str = "mau.docx"):
    return client.post(address(), {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_the_standard_template_is_taken_edited_and_brought_back(
    client: Client, province: Province, cast: Cast, period: Period
):
    client.force_login(cast.province)

    standard = client.get(reverse("reports:standard_report_template", args=["749-2024"])).content
    answer = send(client, edited(lambda document: document.add_paragraph(ADDED), standard))

    assert [str(message) for message in answer.context["messages"]] == [
        "Đã nhận mẫu. Báo cáo Word từ nay được lập theo mẫu này."
    ]
    taken = ReportTemplate.objects.get()
    own = client.get(reverse("reports:own_report_template", args=["749-2024", taken.pk]))
    assert sha256(own.content).hexdigest() == taken.sha256


def test_a_refused_template_is_told_beside_the_field(
    client: Client, province: Province, cast: Cast, period: Period
):
    client.force_login(cast.province)

    def change(document) -> None:
        paragraph_with(document, "kính gửi").runs[0].text = "{{ kinh gui }}"

    answer = send(client, edited(change))

    assert answer.status_code == 422
    page = unescape(answer.content.decode())
    assert "Mẫu có tên không dùng được: {{ kinh gui }}. Xin xem danh sách tên ở trang này." in page
    assert not ReportTemplate.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"", "Tệp này trống"), (b"x" * 5_300_000, "Mẫu lớn hơn 5 MB")]
)
def test_a_file_that_is_empty_or_too_large_is_told(
    client: Client, province: Province, cast: Cast, period: Period, content: bytes, sentence: str
):
    client.force_login(cast.province)

    assert sentence in send(client, content).content.decode()


def test_the_way_back_to_the_standard_one(client: Client, province: Province, cast: Cast, period: Period):
    take(period, cast.province)
    client.force_login(cast.province)

    answer = client.post(address(), {"standard": "1"}, follow=True)

    assert "Mẫu chuẩn theo Nghị định 30/2020/NĐ-CP." in answer.content.decode()
    assert templates.current(period.plan) is None


@pytest.mark.parametrize("used", [1, 3])
def test_the_page_costs_the_same_however_many_templates_were_used(
    client: Client, province: Province, cast: Cast, period: Period, used: int, django_assert_num_queries
):
    for number in range(used):
        take(period, cast.province, edited(lambda document, n=number: document.add_paragraph(str(n))))
    client.force_login(cast.province)
    client.get(address())

    with django_assert_num_queries(7):
        client.get(address())
