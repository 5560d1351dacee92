"""Files that are kept with a hash, handed out as they were kept or not at all."""

import logging
from hashlib import sha256

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


def bytes_of(kept: FieldFile, digest: str) -> bytes:
    """The file's bytes; one that is gone, or is no longer what was kept, is not handed out."""
    try:
        with kept.open("rb") as file:
            content: bytes = file.read()
    except FileNotFoundError as error:
        logger.exception("The file %s is gone.", kept.name)
        raise Http404(_("Tệp này không còn trên máy chủ.")) from error
    if sha256(content).hexdigest() != digest:
        logger.error("The file %s is not what was kept.", kept.name)
        raise Http404(_("Tệp này không còn đúng như khi được lưu."))
    return content


def attached(content: bytes, content_type: str, disposition: str) -> HttpResponse:
    """A file to be saved, never shown within the portal and never kept by a browser."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
