"""The looks of a workbook's cells, each made once."""

from xlsxwriter import Workbook
from xlsxwriter.format import Format

FONT = "Times New Roman"
LINE, HEAD, SHADE, INPUT = "#9AA7B4", "#E6EBF0", "#EEF1F4", "#FFF6D6"
WARNING, MUTED = "#A83A00", "#4A5866"
# Shown with the reader's own marks: 1.234 where Excel is Vietnamese.
WHOLE = "#,##0"


class Pen:
    """A cell with a yellow ground is the one that may be written in."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.title = self.made(bold=True, font_size=14)
        self.plain = self.made()
        self.wrapped = self.made(text_wrap=True, valign="top")
        self.bold = self.made(bold=True)
        self.muted = self.made(font_color=MUTED)
        self.warning = self.made(bold=True, font_color=WARNING)
        self.link = self.made(font_color="#0A5A8A", underline=1)
        self.heading = self.boxed(bold=True, text_wrap=True, align="center", valign="vcenter", bg_color=HEAD)
        self.section = self.made(bold=True, bg_color=HEAD, top=1, bottom=1, border_color=LINE)
        self.name = self.boxed(text_wrap=True)
        self.past = self.boxed(num_format=WHOLE, align="right")
        self.shut = self.boxed(bg_color=SHADE)
        self.held = self.boxed(num_format=WHOLE, align="right", text_wrap=True)
        self.held_words = self.boxed(text_wrap=True)
        self.number = self.boxed(
            num_format=WHOLE, align="right", text_wrap=True, bg_color=INPUT, locked=False
        )
        self.words = self.boxed(text_wrap=True, bg_color=INPUT, locked=False)

    def made(self, **properties: object) -> Format:
        return self.book.add_format({"font_name": FONT, "font_size": 11, **properties})

    def boxed(self, **properties: object) -> Format:
        return self.made(**{"border": 1, "border_color": LINE, "valign": "top", **properties})
