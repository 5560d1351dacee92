"""What a publishing job says about itself: its steps and its failures, in words marked for the catalogue.

Apart from the work itself, so that a page can name a step without loading what makes documents.
"""

from indicators.phrases import gettext_noop

FIGURES = "figures"
FREEZE = "freeze"
STEP_WORDS = {
    "": gettext_noop("Đang chờ máy chủ bắt đầu"),
    FIGURES: gettext_noop("Đang cộng số liệu đã duyệt"),
    "xlsx": gettext_noop("Đang lập bảng tính Excel"),
    "quarter docx": gettext_noop("Đang soạn báo cáo quý, tệp Word"),
    "quarter pdf": gettext_noop("Đang soạn báo cáo quý, tệp PDF"),
    "half-year docx": gettext_noop("Đang soạn báo cáo 6 tháng đầu năm, tệp Word"),
    "half-year pdf": gettext_noop("Đang soạn báo cáo 6 tháng đầu năm, tệp PDF"),
    "nine-months docx": gettext_noop("Đang soạn báo cáo 9 tháng đầu năm, tệp Word"),
    "nine-months pdf": gettext_noop("Đang soạn báo cáo 9 tháng đầu năm, tệp PDF"),
    "year docx": gettext_noop("Đang soạn báo cáo năm, tệp Word"),
    "year pdf": gettext_noop("Đang soạn báo cáo năm, tệp PDF"),
    FREEZE: gettext_noop("Đang ghi bản công bố"),
}
DIED = gettext_noop("Máy chủ bị ngắt giữa chừng ba lần nên đã dừng. Chưa có gì được công bố. Xin thử lại.")
NO_ROOM = gettext_noop(
    "Không ghi được tệp báo cáo vào ổ đĩa của máy chủ. Chưa có gì được công bố. Xin báo người quản trị rồi thử lại."
)
TEMPLATE_BROKE = gettext_noop(
    "Không lập được báo cáo Word theo mẫu của tỉnh. Chưa có gì được công bố. "
    "Xin nạp lại mẫu hoặc trở về mẫu chuẩn rồi công bố lại."
)
BROKE = gettext_noop(
    "Có lỗi khi lập báo cáo. Chưa có gì được công bố. Xin thử lại; nếu vẫn lỗi, xin báo người quản trị."
)
