"""A period frozen for tests, quickly: its values and content as they are published, with a file that nobody opens."""

from collections.abc import Callable
from copy import copy

from districts.models import Period, Unit
from districts.tests.builders import after
from reports import content
from reports.actions import next_number, published_values
from reports.frozen import Frozen
from reports.models import Document, Publication, PublishedValue

SCAN = b"%PDF-1.7\n...\n%%EOF\n"


def publish(
    period: Period, reason: str = "", closed: Callable[[PublishedValue], bool] = lambda value: False
) -> Publication:
    """The next publication of the period, of what is accepted now; more values may be closed than are by the rule."""
    frozen = Frozen(content.of_period(period))
    publication = Publication.objects.create(
        period=period,
        number=next_number(period),
        published_at=after(period),
        reason=reason,
        content=frozen.content,
        sha256="0" * 64,
        illustrative=frozen.illustrative,
    )
    values = published_values(publication, frozen)
    for value in values:
        value.open_to_all = value.open_to_all and not closed(value)
    PublishedValue.objects.bulk_create(values, batch_size=500)
    Document.objects.create(
        publication=publication, kind="xlsx", file="publications/x.xlsx", sha256="ab" * 32, size=1204
    )
    return publication


def publish_with_copies(period: Period, commune: Unit, copies: int) -> Publication:
    """A publication of as many more communes, each with this one's year to date: what a large province's has.

    The sums above them stay; it is for counting questions, not for adding up.
    """
    codes = [f"7{number:04d}" for number in range(copies)]
    fields = {"level": commune.level, "parent": commune.parent, "province": commune.province}
    frozen = Frozen(content.of_period(period))
    [own] = [unit for unit in frozen.content["units"] if unit["code"] == commune.code]
    frozen.content["units"] += [{**own, "code": code} for code in codes]
    Unit.objects.bulk_create([Unit(code=code, name=f"Xã {code}", kind="xã", **fields) for code in codes])
    found = Publication.objects.create(
        period=period,
        number=next_number(period),
        published_at=after(period),
        content=frozen.content,
        sha256="0" * 64,
    )
    rows = published_values(found, frozen)
    own_rows = [row for row in rows if (row.unit, row.span, row.split) == (commune.code, "ytd", "")]
    rows += [copied(row, code) for code in codes for row in own_rows]
    PublishedValue.objects.bulk_create(rows, batch_size=500)
    return found


def copied(row: PublishedValue, code: str) -> PublishedValue:
    made = copy(row)
    made.unit, made.unit_name = code, f"Xã {code}"
    return made
