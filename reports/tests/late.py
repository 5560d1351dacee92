"""A quarter that was published three times with late changes between: the case in which totals go wrong elsewhere."""

from dataclasses import dataclass

from districts.models import Period, Submission, Unit
from districts.tests.builders import NOTHING, Province, Values, accepted, accepter_of, fill, officer_of
from districts.tests.steps import accept, send_back, submit
from reports.frozen import Frozen
from reports.models import Publication
from reports.tests.published import publish

FIRST = {
    "children_under_16": 1000,
    "special_circumstances": 20,
    ("special_circumstances", "male"): 13,
    ("special_circumstances", "female"): 7,
    "live_births": 12,
    "infant_deaths": 1,
}


def corrected(unit: Unit, period: Period, values: Values, *, reason: str) -> Submission:
    """Returned with a word why, changed by its officer, handed in and accepted again."""
    submission = Submission.objects.get(unit=unit, period=period)
    submission = send_back(submission, accepter_of(unit), reason=reason)
    submission = fill(submission, values)
    submission = submit(submission, officer_of(unit))
    return accept(submission, accepter_of(unit))


@dataclass(frozen=True)
class ThreeTimes:
    """The publications 1, 2 and 3 of a quarter."""

    publications: tuple[Publication, Publication, Publication]

    def frozen(self, number: int) -> Frozen:
        """A publication's content as it comes out of the database."""
        return Frozen(Publication.objects.get(pk=self.publications[number - 1].pk).content)


def three_times(province: Province, period: Period) -> ThreeTimes:
    """1: the communes 0, 1 and 3 are in. 2: 0 has 10 children more, 1 has 5 more in special circumstances.
    3: 1 takes that back, 2 arrives, in 0 no child was born after all, and 3 is sent back.
    """
    first, second, third, fourth = province.communes
    for commune in (first, second, fourth):
        accepted(commune, period, FIRST)
    one = publish(period)
    corrected(first, period, {"children_under_16": 1010}, reason="sót thôn 3")
    corrected(
        second,
        period,
        {"special_circumstances": 25, ("special_circumstances", "male"): 18},
        reason="thiếu trẻ mồ côi",
    )
    two = publish(period, reason="hai xã sửa")
    corrected(
        second,
        period,
        {"special_circumstances": 20, ("special_circumstances", "male"): 13},
        reason="tính trùng 5 trẻ",
    )
    accepted(third, period, FIRST)
    corrected(first, period, {"live_births": NOTHING, "infant_deaths": NOTHING}, reason="ghi nhầm quý trước")
    send_back(
        Submission.objects.get(unit=fourth, period=period), accepter_of(fourth), reason="sai đơn vị tính"
    )
    three = publish(period, reason="ba xã sửa")
    return ThreeTimes((one, two, three))
