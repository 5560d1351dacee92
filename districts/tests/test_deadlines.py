"""Until when a unit is on time."""

from datetime import date, timedelta

from districts import deadlines
from districts.models import Extension, Period
from districts.tests.builders import Province


def extended(province: Province, period: Period, days: int) -> date:
    """The first commune's last day, extended by so many days beyond that of all communes."""
    commune = province.communes[0]
    until = period.due_commune + timedelta(days=days)
    Extension.objects.create(period=period, unit=commune, until=until, reason="Mưa lũ")
    return deadlines.due_day(period, commune, deadlines.extensions_of([period], [commune]))


def test_a_unit_without_an_extension_has_the_day_of_its_level(province: Province, period: Period):
    assert period.due_commune == date(2024, 3, 18)
    assert deadlines.due_day(period, province.communes[1], {}) == date(2024, 3, 18)


def test_a_unit_has_until_the_day_it_was_granted(province: Province, period: Period):
    assert extended(province, period, days=2) == date(2024, 3, 20)


def test_what_all_were_granted_later_is_granted_whoever_had_an_extension_too(province, period):
    assert extended(province, period, days=-3) == date(2024, 3, 18)
