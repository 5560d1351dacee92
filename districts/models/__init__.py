"""Who reports, and what they reported."""

from .assignments import Assignment
from .letters import Letter
from .people import Membership, Token, User
from .periods import Extension, Period, Reopening
from .remarks import Remark
from .submissions import Event, Figure, Submission
from .units import Unit

__all__ = [
    "Assignment",
    "Event",
    "Extension",
    "Figure",
    "Letter",
    "Membership",
    "Period",
    "Remark",
    "Reopening",
    "Submission",
    "Token",
    "Unit",
    "User",
]
