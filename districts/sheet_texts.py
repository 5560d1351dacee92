"""The sentences that the sheet's scripts say, in the reader's language; what stands in braces they fill in."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.values import MAX_FIGURE, SENTENCES

from .sheet_facts import in_braces


def texts_of() -> dict[str, str]:
    return {
        "cell_saving": _("đang lưu…"),
        "cell_saved": _("đã lưu"),
        "cell_waiting": _("chờ gửi, đã giữ trên máy này"),
        "cell_not_held": _("chờ gửi"),
        "not_held": _("Máy này không giữ được số chưa gửi: xin đừng đóng trang trước khi thấy “Đã lưu”."),
        "saving": _("Đang lưu…"),
        "saved": _("Đã lưu {time}"),
        **counted("pending", lambda n: ngettext("{n} ô đang chờ lưu", "{n} ô đang chờ lưu", n)),
        **counted(
            "blocked",
            lambda n: ngettext(
                "{n} ô chưa lưu được, xin xem ghi chú bên cạnh ô",
                "{n} ô chưa lưu được, xin xem ghi chú bên cạnh ô",
                n,
            ),
        ),
        **counted(
            "cut",
            lambda n: ngettext(
                "Mất mạng: {n} ô chờ mạng, đã được giữ trên máy này và sẽ tự gửi khi có mạng.",
                "Mất mạng: {n} ô chờ mạng, đã được giữ trên máy này và sẽ tự gửi khi có mạng.",
                n,
            ),
        ),
        "conflict": _("Vừa có người sửa ô này: đã lưu {theirs} ({by}, {at}); trên máy này vừa nhập {mine}."),
        "mine": _("Giữ số vừa nhập"),
        "theirs": _("Lấy số đã lưu"),
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
        **counted("to_mend", lambda n: ngettext("{n} lỗi phải sửa", "{n} lỗi phải sửa", n)),
        **counted("to_explain", lambda n: ngettext("{n} chỗ cần giải trình", "{n} chỗ cần giải trình", n)),
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
        **counted("paste_confirm", lambda n: ngettext("Dán {n} ô", "Dán {n} ô", n)),
        "paste_cancel": _("Thôi"),
        "paste_by_name": _("Ghép theo tên số liệu ở cột thứ nhất của khối."),
        "paste_by_place": _("Điền lần lượt từ ô đang chọn xuống dưới."),
        "paste_unmatched": _("Không có trong biểu, nên không dán: {names}."),
        **counted(
            "paste_beyond",
            lambda n: ngettext(
                "{n} dòng cuối của khối không còn ô để điền, nên không dán.",
                "{n} dòng cuối của khối không còn ô để điền, nên không dán.",
                n,
            ),
        ),
        "paste_columns": _(
            "Khối có nhiều cột số. Xin chép một cột số, có thể kèm cột tên số liệu, rồi dán lại."
        ),
        "paste_too_many": _("Khối có quá nhiều dòng. Xin chép riêng các dòng của biểu này rồi dán lại."),
        "paste_empty": _("Khối không có số nào."),
        **counted("pasted", lambda n: ngettext("Đã dán {n} ô.", "Đã dán {n} ô.", n)),
        "paste_undo": _("Hoàn tác dán"),
    }


def counted(key: str, say: Callable[[int], str]) -> dict[str, str]:
    """A text that counts in both its forms: of one thing, and of any other number."""
    return {f"{key}_one": say(1), key: say(2)}
