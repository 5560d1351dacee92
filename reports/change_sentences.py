"""What changed since a publication, in the sentences of the report. Pure."""

from indicators.wording import moment, number, quarter_label

from .change_lines import SheetLine
from .change_words import FATE_WORDS, STEP_WORDS
from .differences import Differences
from .ledger import SheetFate, Step
from .words import listed

NO_CELLS = "Lần công bố trước không lưu từng ô số liệu, nên chỉ so được kết quả và số cộng."


def summary(found: Differences, *, since: int | None) -> str:
    """How much changed since which publication; that nothing did, where nothing did."""
    head = f"So với lần công bố {since}: "
    if found.is_empty:
        return f"{head}không có thay đổi."
    measures = len({value.one.measure.code for value in found.values})
    sheets = sheet_parts(found)
    figures = f"{listed(sheets)}. " if sheets else "số liệu của các đơn vị không đổi. "
    results = (
        f"Kết quả, số đếm hoặc mức phủ của {number(measures)} chỉ tiêu thành phần thay đổi ở ít nhất một địa bàn."
        if measures
        else "Kết quả của mọi địa bàn giữ nguyên."
    )
    return (
        head
        + (figures if found.knows_cells else "")
        + results
        + ("" if found.knows_cells else f" {NO_CELLS}")
    )


def sheet_parts(found: Differences) -> list[str]:
    """By what became of the sheets; what there is none of is left out."""
    corrected = found.sheets_that(SheetFate.CHANGED)
    parts = []
    if corrected:
        cells = sum(len(sheet.cells) for sheet in corrected)
        units = len({sheet.unit for sheet in corrected})
        parts.append(f"{number(cells)} ô của {number(units)} đơn vị được sửa")
    for fate, words in (
        (SheetFate.ARRIVED, "biểu mới được duyệt"),
        (SheetFate.LEFT, "biểu bị rút khỏi số liệu"),
    ):
        sheets = found.sheets_that(fate)
        if sheets:
            parts.append(f"{number(len(sheets))} {words}")
    return parts


def of_sheet(sheet: SheetLine) -> str:
    """Xã Đăk Ui (Huyện Đắk Hà), quý I/2024: Số liệu được sửa và duyệt lại; trả lại vì: …; duyệt: …"""
    place = f"{sheet.name} ({sheet.parent})" if sheet.parent else sheet.name
    told = [FATE_WORDS[sheet.fate]]
    if sheet.fate is not SheetFate.CHANGED:
        told[0] += f" ({number(len(sheet.cells))} ô)"
    told += [
        f"{STEP_WORDS[step.action]}: {step_said(step)}" for step in sheet.steps if step.action != "submitted"
    ]
    return f"{place}, {quarter_label(sheet.quarter)}: {'; '.join(told)}"


def step_said(step: Step) -> str:
    """Who and when, and why where a word was given."""
    reason = f" (lý do: {step.reason})" if step.reason else ""
    return f"{step.by}, {moment(step.moment)}{reason}"
