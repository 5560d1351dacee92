"""What may be ordered to be published at all."""

import pytest

from districts.actions.refusals import Refused
from districts.tests.builders import Cast, Province, accepted, make_period
from indicators.models import Plan
from reports.tests.builders import order


def test_a_base_quarter_is_only_compared_with_and_never_published(
    the_plan: Plan, province: Province, cast: Cast
):
    base = make_period(the_plan, "2023-Q1", is_base=True)
    accepted(province.communes[0], base, {"child_marriages": 3})

    with pytest.raises(Refused) as refusal:
        order(base, cast.province)

    assert refusal.value.code == "base_quarter"
