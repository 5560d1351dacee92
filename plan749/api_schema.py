"""What the schema of the API says beyond what each address says of itself: its words, its tags, examples that run."""

from typing import Any

from django.utils.translation import gettext_lazy as _

TITLE = _("Kế hoạch 749")
ABOUT = _(
    "Số liệu của Kế hoạch 749/KH-UBND: kế hoạch, chỉ tiêu, đơn vị, biểu số liệu, kết quả, báo cáo. "
    "Phần mềm gọi với mã truy cập của một tài khoản (Authorization: Token …) và có đúng các quyền của tài khoản đó. "
    "Accept-Language: en cho tên và câu chữ bằng tiếng Anh."
)
HERE = _("Máy chủ này")
TAGS = [
    {"name": "plans", "description": _("Kế hoạch, với mục tiêu và nguồn văn bản")},
    {"name": "indicators", "description": _("Chỉ tiêu của kế hoạch")},
    {"name": "measures", "description": _("Chỉ tiêu thành phần: công thức, chỉ tiêu giao")},
    {"name": "elements", "description": _("Số liệu được thu thập: ai nhập, cộng dồn thế nào")},
    {"name": "units", "description": _("Đơn vị báo cáo, theo thời kỳ")},
    {"name": "periods", "description": _("Kỳ báo cáo và hạn gửi")},
    {"name": "submissions", "description": _("Biểu số liệu: đọc, nhập, gửi, duyệt, trả lại")},
    {"name": "observations", "description": _("Kết quả của mỗi chỉ tiêu thành phần ở mỗi địa bàn")},
    {"name": "publications", "description": _("Các lần công bố, với tệp báo cáo")},
]
SETTINGS: dict[str, Any] = {
    "TITLE": TITLE,
    "DESCRIPTION": ABOUT,
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVERS": [{"url": "/", "description": HERE}],
    "TAGS": TAGS,
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    # A PATCH names its cells: no field of its body becomes optional by being patched.
    "COMPONENT_SPLIT_PATCH": False,
    # The docstrings are for whoever reads the code; readers of the schema are spoken to in their language.
    "DISABLE_DOCSTRING_DESCRIPTIONS": True,
    "ENUM_NAME_OVERRIDES": {
        "SubmissionOutStateEnum": "districts.models.submissions.Submission.State",
        "PeriodOutStateEnum": "districts.models.periods.Period.State",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "plan749.api_schema.with_examples",
    ],
}
# What a reader needs beyond an operation's one line.
DESCRIBED = {
    "units_list": _("Một mã chỉ có nghĩa cùng với thời kỳ của nó: mã có thể được dùng lại."),
    "observations_list": _(
        "Không hỏi gì thêm thì là lũy kế từ đầu năm, tổng số, tạm tính. value là null khi và chỉ khi "
        "absence nói vì sao; không có trường hợp nào là số 0."
    ),
    "publications_list": _(
        "Lần công bố có số lớn hơn thay cho lần trước; documents trống với ai không được đọc tệp."
    ),
    "submissions_list": _(
        "emptied là những ô từng có số và nay để trống. Số liệu có thể chỉ ra một trẻ em thì absence là withheld "
        "với ai không có quyền xem."
    ),
    "submissions_create": _("Mỗi đơn vị một biểu trong một quý; biểu thứ hai bị từ chối (409)."),
    "submissions_partial_update": _(
        "Mỗi ô được ghi trọn: value, hoặc absence; cả hai null là để trống. version là phiên bản của ô như đã đọc; "
        "người khác vừa sửa ô thì không ô nào được ghi, và cả hai giá trị được nêu (409)."
    ),
    "submissions_bulk_create": _(
        "Nhiều nhất 200 đơn vị. Đơn vị chưa bắt đầu thì biểu được bắt đầu. Chỗ sai được nêu theo vị trí, "
        "ví dụ submissions.3.figures.2.value."
    ),
    "submissions_submit_create": _(
        "version là phiên bản của biểu như đã đọc. Còn điểm phải giải thích thì bị từ chối."
    ),
    "submissions_accept_create": _("version là phiên bản của biểu như đã xem: chỉ duyệt đúng bản đã xem."),
    "submissions_return_create": _("reason là lý do trả lại; remarks là ghi chú cạnh từng ô."),
}
HERE_AND_NOW = {"plan": "749-2024", "period": "2024-Q4", "unit": "23500"}
# What stands in an address, an example each: of the demonstration, and of the test that sends them all.
IN_ADDRESSES: dict[str, dict[str, Any]] = {
    "plans": {"slug": "749-2024"},
    "indicators": {"number": 9},
    "measures": {"code": "9.1"},
    "elements": {"code": "live_births"},
    "units": {"code": "23500"},
    "periods": {"code": "2024-Q4"},
    "submissions": {"id": 1},
    "publications": {"id": 1},
}
# What is asked of a list or sent to an address, by its operation.
IN_QUERIES: dict[str, dict[str, Any]] = {
    "units_list": {"level": ["commune"], "limit": 2},
    "observations_list": {"period": ["2024-Q4"], "unit": ["62"], "measure": ["9.1"]},
}
BODIES: dict[str, dict[str, Any]] = {
    "submissions_create": HERE_AND_NOW,
    "submissions_bulk_create": {
        "plan": "749-2024",
        "period": "2024-Q4",
        "submissions": [
            {"unit": "23500", "figures": [{"element": "live_births", "value": "12"}]},
            {"unit": "23503", "figures": [{"element": "live_births", "absence": "nothing_occurred"}]},
        ],
    },
    "submissions_partial_update": {
        "figures": [
            {"element": "live_births", "value": "12"},
            {"element": "live_births", "split": "male", "value": 7},
            {"element": "live_births", "split": "female", "value": 5},
            {"element": "neonatal_deaths", "absence": "nothing_occurred"},
        ]
    },
    "submissions_submit_create": {"version": 2},
    "submissions_accept_create": {"version": 3},
    "submissions_return_create": {
        "version": 3,
        "reason": "Xin xem lại số sinh.",
        "remarks": [{"element": "live_births", "split": "male", "words": "thấp hơn sổ"}],
    },
}


# What was begun is found by its id, and goes on from there.
ONWARD = {
    operation: {"operationId": operation, "parameters": {"id": "$response.body#/id"}}
    for operation in (
        "submissions_retrieve", "submissions_partial_update", "submissions_submit_create",
        "submissions_accept_create", "submissions_return_create",
    )
}  # fmt: skip


def with_examples(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """The schema with an example for each thing that must be filled in."""
    for path in result["paths"].values():
        for operation in path.values():
            fill_in(operation)
    return result


def fill_in(operation: dict[str, Any]) -> None:
    """One operation's examples."""
    name, noun = operation["operationId"], operation["tags"][0]
    if name in DESCRIBED:
        operation["description"] = DESCRIBED[name]
    examples = {"path": IN_ADDRESSES.get(noun, {}), "query": IN_QUERIES.get(name, {})}
    for parameter in operation.get("parameters", []):
        found = examples.get(parameter["in"], {})
        if parameter["name"] in found:
            parameter["example"] = found[parameter["name"]]
    if name == "submissions_create":
        operation["responses"]["201"]["links"] = ONWARD
    for content in operation.get("requestBody", {}).get("content", {}).values():
        if name in BODIES:
            content["example"] = BODIES[name]
