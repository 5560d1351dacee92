"""A content made by hand: one district with two communes, two indicators with four measures, the second quarter.

It is what reports/content.py would freeze, small enough to be read; sentences and documents are tested on it.
"""

from typing import Any

from reports.freezing import COUNT_FIELDS, VALUE_FIELDS, table
from reports.frozen import Frozen


def words(text: str) -> dict[str, str]:
    return {"vi": text, "en": f"{text} (en)"}


PLAN = {
    "slug": "749-2024",
    "code": "749/KH-UBND",
    "year": 2024,
    "issued_on": "2024-03-05",
    "name": words("Kế hoạch vì trẻ em năm 2024"),
    "issuer": words("Ủy ban nhân dân tỉnh Kon Tum"),
    "lead_department": words("Sở Lao động - Thương binh và Xã hội"),
    "province": {"code": "62", "name": "Tỉnh Kon Tum", "kind": "tỉnh"},
    "departments": {"health": words("Sở Y tế")},
    "splits": {
        "sex": [{"code": "male", "vi": "Nam", "en": "Male"}, {"code": "female", "vi": "Nữ", "en": "Female"}]
    },
    "sources": [
        words("Kế hoạch 749/KH-UBND ngày 05/3/2024 của UBND tỉnh Kon Tum"),
        words('Bài "Triển khai thực hiện", 06/3/2024'),
        words("Kế hoạch 2026/KH-UBND ngày 18/6/2021 của UBND tỉnh Kon Tum"),
        words("Quyết định 23/QĐ-TTg ngày 07/01/2021 của Thủ tướng Chính phủ"),
    ],
}
PERIOD = {
    "code": "2024-Q2",
    "year": 2024,
    "quarter": 2,
    "is_base": False,
    "first_day": "2024-03-15",
    "last_day": "2024-06-14",
    "due": {
        "commune": "2024-06-18",
        "district": "2024-06-18",
        "department": "2024-06-18",
        "lead_department": "2024-06-21",
        "province": "2024-06-25",
    },
}
UNITS = [
    {"code": "62", "name": "Tỉnh Kon Tum", "kind": "tỉnh", "level": "province", "parent": ""},
    {"code": "615", "name": "Huyện Đắk Hà", "kind": "huyện", "level": "district", "parent": "62"},
    {"code": "23500", "name": "Xã Đăk Ui", "kind": "xã", "level": "commune", "parent": "615"},
    {"code": "23503", "name": "Xã Đăk Mar", "kind": "xã", "level": "commune", "parent": "615"},
    {"code": "health", "name": "Sở Y tế", "kind": "sở", "level": "department", "parent": "62"},
]


def measure(code: str, indicator: int, name: str, unit: str, decimals: int, **others: Any) -> dict[str, Any]:
    return {
        "code": code,
        "indicator": indicator,
        "name": words(name),
        "unit_of_measure": words(unit),
        "decimals": decimals,
        "direction": "down",
        "formula": "ratio",
        "per": 100,
        "numerator": "above",
        "denominator": "below",
        "method": words("Kết quả = tử số : mẫu số."),
        "reported_by": "commune",
        "due_from": 1,
        "part_of_year": False,
        "splits": [""],
        "sensitive": False,
        **others,
    }


MEASURES = [
    measure("1.1", 1, "Tỷ lệ xã phù hợp với trẻ em", "%", 1, formula="share_of_units", denominator=None),
    measure("3.1", 3, "Tỷ suất tử vong trẻ sơ sinh", "‰", 2, per=1000, part_of_year=True),
    measure("3.2", 3, "Tỷ suất tai nạn thương tích", "/100.000", 1, per=100000),
    measure("4.1", 3, "Tỷ lệ trẻ em nhẹ cân", "%", 1, reported_by="department:health", due_from=4),
    measure("8.1", 8, "Tỷ lệ trẻ em có hoàn cảnh đặc biệt", "%", 2, splits=["", "male", "female"]),
    measure("8.2", 8, "Tỷ lệ được trợ giúp", "%", 1),
]
OBJECTIVES = [
    {
        "number": 1,
        "name": words("Về chăm sóc sức khỏe"),
        "indicators": [
            {
                "number": 1,
                "name": words("Xã phù hợp với trẻ em"),
                "status": "no_data",
                "judged": 0,
                "total": 1,
                "measures": ["1.1"],
            },
            {
                "number": 3,
                "name": words("Giảm tử vong trẻ em"),
                "status": "met",
                "judged": 1,
                "total": 3,
                "measures": ["3.1", "3.2", "4.1"],
            },
        ],
    },
    {
        "number": 2,
        "name": words("Về bảo vệ trẻ em"),
        "indicators": [
            {
                "number": 8,
                "name": words("Trẻ em có hoàn cảnh đặc biệt"),
                "status": "no_target",
                "judged": 0,
                "total": 2,
                "measures": ["8.1", "8.2"],
            }
        ],
    },
]
ELEMENTS = [
    {
        "code": "drowning_deaths",
        "name": words("=Số trẻ em tử vong do đuối nước trong kỳ"),
        "unit_of_measure": words("trẻ"),
        "definition": words("Trẻ em chết đuối."),
        "definition_proposed": True,
        "kind": "flow",
        "boolean": False,
        "reported_by": "commune",
        "entered_in": None,
        "sensitive": True,
        "shown_under_indicator": 3,
    }
]
TARGETS = [
    {
        "measure": code,
        "year": 2025,
        "op": op,
        "value": value,
        "scope": scope,
        "source": words("Kế hoạch 2026/KH-UBND"),
        "source_code": "plan-2026-2021",
        "reading": False,
        "count": None,
        "count_of": None,
    }
    for code, op, value, scope in [
        ("1.1", ">=", "54.9", "province"),
        ("3.1", "<", "9.5", "province"),
        ("3.2", "<=", "510", "province"),
        ("8.1", "<", "6.5", "national"),
    ]
]
# measure, unit, span, split, value, absence, numerator, denominator, reported, expected, status, target_year
VALUES = [
    ["1.1", "62", "ytd", "", "50", None, 1, 2, 1, 2, "no_data", 2025],
    ["3.1", "62", "ytd", "", "1.49253731343", None, 2, 1340, 1, 2, "met", 2025],
    ["3.1", "62", "quarter", "", "0", None, 0, 700, 1, 2, None, 2025],
    ["3.2", "62", "ytd", "", "1234.56790123", None, 1, 81, 2, 2, "not_met", 2025],
    ["4.1", "62", "ytd", "", None, "not_due", None, None, 0, 1, None, None],
    ["8.1", "62", "ytd", "", "1.925", None, 77, 4000, 2, 2, "no_target", None],
    ["8.1", "62", "ytd", "male", "2", None, 40, 2000, 2, 2, "no_target", None],
    ["8.1", "62", "ytd", "female", "1.85", None, 37, 2000, 2, 2, "no_target", None],
    ["8.2", "62", "ytd", "", None, "not_reported", None, None, 0, 2, "no_data", None],
    ["1.1", "615", "ytd", "", "50", None, 1, 2, 1, 2, "no_data", 2025],
    ["3.1", "615", "ytd", "", None, "not_computable", 2, 0, 1, 2, "no_data", 2025],
    ["1.1", "23500", "ytd", "", "100", None, 1, 1, 1, 1, "met", 2025],
    ["1.1", "23503", "ytd", "", None, "not_reported", None, None, 0, 1, "no_data", 2025],
    ["3.1", "23500", "ytd", "", None, "nothing_occurred", 0, 0, 1, 1, "nothing_occurred", 2025],
    ["3.1", "23503", "ytd", "", None, "not_reported", None, None, 0, 1, "no_data", 2025],
    ["8.2", "23500", "ytd", "", None, "not_reported", None, None, 0, 1, "no_data", None],
    ["8.2", "23503", "ytd", "", None, "not_reported", None, None, 0, 1, "no_data", None],
]
# What the second quarter is compared with: the first by itself, and the first half of the year before.
EARLIER = {
    "quarter_before": {
        "period": "2024-Q1",
        "values": table(
            VALUE_FIELDS,
            [
                ["3.1", "62", "quarter", "", "2", None, 2, 1000, 2, 2, None, None],
                ["8.2", "62", "quarter", "", "90", None, 90, 100, 2, 2, None, None],
            ],
        ),
    },
    "year_before": {
        "period": "2023-Q2",
        "values": table(
            VALUE_FIELDS,
            [
                ["3.1", "62", "ytd", "", "1", None, 1, 1000, 2, 2, None, None],
                ["3.2", "62", "ytd", "", "1000", None, 1, 100, 2, 2, None, None],
                ["8.1", "62", "ytd", "", "2", None, 80, 4000, 2, 2, None, None],
            ],
        ),
    },
}
COUNTS = [["drowning_deaths", "62", "", 1, 1, 2]]
REPORTING = [
    {"unit": "615", "state": "accepted", "due": "2024-06-18", "sent_on": "2024-06-20", "late": True},
    {"unit": "23500", "state": "accepted", "due": "2024-06-18", "sent_on": "2024-06-15", "late": False},
    {"unit": "23503", "state": "draft", "due": "2024-06-18", "sent_on": None, "late": False},
    {"unit": "health", "state": "", "due": "2024-06-18", "sent_on": None, "late": False},
]


def small_content(*, illustrative: bool = False, **others: Any) -> dict[str, Any]:
    """The whole of it, with any part exchanged."""
    return {
        "version": 1,
        "illustrative": illustrative,
        "plan": PLAN,
        "period": PERIOD,
        "objectives": OBJECTIVES,
        "measures": MEASURES,
        "elements": ELEMENTS,
        "targets": TARGETS,
        "units": UNITS,
        "values": table(VALUE_FIELDS, VALUES),
        "counts": table(COUNT_FIELDS, COUNTS),
        "reporting": REPORTING,
        **others,
    }


def small_frozen(**others: Any) -> Frozen:
    return Frozen(small_content(**others))
