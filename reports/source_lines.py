"""The lines of a number as far as a reader may see them, and the columns of the table to download. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.values import Absence

from .change_lines import Sight
from .columns import Column
from .source_words import origin_said, standing_said, value_cell
from .sources import Line, Reporter, Sources, withheld


@dataclass(frozen=True)
class SeenSources:
    """`hidden`: how many units are outside what the reader may see; `hides_counts`: the sums too are not for them."""

    found: Sources
    lines: Sequence[Line]
    hidden: int
    hides_counts: bool

    @property
    def groups(self) -> list[tuple[str, list[Line]]]:
        """The lines under their district; a department and a district stand under nothing."""
        groups: dict[str, list[Line]] = {}
        for line in self.lines:
            groups.setdefault(line.reporter.parent, []).append(line)
        return list(groups.items())

    @property
    def total(self) -> Line:
        """What the lines add up to, as one more line of a table; without a value of its own."""
        nobody = Reporter("", "Cộng", "", "")
        found = self.found
        if self.hides_counts:
            return Line(nobody, None, None, None, Absence.WITHHELD, is_counted=True)
        return Line(nobody, found.numerator, found.denominator, None, None, is_counted=True)


def seen(found: Sources, sight: Sight, *, hides_counts: bool) -> SeenSources:
    """Other units' lines are left out; what one unit counted of a sensitive number is taken from its line."""
    lines = [line for line in found.lines if sight.sees(line.reporter.code)]
    if found.asked.subject.sensitive:
        lines = [line if sight.sees_sensitive(line.reporter.code) else withheld(line) for line in lines]
    return SeenSources(found, lines, hidden=len(found.lines) - len(lines), hides_counts=hides_counts)


def table_columns(found: Sources) -> list[Column[Line]]:
    """One line a unit; a count by itself has no second half and no value."""
    subject = found.asked.subject
    columns: list[Column[Line]] = [
        Column("Địa bàn", lambda line: line.reporter.parent, 22),
        Column("Đơn vị", lambda line: line.reporter.name, 30),
        Column("Tử số" if subject.facts else "Số đếm", lambda line: line.numerator, 12),
    ]
    if subject.facts is not None:
        columns += [
            Column("Mẫu số", lambda line: line.denominator, 12),
            Column("Kết quả", lambda line: value_cell(line, subject.decimals), 16),
        ]
    return [
        *columns,
        Column("Tình trạng", lambda line: standing_said(line) if line.reporter.code else "", 46),
        Column("Người duyệt", lambda line: "; ".join(map(origin_said, line.origins)), 56),
    ]
