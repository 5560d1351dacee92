"""The sentences that the sheet's scripts say, in the reader's language; what stands in braces they fill in."""

from django.utils.translation import gettext as _

from indicators.values import MAX_FIGURE, SENTENCES

from .sheet_facts import in_braces


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
        "sign_in": _("Đăng nhập lại"),
        "kept": _("Số chưa gửi được giữ trên máy này."),
        "kept_copy": _("Đang làm không có mạng: đây là biểu như khi mở lúc {at}."),
        "reload": _("Tải lại trang"),
        "first_send": _("Chưa gửi duyệt được: còn ô chưa lưu. Xin xem các ô được ghi chú, hoặc đợi có mạng."),
        "it_is": _("Là {number}"),
        "type_again": _("Nhập lại"),
        "maximum": str(MAX_FIGURE),
        **{f"fault_{code.value}": in_braces(_(sentence)) for code, sentence in SENTENCES.items()},
        **paste_texts(),
        "filled": _("{filled}/{required} ô đã nhập"),
        "to_mend": _("{n} lỗi phải sửa"),
        "to_explain": _("{n} chỗ cần giải trình"),
    }


def paste_texts() -> dict[str, str]:
    """What is said of a block that was copied elsewhere and pasted."""
    return {
        "paste_title": _("Dán vào biểu"),
        "paste_cell": _("Số liệu"),
        "paste_now": _("Đang có"),
        "paste_then": _("Sẽ thành"),
        "paste_state": _("Việc"),
        "paste_added": _("thêm"),
        "paste_changed": _("đổi"),
        "paste_same": _("giữ nguyên"),
        "paste_left": _("để lại"),
        "paste_no_data": _("Chưa có số liệu thì xin chọn trong ô và ghi lý do."),
        "paste_confirm": _("Dán {n} ô"),
        "paste_cancel": _("Thôi"),
        "paste_by_name": _("Ghép theo tên số liệu ở cột thứ nhất của khối."),
        "paste_by_place": _("Điền lần lượt từ ô đang chọn xuống dưới."),
        "paste_unmatched": _("Không có trong biểu, nên không dán: {names}."),
        "paste_beyond": _("{n} dòng cuối của khối không còn ô để điền, nên không dán."),
        "paste_columns": _(
            "Khối có nhiều cột số. Xin chép một cột số, có thể kèm cột tên số liệu, rồi dán lại."
        ),
        "paste_too_many": _("Khối có quá nhiều dòng. Xin chép riêng các dòng của biểu này rồi dán lại."),
        "paste_empty": _("Khối không có số nào."),
        "pasted": _("Đã dán {n} ô."),
        "paste_undo": _("Hoàn tác dán"),
    }
