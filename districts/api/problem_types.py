"""Every kind of refusal of the API: code, status, title, and what it means; `docs/api.md` lists the same codes."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ProblemType(NamedTuple):
    """`title` stays the same from one refusal to the next; `meaning` is the detail where nobody knows more."""

    status: int
    title: Any
    meaning: Any


PROBLEMS = {
    # What was sent
    "invalid": ProblemType(
        400, _("Nội dung chưa đúng"), _("Có nội dung chưa đúng; các trường được nêu tên. Chưa lưu gì cả.")
    ),
    "parse_error": ProblemType(400, _("Không phải JSON"), _("Nội dung gửi lên không phải là JSON đọc được.")),
    "bad_request": ProblemType(400, _("Yêu cầu không đọc được"), _("Máy chủ không đọc được yêu cầu này.")),
    "invalid_figures": ProblemType(400, _("Có ô chưa đúng"), _("Từng ô được nêu kèm lý do. Chưa lưu ô nào.")),
    "invalid_remarks": ProblemType(
        400, _("Có ghi chú chưa đúng"), _("Từng ô được nêu kèm lý do. Biểu chưa được trả lại.")
    ),
    "reason_missing": ProblemType(400, _("Thiếu lý do"), _("Trả lại biểu thì phải ghi lý do.")),
    "invalid_reason": ProblemType(400, _("Lý do không đọc được"), _("Lý do có ký tự không đọc được.")),
    # What cannot be done now
    "period_closed": ProblemType(
        400, _("Quý đã khóa"), _("Quý đã khóa số liệu với đơn vị; cán bộ tỉnh có thể mở lại.")
    ),
    "locked": ProblemType(
        400, _("Biểu đang khóa"), _("Biểu đã gửi hoặc đã duyệt, nên không sửa được ô nào.")
    ),
    "wrong_step": ProblemType(
        400, _("Không có bước này"), _("Trạng thái hiện nay của biểu không cho phép bước này.")
    ),
    "too_early": ProblemType(400, _("Chưa đến ngày"), _("Số liệu của quý chỉ gửi được khi quý đã hết.")),
    "not_ready": ProblemType(
        400, _("Biểu chưa gửi được"), _("Còn ô trống hoặc điểm cần giải thích; từng điểm được nêu.")
    ),
    "several_refused": ProblemType(
        400,
        _("Nhiều biểu chưa ghi được"),
        _("Từng biểu được nêu kèm lý do, theo vị trí trong yêu cầu. Chưa lưu gì cả."),
    ),
    "not_a_reporter": ProblemType(
        400, _("Đơn vị không phải báo cáo"), _("Đơn vị này không phải báo cáo trong quý này.")
    ),
    "idempotency_key_invalid": ProblemType(
        400,
        _("Khóa chống gửi lặp không đúng"),
        _("Idempotency-Key có từ 1 đến 255 ký tự ASCII in được, không có khoảng trắng."),
    ),
    # Who asks
    "not_authenticated": ProblemType(401, _("Chưa đăng nhập"), _("Xin đăng nhập hoặc gửi mã truy cập.")),
    "only_published": ProblemType(
        401,
        _("Chỉ có số đã công bố"),
        _("Số tạm tính chỉ dành cho người có tài khoản. Ai cũng xem được số đã công bố: basis=published."),
    ),
    "authentication_failed": ProblemType(
        401, _("Mã truy cập không đúng"), _("Mã truy cập không đúng hoặc đã bị thu hồi.")
    ),
    "key_expired": ProblemType(
        401,
        _("Mã truy cập đã hết hạn"),
        _("Mã truy cập đã hết hạn. Xin tạo mã mới trên trang “Mã truy cập cho phần mềm”."),
    ),
    "scope": ProblemType(
        403,
        _("Mã truy cập hẹp hơn việc này"),
        _("Mã truy cập này không dùng để ghi số liệu của đơn vị này."),
    ),
    "permission_denied": ProblemType(403, _("Không được phép"), _("Tài khoản này không được làm việc này.")),
    "not_allowed": ProblemType(
        403,
        _("Không được làm với đơn vị này"),
        _("Tài khoản này không được làm việc này với biểu của đơn vị."),
    ),
    "idempotency_rights_changed": ProblemType(
        403, _("Quyền đã đổi từ lần gửi trước"), _("Câu trả lời đã giữ không còn dành cho tài khoản này.")
    ),
    "csrf_failed": ProblemType(
        403,
        _("Thiếu dấu của phiên làm việc"),
        _("Phiên làm việc không còn đúng. Xin tải lại trang, hoặc dùng mã truy cập."),
    ),
    "password_change_required": ProblemType(
        403, _("Phải đổi mật khẩu trước"), _("Xin đổi mật khẩu dùng một lần trên trang web trước.")
    ),
    "not_found": ProblemType(404, _("Không tìm thấy"), _("Không tìm thấy.")),
    # How it was asked
    "method_not_allowed": ProblemType(
        405, _("Không nhận cách gọi này"), _("Địa chỉ này không nhận yêu cầu như vậy.")
    ),
    "not_acceptable": ProblemType(
        406,
        _("Không trả lời theo kiểu này"),
        _("Địa chỉ này trả lời bằng JSON; danh sách trả lời bằng cả CSV."),
    ),
    "too_large": ProblemType(413, _("Quá lớn"), _("Nội dung gửi lên quá lớn.")),
    "unsupported_media_type": ProblemType(
        415, _("Không nhận kiểu nội dung này"), _("Nội dung gửi lên phải là JSON (application/json).")
    ),
    # Who was first
    "conflict": ProblemType(
        409,
        _("Biểu đã thay đổi"),
        _("Biểu đã thay đổi từ lúc được đọc; xin đọc lại rồi gửi với phiên bản mới."),
    ),
    "stale_figures": ProblemType(
        409, _("Ô đã được người khác sửa"), _("Có ô vừa được người khác sửa; cả hai giá trị được nêu.")
    ),
    "already_started": ProblemType(409, _("Biểu đã có"), _("Đơn vị đã có biểu số liệu của quý này.")),
    "idempotency_in_progress": ProblemType(
        409,
        _("Lần gửi trước đang chạy"),
        _("Yêu cầu trước có cùng khóa còn đang chạy. Xin gửi lại sau ít giây."),
    ),
    "idempotency_key_reused": ProblemType(
        422,
        _("Khóa đã dùng cho yêu cầu khác"),
        _("Khóa này đã dùng cho một yêu cầu khác. Mỗi yêu cầu một khóa."),
    ),
    "throttled": ProblemType(
        429, _("Gọi quá nhiều"), _("Đã gọi quá nhiều lần. Xin đợi đủ số giây nêu ở Retry-After.")
    ),
    # Ours
    "server_error": ProblemType(
        500, _("Hệ thống gặp sự cố"), _("Việc vừa làm chưa hoàn thành. Xin thử lại sau ít phút.")
    ),
}

# Sentences for what is wrong with one field; they stand in `fields`.
OF_A_FIELD = {
    "required": _("Thiếu trường này."),
    "null": _("Trường này không được là null."),
    "blank": _("Trường này không được để trống."),
    "invalid": _("Giá trị không đúng kiểu."),
    "invalid_choice": _("Không có lựa chọn này."),
    "max_length": _("Nội dung quá dài."),
    "max_value": _("Số này quá lớn."),
    "min_value": _("Số này quá nhỏ."),
    "max_string_length": _("Số này quá lớn."),
    "not_a_list": _("Trường này phải là một danh sách."),
    "empty": _("Danh sách này không được để trống."),
    "null_characters_not_allowed": _("Nội dung có ký tự không dùng được."),
    "surrogate_characters_not_allowed": _("Nội dung có ký tự không dùng được."),
}


def address_of(code: str) -> str:
    """Where a person reads what a code means."""
    return f"{reverse('api:problems')}#{code}"
