"""The words an accepter put beside single cells of a return, as long as nobody has answered them. Reading only."""

from .changes import Key
from .models import Event, Remark, Submission


def open_remarks(submission: Submission | None) -> dict[Key, str]:
    """Cell -> why it came back; none unless the submission stands returned. One or two questions."""
    if submission is None or submission.state != Submission.State.RETURNED:
        return {}
    newest = submission.events.filter(action=Event.Action.RETURNED).first()
    remarks = Remark.objects.filter(event=newest).select_related("element")
    return {(remark.element.code, remark.split): remark.words for remark in remarks}
