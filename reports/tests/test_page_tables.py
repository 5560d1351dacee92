"""The tables of a unit's page, of a publication and of what changed, as files: what the page shows, to who sees it."""

import csv
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from districts.models import Period, User
from districts.tests.builders import Cast, Province, accepted, fill, start
from districts.tests.steps import send_back
from reports.tests.builders import FIGURES
from reports.tests.late import ThreeTimes, three_times
from reports.tests.published import publish

QUERIES = {"unit": 19, "publication": 3, "changes": 7}
ABUSE = {"children_under_16": 1000, "abused_children": 2}


def of_unit(code: str, table: str, form: str = "csv") -> str:
    return reverse("reports:unit_table", args=["749-2024", "2024-Q1", code, table, form])


def of_changes(published: ThreeTimes, table: str, form: str = "csv") -> str:
    newer = published.publications[1]
    return reverse("reports:publication_changes_table", args=[newer.pk, 1, table, form])


def taken(person: User, path: str) -> bytes:
    client = Client()
    client.force_login(person)
    found = client.get(path)
    assert found.status_code == 200
    assert found["Content-Disposition"].startswith('attachment; filename="')
    return found.content


def rows(content: bytes) -> list[dict[str, str]]:
    heading, *found = csv.reader(StringIO(content.decode("utf-8-sig")))
    return [dict(zip(heading, line, strict=True)) for line in found if len(line) == len(heading)]


def title(content: bytes) -> str:
    return next(line[0] for line in csv.reader(StringIO(content.decode("utf-8-sig"))) if len(line) == 1)


# A unit ---------------------------------------------------------------------------------------------------------------


def test_a_units_results_stand_beside_the_provinces(province: Province, cast: Cast, period: Period):
    accepted(province.communes[0], period, {"children_under_16": 100, "special_circumstances": 10})
    accepted(province.communes[1], period, {"children_under_16": 300, "special_circumstances": 10})

    found = taken(cast.province, of_unit("90001", "results"))
    line = next(row for row in rows(found) if row["Mã số"] == "8.1")
    assert (line["Kết quả"], line["Toàn tỉnh"], line["Toàn tỉnh: đơn vị có số liệu"]) == (
        "10.00",
        "5.00",
        "2",
    )
    assert title(found) == (
        "Xã 90001, lũy kế từ đầu năm đến hết quý I/2024, số tạm tính. Toàn tỉnh: số tạm tính"
    )
    commune = taken(cast.commune, of_unit("90001", "results"))
    assert "Toàn tỉnh" not in rows(commune)[0]


def test_what_the_page_withholds_the_file_withholds(province: Province, cast: Cast, period: Period):
    accepted(province.communes[0], period, ABUSE)

    line = next(row for row in rows(taken(cast.looker, of_unit("90001", "results"))) if row["Mã số"] == "9.1")
    assert (line["Kết quả"], line["Toàn tỉnh"]) == ("Không công bố", "Không công bố")
    own = next(row for row in rows(taken(cast.commune, of_unit("90001", "results"))) if row["Mã số"] == "9.1")
    assert own["Kết quả"] == "0.2000"


def test_its_quarters_and_what_is_open_are_files_too(province: Province, cast: Cast, period: Period):
    fill(start(province.communes[0], period), {"children_under_16": 10, "special_circumstances": 20})

    (quarter,) = rows(taken(cast.commune, of_unit("90001", "quarters")))
    assert (quarter["Quý"], quarter["Ô đã có"], quarter["Gửi lần đầu"]) == ("quý I/2024", "2", "")
    open_ones = rows(taken(cast.commune, of_unit("90001", "findings")))
    assert open_ones[0]["Việc"] == "Phải sửa trước khi gửi"
    assert sum(row["Việc"] == "Ô bắt buộc còn trống" for row in open_ones) == int(quarter["Ô phải có"]) - 2


def test_what_would_tell_a_hidden_figure_is_counted_in_the_file(
    province: Province, cast: Cast, period: Period
):
    fill(start(province.communes[0], period), {"children_under_16": 10, "abused_children": 77})

    found = taken(cast.looker, of_unit("90001", "findings"))
    assert rows(found)[-1]["Việc"] == "Không hiện"
    assert b"77" not in found


def test_a_reason_that_looks_like_a_formula_is_a_text(province: Province, cast: Cast, period: Period):
    send_back(accepted(province.communes[0], period, FIGURES), cast.district, reason="=1+1")

    assert rows(taken(cast.commune, of_unit("90001", "findings")))[0]["Nội dung"] == "'=1+1"
    sheet = load_workbook(BytesIO(taken(cast.commune, of_unit("90001", "findings", "xlsx")))).active
    assert "=1+1" in {cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "s"}


def test_a_department_has_no_results_and_its_file_is_empty(cast: Cast, period: Period):
    assert rows(taken(cast.department, of_unit("health", "results"))) == []


# A publication --------------------------------------------------------------------------------------------------------


def test_a_publications_results_are_for_everyone_and_protected(
    province: Province, cast: Cast, period: Period
):
    accepted(province.communes[0], period, {**FIGURES, **ABUSE})
    path = reverse("reports:publication_table", args=[publish(period).pk, "csv"])

    told = {row["Mã số"]: row["Kết quả"] for row in rows(taken(cast.province, path))}
    assert told["9.1"] == "0.2000"
    found = taken(cast.neighbour, path)
    assert {row["Mã số"]: row["Kết quả"] for row in rows(found)}["9.1"] == "Không công bố"
    assert title(found) == "Tỉnh 62, lũy kế từ đầu năm đến hết quý I/2024, số công bố lần 1"


@pytest.fixture
def published(province: Province, cast: Cast, period: Period) -> ThreeTimes:
    return three_times(province, period)


def test_the_changes_go_down_to_each_cell_that_one_sees(published: ThreeTimes, cast: Cast):
    found = rows(taken(cast.province, of_changes(published, "cells")))
    assert len(found) == 3
    assert {"Lần 1": "1000", "Lần 2": "1010"}.items() <= found[0].items()

    own = taken(cast.commune, of_changes(published, "cells"))
    assert {row["Mã"] for row in rows(own)} == {"90001"}
    assert title(own).endswith("; còn 1 biểu ngoài phạm vi xem")


def test_the_changed_results_have_both_sides(published: ThreeTimes, cast: Cast):
    found = {row["Mã số"]: row for row in rows(taken(cast.province, of_changes(published, "results")))}

    assert (found["8.1"]["Lần 1: tử số"], found["8.1"]["Lần 2: tử số"]) == ("60", "65")
    assert found["8.1"]["Lần 1: kết quả"] != found["8.1"]["Lần 2: kết quả"]
    assert taken(cast.province, of_changes(published, "texts", "xlsx")).startswith(b"PK")


# All of them ----------------------------------------------------------------------------------------------------------


def test_each_costs_what_its_page_costs(
    client: Client, published: ThreeTimes, cast: Cast, django_assert_num_queries
):
    client.force_login(cast.province)
    paths = {
        "unit": of_unit("90001", "results"),
        "publication": reverse("reports:publication_table", args=[published.publications[0].pk, "csv"]),
        "changes": of_changes(published, "cells"),
    }
    for name, path in paths.items():
        with django_assert_num_queries(QUERIES[name]):
            assert client.get(path).status_code == 200
        assert client.get(path.removesuffix("csv") + "pdf").status_code == 404
    assert client.get(of_unit("90001", "nothing")).status_code == 404
    assert client.get(of_changes(published, "nothing")).status_code == 404
