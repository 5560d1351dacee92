"""The series of a query for one reader: what `observations/` would say, a few areas at a time."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from districts.models import User
from indicators.api.pages import Part

from ..api.parts import Basis, parts
from . import ids
from .catalogue import PlanCatalogue
from .key import Stretch, Values
from .series import in_series
from .shape import Series

# A message is made of so many areas at once: enough that few questions are asked, few enough to be held.
UNITS_AT_ONCE = 50


def series_of(
    catalogue: PlanCatalogue, basis: Basis, key: Mapping[str, Values], stretch: Stretch, user: User
) -> Iterator[Series]:
    """The series in the order of the areas. A code that is none asks for nothing that there is."""
    wanted = wanted_of(catalogue, basis, key, stretch)
    units = asked(catalogue.area_codes, key.get("REF_AREA"))
    if not all(wanted.values()) or ids.QUARTERLY not in key.get("FREQ", [ids.QUARTERLY]):
        return
    for first in range(0, len(units), UNITS_AT_ONCE):
        found = parts({**wanted, "unit": units[first : first + UNITS_AT_ONCE]}, user)
        yield from in_series(rows(found), catalogue.of_measures)


def rows(found: Sequence[Part]) -> Iterator[Mapping[str, Any]]:
    for part in found:
        for _place, row in part.walk(None, backwards=False):
            yield row


def wanted_of(
    catalogue: PlanCatalogue, basis: Basis, key: Mapping[str, Values], stretch: Stretch
) -> dict[str, list[Any]]:
    """A key in the filters of `observations/`; a name with no value left finds nothing."""
    sexes, ethnicities, spans = (key.get(name) for name in ("SEX", "ETHNICITY", "SPAN"))
    measures = {ids.of_measure(measure.code): measure.code for measure in catalogue.measures}
    quarters = [period.as_quarter for period in catalogue.periods]
    return {
        "plan": [catalogue.plan.slug],
        "basis": [basis],
        "measure": [measures[id_] for id_ in asked(list(measures), key.get("INDICATOR"))],
        "span": [span for span, id_ in ids.SPANS.items() if spans is None or id_ in spans],
        "split": [
            split
            for split, (sex, ethnicity) in ids.SPLITS.items()
            if (sexes is None or sex in sexes) and (ethnicities is None or ethnicity in ethnicities)
        ],
        "period": [quarter for quarter in quarters if stretch.takes_in(quarter)],
    }


def asked(known: Sequence[str], codes: Values | None) -> list[str]:
    """Those of the known that are asked for; what else is asked for does not exist."""
    return [one for one in known if codes is None or one in codes]
