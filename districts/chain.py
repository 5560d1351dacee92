"""Who accepts whose submissions: commune -> district -> province, one step shorter where there are no districts."""

PROVINCE = "province"
DISTRICT = "district"
COMMUNE = "commune"


def accepted_by(level: str, *, has_district: bool) -> str:
    """The level that accepts a unit of this level: a commune's district; the province for all others."""
    return DISTRICT if level == COMMUNE and has_district else PROVINCE
