"""Who reports, and what they reported in figures and in words."""

from .assignments import Assignment
from .kept_answers import KeptAnswer
from .letters import Letter
from .people import Membership, User
from .periods import Extension, Period, Reopening
from .remarks import Remark
from .submissions import Event, Figure, Submission
from .task_reports import EvidenceFile, GroupWords, TaskReport
from .tokens import Token
from .units import Unit

__all__ = [
    "Assignment",
    "Event",
    "EvidenceFile",
    "Extension",
    "Figure",
    "GroupWords",
    "KeptAnswer",
    "Letter",
    "Membership",
    "Period",
    "Remark",
    "Reopening",
    "Submission",
    "TaskReport",
    "Token",
    "Unit",
    "User",
]
