"""Who accepts whose submissions."""

import pytest

from districts.chain import accepted_by


@pytest.mark.parametrize(
    ("level", "has_district", "accepter"),
    [
        ("commune", True, "district"),
        ("commune", False, "province"),
        ("district", False, "province"),
        ("department", False, "province"),
    ],
)
def test_each_submission_has_one_accepter(level, has_district, accepter):
    assert accepted_by(level, has_district=has_district) == accepter
