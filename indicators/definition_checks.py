"""The plan's rules between figures: which there are, and what each of them says."""

from .definition import CheckDefinition
from .definition_parts import Fields, Part

PART_OF_WHOLE = "part_of_whole"
# rule -> (what it must say, what it may say), beside its severity
RULES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    PART_OF_WHOLE: (("part", "whole"), ("over",)),
    "splits_add_up": ((), ()),
    "year_to_date_never_falls": ((), ("otherwise",)),
    "change_of_stock": (("against", "more_than_percent", "and_more_than"), ()),
    "jump_of_flow": (("against", "more_than_times", "and_more_than"), ()),
    "outlier": (
        ("against", "more_than_mads", "more_than_percent", "and_more_than", "at_least_quarters"),
        (),
    ),
}
# What each rule may compare with; the others compare with nothing.
COMPARED_WITH = {
    "change_of_stock": "previous_quarter",
    "jump_of_flow": "same_quarter_last_year",
    "outlier": "earlier_quarters",
}


def read_check(part: Part) -> CheckDefinition:
    """One rule; a rule nobody knows stands in as one without members."""
    rule = part.member("rule").value
    if not isinstance(rule, str) or rule not in RULES:
        return _unknown(part)
    required, optional = RULES[rule]
    members = part.fields(("rule", "severity", *required), optional)
    return CheckDefinition(
        rule=rule,
        severity=members["severity"].text("hard|soft", "hard"),
        part=members.optional("part", Part.text),
        whole=members.optional("whole", Part.text),
        over=members.optional("over", lambda over: over.text("year_to_date", "year_to_date")),
        against=_against(members, rule),
        more_than_percent=members.optional("more_than_percent", _threshold),
        more_than_times=members.optional("more_than_times", _threshold),
        and_more_than=members.optional("and_more_than", _threshold),
        more_than_mads=members.optional("more_than_mads", _threshold),
        at_least_quarters=members.optional("at_least_quarters", _threshold),
        otherwise=members.optional("otherwise", Part.both_languages),
    )


def _unknown(part: Part) -> CheckDefinition:
    if not isinstance(part.value, dict) or part.member("rule").is_absent:
        part.fields(["rule", "severity"])
    else:
        part.member("rule").fault(f"Không có quy tắc kiểm tra này; chỉ dùng: {', '.join(RULES)}.")
    return CheckDefinition(rule="", severity="")


def _against(members: Fields, rule: str) -> str | None:
    allowed = COMPARED_WITH.get(rule, "")
    return members.optional("against", lambda against: against.text(allowed, allowed))


def _threshold(part: Part) -> int:
    return part.whole(0, 999_999)
