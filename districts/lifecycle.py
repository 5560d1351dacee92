"""The states of a submission and the steps between them, as a table."""

from collections.abc import Mapping

DRAFT = "draft"
SUBMITTED = "submitted"
ACCEPTED = "accepted"
RETURNED = "returned"

NEXT_STEPS: Mapping[str, frozenset[str]] = {
    DRAFT: frozenset({SUBMITTED}),
    SUBMITTED: frozenset({ACCEPTED, RETURNED}),
    RETURNED: frozenset({SUBMITTED}),
    # An accepted one may still be returned later, with a reason; its figures leave the live totals.
    ACCEPTED: frozenset({RETURNED}),
}

# Figures can be written only here.
EDITABLE = frozenset({DRAFT, RETURNED})
