"""Proof that what was published is still what was published: the content, the rows made of it, the files' bytes."""

import hashlib
from collections.abc import Iterator
from itertools import groupby, zip_longest

from django.utils.translation import gettext as _

from . import actions
from .freezing import content_hash
from .frozen import Frozen
from .models import Document, Publication, PublishedValue

# A row's own numbers are the database's; everything else comes from the content.
FROM_CONTENT = [
    field.attname for field in PublishedValue._meta.concrete_fields if field.name not in ("id", "publication")
]


def gaps() -> Iterator[str]:
    """Numbers that a period's publications skip: one was taken away."""
    found = Publication.objects.select_related("period").defer("content").order_by("period", "number")
    for period, of_period in groupby(found, key=lambda publication: publication.period):
        there = {publication.number for publication in of_period}
        for number in sorted(set(range(1, max(there))) - there):
            yield _("%(period)s: thiếu công bố lần %(number)s.") % {"period": period, "number": number}


def faults(publication: Publication) -> list[str]:
    """What is no longer as it was published, in sentences; none where all is."""
    found = []
    if content_hash(publication.content) != publication.sha256:
        found.append(_("Nội dung không còn khớp mã SHA-256 đã ghi khi công bố."))
    elif not has_its_rows(publication):
        found.append(_("Các dòng số liệu không còn khớp nội dung đã công bố."))
    for document in publication.documents.all():
        found.extend(file_faults(document))
    return found


def has_its_rows(publication: Publication) -> bool:
    """Whether each stored row is exactly what the content says, and none is missing or too many."""
    stored = publication.values.order_by("position").iterator(chunk_size=2000)
    ought = actions.published_values(publication, Frozen(publication.content))
    return all(
        one is not None and other is not None and as_published(one) == as_published(other)
        for one, other in zip_longest(stored, ought)
    )


def as_published(row: PublishedValue) -> list[object]:
    return [getattr(row, name) for name in FROM_CONTENT]


def file_faults(document: Document) -> Iterator[str]:
    name = f"{document.kind} {document.report}".strip()
    if not document.file.storage.exists(document.file.name):
        yield _("Tệp %(name)s không còn trong kho.") % {"name": name}
        return
    with document.file.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != document.sha256:
        yield _("Tệp %(name)s không còn khớp mã SHA-256 đã ghi khi công bố.") % {"name": name}
