"""Said as the server starts, and not when the first partner asks: an agency or a table that cannot be used."""

import re
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from .dhis2.mapping import BadMapping
from .dhis2.reading import mapping_in

AGENCY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z][A-Za-z0-9_-]*)*", re.ASCII)


@register()
def exchange_settings(**_asked: Any) -> list[CheckMessage]:
    """What is wrong with SDMX_AGENCY and DHIS2_MAPPING."""
    found: list[CheckMessage] = []
    if not AGENCY.fullmatch(settings.SDMX_AGENCY):
        found.append(Error(f"SDMX_AGENCY: {settings.SDMX_AGENCY!r}", id="reports.E001"))
    try:
        mapping_in(settings.DHIS2_MAPPING)
    except (BadMapping, OSError, UnicodeDecodeError) as fault:
        found.append(Error(f"DHIS2_MAPPING {settings.DHIS2_MAPPING}: {fault}", id="reports.E002"))
    return found
