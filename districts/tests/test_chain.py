"""Who accepts whose submissions."""

import pytest

from districts.chain import accepted_by, may_return


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


def test_the_accepter_and_the_province_may_return():
    levels = ("commune", "district", "department", "province")

    assert [level for level in levels if may_return(level, "commune", has_district=True)] == [
        "district",
        "province",
    ]
    assert [level for level in levels if may_return(level, "commune", has_district=False)] == ["province"]
