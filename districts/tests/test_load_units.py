"""Units into the database: Kon Tum as the statistics office lists it, once, and the departments of its plan."""

import csv
from collections import Counter
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from districts.actions.refusals import Refused
from districts.actions.units import COUNTRY_FILE, LoadedUnits, load_unit_file, load_units, make_departments
from districts.models import Unit
from districts.unit_file import of_province, read_units

AT = datetime(2024, 1, 2, 1, tzinfo=UTC)
KON_TUM = Path(__file__).with_name("units-kontum-2024.csv")
HEADER = "level,code,name,kind,parent,valid_from,valid_to"

pytestmark = pytest.mark.django_db


def told(*arguments: object) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("load_units", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def kon_tum() -> Unit:
    """The province with its districts and communes, from the data file."""
    load_unit_file(province="62", at=AT)
    return Unit.objects.get(code="62")


def test_the_data_file_holds_the_whole_country():
    rows = read_units(COUNTRY_FILE.read_text(encoding="utf-8").splitlines())

    assert Counter(row.level for row in rows) == {"province": 63, "district": 696, "commune": 10_035}


def test_province_62_is_as_the_statistics_office_lists_it(kon_tum):
    with KON_TUM.open(encoding="utf-8", newline="") as file:
        listed = {
            (line["level"], line["code"], line["name"], line["type"], line["parent_code"] or None)
            for line in csv.DictReader(file)
        }

    assert set(Unit.objects.values_list("level", "code", "name", "kind", "parent__code")) == listed
    assert Counter(level for level, *_ in listed) == {"province": 1, "district": 10, "commune": 102}


def test_units_know_their_province_and_their_days(kon_tum):
    commune = Unit.objects.get(code="23500")

    assert commune.province == kon_tum
    assert commune.parent.code == "615"
    assert (commune.valid_from, commune.valid_to) == (None, date(2025, 6, 30))
    assert commune.search_key == "thi tran dak ha"
    assert Unit.objects.in_force(on=date(2025, 6, 30)).count() == 113
    assert not Unit.objects.in_force(on=date(2025, 7, 1)).exists()


def test_units_stand_in_the_vietnamese_order(kon_tum):
    names = Unit.objects.filter(level="district").values_list("name", flat=True)

    assert list(names) == [
        "Huyện Đắk Glei",
        "Huyện Đắk Hà",
        "Huyện Đắk Tô",
        "Huyện Ia H' Drai",
        "Huyện Kon Plông",
        "Huyện Kon Rẫy",
        "Huyện Ngọc Hồi",
        "Huyện Sa Thầy",
        "Huyện Tu Mơ Rông",
        "Thành phố Kon Tum",
    ]


def test_twice_changes_nothing(kon_tum):
    assert load_unit_file(province="62", at=AT) == LoadedUnits()


def test_only_what_differs_is_changed(kon_tum):
    Unit.objects.filter(code="23500").update(name="khác", valid_to=None)

    assert load_unit_file(province="62", at=AT) == LoadedUnits(created=0, changed=1)
    assert Unit.objects.get(code="23500").name == "Thị trấn Đắk Hà"


def test_a_code_used_again_later_is_another_unit(kon_tum):
    rows = read_units([
        HEADER,
        "province,51,Tỉnh Quảng Ngãi,tỉnh,,2025-07-01,",
        "commune,23293,Phường Kon Tum,phường,51,2025-07-01,",
    ])  # fmt: skip

    assert load_units(rows, province=None, at=AT) == LoadedUnits(created=2)
    assert load_units(rows, province=None, at=AT) == LoadedUnits()
    assert list(Unit.objects.filter(code="23293").order_by("name").values_list("name", "parent__code")) == [
        ("Phường Kon Tum", "51"),
        ("Phường Thắng Lợi", "608"),
    ]


def test_the_order_of_lines_does_not_matter(kon_tum):
    rows = of_province(read_units(COUNTRY_FILE.read_text(encoding="utf-8").splitlines()), "62")

    assert load_units(reversed(rows), province="62", at=AT) == LoadedUnits()


def test_a_province_that_is_not_in_the_file_is_refused():
    with pytest.raises(Refused, match="Tệp không có tỉnh “99”"):
        load_unit_file(province="99", at=AT)


def test_departments_come_from_the_plan(the_plan, kon_tum):
    departments = Unit.objects.filter(level="department")

    assert set(departments.values_list("code", "name", "kind", "parent__code", "province__code")) == {
        ("labour", "Sở Lao động - Thương binh và Xã hội", "sở", "62", "62"),
        ("health", "Sở Y tế", "sở", "62", "62"),
        ("education", "Sở Giáo dục và Đào tạo", "sở", "62", "62"),
    }
    assert departments.in_force(on=date(2024, 1, 1)).count() == 3


def test_departments_are_made_once_and_follow_the_plans_names(the_plan, kon_tum):
    assert make_departments(the_plan, kon_tum) == LoadedUnits()

    the_plan.departments["health"]["vi"] = "Sở Y tế tỉnh"

    assert make_departments(the_plan, kon_tum) == LoadedUnits(changed=1)
    assert Unit.objects.get(code="health").search_key == "so y te tinh"


def test_the_command_loads_a_province_and_then_has_nothing_to_do():
    assert told("--province", "62") == "Đơn vị: thêm 113, sửa 0.\n"
    assert told("--province", "62") == "Đơn vị: không có gì thay đổi.\n"


def test_the_command_loads_several_provinces_or_none():
    with pytest.raises(CommandError, match="Tệp không có tỉnh “99”"):
        told("--province", "62", "--province", "99")
    assert not Unit.objects.exists()

    told("--province", "62", "--province", "64")
    assert Unit.objects.filter(level="province").count() == 2


def test_the_command_loads_the_whole_country():
    assert told("--all") == "Đơn vị: thêm 10794, sửa 0.\n"
    assert told("--all") == "Đơn vị: không có gì thay đổi.\n"


def test_the_command_refuses_a_broken_file_whole_with_every_line(tmp_path):
    file = tmp_path / "units.csv"
    file.write_text(
        f"{HEADER}\nprovince,62,Tỉnh Kon Tum,tỉnh,,,\ndistrict,1,,huyện,62,,\ncommune,2,Xã A,xã,9,,\n",
        encoding="utf-8",
    )

    with pytest.raises(CommandError) as error:
        told(file)

    assert str(error.value).splitlines() == [
        f"{file}:3: Thiếu tên, hoặc tên quá dài.",
        f"{file}:4: Trong tệp không có “9” là cấp trên cùng thời gian của đơn vị này.",
    ]
    assert not Unit.objects.exists()


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_the_command_refuses_a_file_it_cannot_read(tmp_path, content):
    file = tmp_path / "units.csv"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(CommandError, match="Không đọc được tệp đơn vị"):
        told(file)
