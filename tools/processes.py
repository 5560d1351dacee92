"""What the tools that start servers share: none of them outlives the one who started it."""

from __future__ import annotations

import contextlib
import ctypes
import signal

DIE_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG


def end_with_parent() -> None:
    """On Linux, called in the new process: be ended if the one who started us is killed outright."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)
