"""Who accepts whose submissions: commune -> district -> province, one step shorter without districts."""

from collections.abc import Mapping

PROVINCE = "province"
DISTRICT = "district"
COMMUNE = "commune"
DEPARTMENT = "department"

# (level, whether a district stands above it) -> the level that accepts; the province itself sends nothing.
ACCEPTED_BY: Mapping[tuple[str, bool], str] = {
    (COMMUNE, True): DISTRICT,
    (COMMUNE, False): PROVINCE,
    (DISTRICT, False): PROVINCE,
    (DEPARTMENT, False): PROVINCE,
}


def accepted_by(level: str, *, has_district: bool) -> str:
    """The level that accepts a unit of this level: a commune's district; the province for all others."""
    return ACCEPTED_BY.get((level, has_district), PROVINCE)
