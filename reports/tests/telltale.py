"""A small province whose numbers can be told from all others, and a search for them in whatever is answered."""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from io import BytesIO

from django.http import HttpResponse
from openpyxl import load_workbook

from districts.models import Period
from districts.tests.builders import Province, Values, accepted
from indicators.formulas import evaluate
from indicators.values import round_half_up
from reports.frozen import Frozen
from reports.models import Publication, PublishedValue
from reports.tests.published import publish

ABUSE = "9.1"
MARKS = str.maketrans(".,", ",.")


def figures_of(place: int) -> Values:
    """A commune's: five digits or more, which nothing else on a page has."""
    children, special, abused = 523471 + 10007 * place, 61223 + 1013 * place, 41719 + 2027 * place
    girls, special_girls, abused_girls = 250049 + 3001 * place, 30047 + 907 * place, 20011 + 701 * place
    return {
        "children_under_16": children,
        ("children_under_16", "male"): children - girls,
        ("children_under_16", "female"): girls,
        "special_circumstances": special,
        ("special_circumstances", "male"): special - special_girls,
        ("special_circumstances", "female"): special_girls,
        "special_circumstances_assisted": special - 11003,
        "abused_children": abused,
        ("abused_children", "male"): abused - abused_girls,
        ("abused_children", "female"): abused_girls,
        "drowning_deaths": 3 if place == 0 else 0,
    }


def told(province: Province, period: Period) -> Publication:
    """Everyone's figures, published twice."""
    for place, commune in enumerate(province.communes):
        accepted(commune, period, figures_of(place))
    publish(period, closed=is_closed)
    return publish(period, "xã 90001 báo sót", closed=is_closed)


def is_closed(value: PublishedValue) -> bool:
    """Of abuse not even the province's is open; of special circumstances that alone."""
    return value.measure == ABUSE or (value.indicator == 8 and value.unit != "62")


def hidden(publication: Publication, *, units: Iterable[str] | None = None) -> dict[str, list[str]]:
    """What must not be found: by a closed value's place, every way to write its numerator and its rate.

    A number that an open value says too is no secret.
    """
    frozen = Frozen(publication.content)
    known = {
        number
        for row in publication.values.filter(open_to_all=True)
        for number in (row.numerator, row.denominator)
    }
    rows = publication.values.filter(open_to_all=False).exclude(value="")
    return {
        f"{row.measure} {row.unit} {row.span} {row.split}": list(written(row, frozen, known))
        for row in (rows if units is None else rows.filter(unit__in=units))
    }


def written(row: PublishedValue, frozen: Frozen, known: set[int | None]) -> Iterator[str]:
    if row.numerator and row.numerator > 999 and row.numerator not in known:
        english = f"{row.numerator:,}"
        yield from (str(row.numerator), english, english.translate(MARKS))
    measure = frozen.measures[row.measure]
    value = evaluate(measure.formula, measure.per, row.numerator or 0, row.denominator or 0)
    if isinstance(value, Fraction) and value and value < 100:
        yield row.value
        for decimals in range(max(2, measure.decimals), 12):
            rounded = f"{round_half_up(value, decimals):f}"
            yield from (rounded, rounded.translate(MARKS))


def found_in(text: str, secrets: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Which of them a text says."""
    numbers = set(re.findall(r"[0-9]+(?:[.,][0-9]+)*", text))
    return [(place, form) for place, forms in secrets.items() for form in forms if form in numbers]


def text_of(answer: HttpResponse) -> str:
    """The whole of an answer: its headers, its bytes, of a workbook every cell."""
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    if "spreadsheet" in answer.get("Content-Type", ""):
        book = load_workbook(BytesIO(answer.content))
        cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
        return headers + " ".join(str(cell) for cell in cells if cell is not None)
    return headers + answer.content.decode()
