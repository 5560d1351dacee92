"""The sentences that the sheet's scripts say, in the reader's language; what stands in braces they fill in."""

from django.utils.translation import gettext as _


def texts_of() -> dict[str, str]:
    return {
        "cell_saving": _("đang lưu…"),
        "cell_saved": _("đã lưu"),
        "cell_waiting": _("chờ gửi, đã giữ trên máy này"),
        "saving": _("Đang lưu…"),
        "saved": _("Đã lưu {time}"),
        "pending": _("{n} ô đang chờ lưu"),
        "blocked": _("{n} ô chưa lưu được, xin xem ghi chú bên cạnh ô"),
        "cut": _("Mất mạng: {n} ô chờ mạng, đã được giữ trên máy này và sẽ tự gửi khi có mạng."),
        "conflict": _("Trùng sửa: đang lưu {theirs} ({by}, {at}); vừa nhập {mine}."),
        "mine": _("Giữ số vừa nhập"),
        "theirs": _("Lấy số đang lưu"),
        "signed_out": _("Phiên làm việc đã hết. Xin đăng nhập lại; số chưa gửi được giữ trên máy này."),
        "kept": _("Số chưa gửi được giữ trên máy này."),
        "kept_copy": _("Đang làm không có mạng: đây là biểu như khi mở lúc {at}."),
        "reload": _("Tải lại trang"),
        "first_send": _("Chưa gửi duyệt được: còn ô chưa lưu. Xin xem các ô được ghi chú, hoặc đợi có mạng."),
        "filled": _("{filled}/{required} ô đã nhập"),
        "to_mend": _("{n} lỗi phải sửa"),
        "to_explain": _("{n} chỗ cần giải trình"),
    }
