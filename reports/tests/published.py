"""A period frozen for tests, quickly: its values and content as they are published, with a file that nobody opens."""

from collections.abc import Callable

from districts.models import Period
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
