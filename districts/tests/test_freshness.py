"""Nobody overwrites what they have not seen, and a repeated request changes nothing."""

from hypothesis import given
from hypothesis import strategies as st

from districts.freshness import Outcome, outcome

VERSIONS = st.none() | st.integers(1, 5)
CONTENTS = st.sampled_from([{}, {"value": "1"}, {"value": "2"}, {"absence": "nothing_occurred"}])


@given(VERSIONS, VERSIONS, CONTENTS, CONTENTS)
def test_only_what_its_writer_saw_is_written_over(seen, standing, wanted, content):
    found = outcome(seen=seen, standing=standing, wanted=wanted, content=content)

    assert (found is Outcome.WRITTEN) == (wanted != content and seen == standing)


@given(VERSIONS, VERSIONS, CONTENTS)
def test_what_stands_there_already_is_never_stale(seen, standing, content):
    assert outcome(seen=seen, standing=standing, wanted=content, content=content) is Outcome.SAME
