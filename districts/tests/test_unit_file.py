"""A file of units: read, or refused whole with every wrong line."""

from datetime import date

import pytest

from districts.unit_file import UnitFault, UnitRow, of_province, parents_of, read_units

HEADER = "level,code,name,kind,parent,valid_from,valid_to"
GOOD = [
    HEADER,
    "province,62,Tỉnh Kon Tum,tỉnh,,,2025-06-30",
    "province,64,Tỉnh Gia Lai,tỉnh,,,2025-06-30",
    "district,608,Thành phố Kon Tum,thành phố,62,,2025-06-30",
    "district,622,Thành phố Pleiku,thành phố,64,,2025-06-30",
    "commune,23293,Phường Thắng Lợi,phường,608,,2025-06-30",
]


def sentences(*lines: str) -> list[tuple[int, str]]:
    """The faults of a file of the good lines and some more."""
    read = read_units([*GOOD, *lines])
    assert isinstance(read, list)
    return [(fault.line, fault.sentence) for fault in read]


def test_a_line_is_a_unit():
    rows = read_units(GOOD)

    assert len(rows) == 5
    assert rows[4] == UnitRow(
        6, "commune", "23293", "Phường Thắng Lợi", "phường", "608", None, date(2025, 6, 30)
    )


def test_a_code_may_be_used_again_from_another_day_on():
    rows = read_units([
        *GOOD,
        "province,51,Tỉnh Quảng Ngãi,tỉnh,,2025-07-01,",
        "commune,23293,Phường Kon Tum,phường,51,2025-07-01,",
    ])  # fmt: skip

    parents = parents_of(rows)
    assert parents[("23293", None)].code == "608"
    assert parents[("23293", date(2025, 7, 1))].code == "51"


def test_a_province_is_taken_with_all_in_it_and_no_other():
    assert [row.code for row in of_province(read_units(GOOD), "62")] == ["62", "608", "23293"]
    assert of_province(read_units(GOOD), "99") == ()


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("village,1,a,b,62,,", "Cấp phải là province, district hoặc commune."),
        ("district,6-9,a,b,62,,", "Mã “6-9” không hợp lệ."),
        ("district,,a,b,62,,", "Mã “” không hợp lệ."),
        ("district,609,,b,62,,", "Thiếu tên, hoặc tên quá dài."),
        ("district,609,a,,62,,", "Thiếu loại đơn vị, hoặc loại quá dài."),
        ("district,609,a,b,62,30/6/2025,", "“30/6/2025” không phải là ngày, viết theo dạng 2024-12-31."),
        ("district,609,a,b,62,,2025-06-31", "“2025-06-31” không phải là ngày, viết theo dạng 2024-12-31."),
        ("district,609,a,b,62,20250101,", "“20250101” không phải là ngày, viết theo dạng 2024-12-31."),
        ("district,609,a,b,62,2025-02-01,2025-01-01", "Ngày đầu phải trước ngày cuối."),
        ("province,65,a,b,62,,", "Tỉnh không có đơn vị cấp trên."),
        ("district,609,a,b,,,", "Thiếu đơn vị cấp trên."),
        ("district,609,a,b,63,,", "Trong tệp không có “63” là cấp trên cùng thời gian của đơn vị này."),
        ("district,609,a,b,608,,", "Trong tệp không có “608” là cấp trên cùng thời gian của đơn vị này."),
        (
            "commune,1,a,b,608,2025-07-01,",
            "Trong tệp không có “608” là cấp trên cùng thời gian của đơn vị này.",
        ),
        ("district,608,a,b,62,,", "Mã “608” đã có ở dòng 4."),
        ("district,609,a,b", "Phải có đúng 7 cột."),
    ],
)
def test_a_wrong_line_is_named(line, sentence):
    assert (7, sentence) in sentences(line)


def test_every_wrong_line_is_told_at_once():
    assert [line for line, _ in sentences("district,608,a,b,62,,", "x", "commune,7,a,b,none,,")] == [7, 8, 9]


@pytest.mark.parametrize("lines", [[], ["code,name"], GOOD[1:]])
def test_a_file_without_its_header_is_refused(lines):
    assert read_units(lines) == [UnitFault(1, f"Dòng đầu phải là: {HEADER}.")]
