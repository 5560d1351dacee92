"""What a cell can hold, what is refused with all its faults at once, and what a saved change leaves in the log."""

import pytest

from districts.actions import figures
from districts.actions.refusals import NotAllowed, Refused
from districts.changes import Change
from districts.models import Event, Figure, Period, Submission
from districts.tests.builders import PAGE, Cast, Province, after, fill, noon, start, write
from districts.tests.steps import close, is_unchanged, unknown_totals
from indicators.values import MAX_FIGURE


@pytest.fixture
def draft(cast: Cast, province: Province, period: Period) -> Submission:
    """The first commune's empty draft."""
    return start(province.communes[0], period)


def cells(submission: Submission) -> dict[tuple[str, str], tuple[int | None, str]]:
    figures = Figure.objects.filter(submission=submission).select_related("element")
    return {(figure.element.code, figure.split): (figure.number, figure.absence) for figure in figures}


SEEN, UNSEEN = (
    "lũ ở thôn 3\nđã rà soát",
    {"bell": "a\x07b", "nul": "a\x00b", "turned": "12\u202e34", "half": "\ud800"},
)


@pytest.mark.parametrize("words", [*UNSEEN.values(), "a" * 1001], ids=[*UNSEEN, "a book"])
@pytest.mark.parametrize("kind", ["reason", "explanation"])
def test_words_that_do_not_read_as_they_are_written_are_refused_at_every_door(
    draft: Submission, kind: str, words: str
):
    silence = {"absence": "no_data", "reason": "lũ", kind: words}

    with pytest.raises(Refused) as refused:
        write(draft, [Change("live_births", **silence)])

    assert list(refused.value.cells) == [("live_births", "")]
    assert cells(draft) == {}


def test_words_of_several_lines_are_kept_as_they_are(draft: Submission):
    write(draft, [Change("live_births", number=3, explanation=SEEN)])

    assert Figure.objects.get().explanation == SEEN


# What is kept -----------------------------------------------------------------------------------------------


def test_a_save_writes_numbers_splits_and_both_silences(draft: Submission):
    saved = write(
        draft,
        [
            Change("live_births", number=12),
            Change("live_births", "male", number=7),
            Change("live_births", "minority", number=0),
            Change("neonatal_deaths", absence="nothing_occurred"),
            Change("children_consulted", absence="nothing_occurred"),
            Change("abused_children", absence="no_data", reason="chưa rà soát xong"),
            Change("child_friendly", number=1),
            Change("children_under_16", number=MAX_FIGURE),
        ],
    )

    assert cells(saved) == {
        ("live_births", ""): (12, ""),
        ("live_births", "male"): (7, ""),
        ("live_births", "minority"): (0, ""),
        ("neonatal_deaths", ""): (None, "nothing_occurred"),
        ("children_consulted", ""): (None, "nothing_occurred"),
        ("abused_children", ""): (None, "no_data"),
        ("child_friendly", ""): (1, ""),
        ("children_under_16", ""): (MAX_FIGURE, ""),
    }
    assert saved.version == draft.version + 1
    assert {figure.version for figure in saved.figures.all()} == {saved.version}


def test_what_a_rule_of_the_plan_forbids_is_still_kept_in_a_draft(draft: Submission):
    saved = fill(draft, {"infant_deaths": 2, "neonatal_deaths": 3, ("infant_deaths", "male"): 9})

    assert cells(saved)[("infant_deaths", "male")] == (9, "")


def test_a_save_says_who_and_when(cast: Cast, draft: Submission, period: Period):
    later = noon(period.due_commune)

    saved = fill(draft, {"live_births": 12}, at=later)

    assert (saved.changed_by, saved.changed_at) == (cast.commune, later)
    event = saved.events.get(action="changed")
    assert (event.by, event.at, event.origin, event.on_behalf) == (cast.commune, later, "page", False)
    assert event.period == period


def test_the_log_keeps_the_old_and_the_new_of_each_cell(draft: Submission):
    draft = fill(draft, {"live_births": 12, "abused_children": "no_data", "injury_deaths": 1})

    draft = fill(
        draft, {"live_births": 15, "abused_children": "nothing_occurred", ("live_births", "male"): 8}
    )

    assert draft.events.first().changes == [
        {"element": "live_births", "split": "", "old": {"value": "12"}, "new": {"value": "15"}},
        {
            "element": "abused_children",
            "split": "",
            "old": {"absence": "no_data", "reason": "chưa rà soát xong"},
            "new": {"absence": "nothing_occurred"},
        },
        {"element": "live_births", "split": "male", "old": None, "new": {"value": "8"}},
    ]


def test_an_explanation_is_a_change_of_its_own(draft: Submission):
    draft = fill(draft, {"disaster_supported": 9})
    version = draft.figures.get().version

    draft = write(
        draft, [Change("disaster_supported", number=9, explanation="cả năm trước", version=version)]
    )

    assert draft.events.first().changes == [
        {
            "element": "disaster_supported",
            "split": "",
            "old": {"value": "9"},
            "new": {"value": "9", "explanation": "cả năm trước"},
        }
    ]


def test_an_emptied_cell_is_gone_and_the_log_keeps_what_it_was(draft: Submission):
    draft = fill(draft, {"live_births": 12, "injury_deaths": 1})

    emptied = write(draft, [Change("live_births", version=draft.version)])

    assert cells(emptied) == {("injury_deaths", ""): (1, "")}
    assert emptied.version == draft.version + 1
    assert emptied.events.first().changes == [
        {"element": "live_births", "split": "", "old": {"value": "12"}, "new": None}
    ]


@pytest.mark.parametrize(
    "values",
    [{"live_births": 12, "abused_children": "no_data"}, {"live_births": 12}, {}],
    ids=["all of it", "a part of it", "nothing"],
)
def test_saving_the_same_again_changes_nothing(values: dict, draft: Submission):
    draft = fill(draft, {"live_births": 12, "abused_children": "no_data"})
    version, events = draft.version, Event.objects.count()

    again = fill(draft, values)

    assert again.version == version
    assert Event.objects.count() == events


def test_emptying_an_empty_cell_changes_nothing(draft: Submission):
    assert write(draft, [Change("live_births")]).version == draft.version
    assert is_unchanged(draft)


def test_a_save_touches_only_the_cells_that_differ(draft: Submission):
    draft = fill(draft, {"live_births": 12, "injury_deaths": 1})

    saved = fill(draft, {"live_births": 12, "injury_deaths": 2})

    versions = dict(saved.figures.values_list("element__code", "version"))
    assert versions == {"live_births": draft.version, "injury_deaths": saved.version}


# What is refused --------------------------------------------------------------------------------------------

WRONG = {
    "an element of the districts": (Change("schools", number=3), "Biểu của đơn vị không có"),
    "an element nobody knows": (Change("unicorns", number=3), "Biểu của đơn vị không có"),
    "an unknown split": (Change("live_births", "boys", number=3), "không có phân tổ như vậy"),
    "a split this element lacks": (Change("child_marriages", "male", number=3), "không có phân tổ như vậy"),
    "a split of what is not split": (Change("disaster_affected", "male", number=3), "không có phân tổ"),
    "a negative": (Change("live_births", number=-1), "từ 0 đến 999.999.999"),
    "too long": (Change("live_births", number=MAX_FIGURE + 1), "từ 0 đến 999.999.999"),
    "thirty digits": (Change("live_births", number=10**30), "từ 0 đến 999.999.999"),
    "half a child": (Change("live_births", number=1.5), "Xin ghi một số nguyên"),
    "letters": (Change("live_births", number="mười"), "Xin ghi một số nguyên"),
    "a truth for a number": (Change("live_births", number=True), "Xin ghi một số nguyên"),
    "two for a yes or no": (Change("child_friendly", number=2), "Xin chọn có hoặc không"),
    "a number and a silence": (
        Change("live_births", number=3, absence="no_data", reason="?"),
        "một trong hai",
    ),
    "a silence nobody knows": (Change("live_births", absence="not_due"), "Chỉ có “không phát sinh” và"),
    "a stock that did not occur": (Change("children_under_16", absence="nothing_occurred"), "thì ghi số 0"),
    "a yes or no that did not occur": (Change("child_friendly", absence="nothing_occurred"), "thì ghi số 0"),
    "no data without a reason": (Change("live_births", absence="no_data"), "Xin ghi lý do"),
    "no data with an empty reason": (Change("live_births", absence="no_data", reason="  "), "Xin ghi lý do"),
    "a split without data": (
        Change("live_births", "male", absence="no_data", reason="?"),
        "Phân tổ không có số liệu thì để trống",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), WRONG.values(), ids=WRONG)
def test_a_cell_that_cannot_hold_this_is_refused_with_its_sentence(
    change: Change, sentence: str, draft: Submission
):
    with pytest.raises(Refused) as refused:
        write(draft, [change])

    assert refused.value.code == "invalid_figures"
    assert list(refused.value.cells) == [change.key]
    assert sentence in refused.value.cells[change.key]
    assert is_unchanged(draft)


def test_one_wrong_cell_refuses_the_whole_save_and_every_fault_is_told(draft: Submission):
    changes = [
        Change("live_births", number=12),
        Change("infant_deaths", number=-1),
        Change("child_friendly", number=7),
    ]

    with pytest.raises(Refused, match="chưa lưu gì cả") as refused:
        write(draft, changes)

    assert set(refused.value.cells) == {("infant_deaths", ""), ("child_friendly", "")}
    assert cells(draft) == {}
    assert is_unchanged(draft)
    assert list(draft.events.values_list("action", flat=True)) == ["started"]


def test_the_same_cell_twice_in_one_save_is_refused(draft: Submission):
    with pytest.raises(Refused) as refused:
        write(draft, [Change("live_births", number=12), Change("live_births", number=13)])

    assert refused.value.cells == {("live_births", ""): "Ô này được ghi hai lần trong một lần gửi."}


@pytest.mark.parametrize(
    "who", ["neighbour", "stranger", "province", "department", "looker", "administrator"]
)
def test_nobody_else_writes_a_communes_figures(who: str, cast: Cast, draft: Submission):
    with pytest.raises(NotAllowed):
        fill(draft, {"live_births": 12}, by=getattr(cast, who))

    assert is_unchanged(draft)


def test_in_a_closed_quarter_nothing_is_written(draft: Submission, period: Period):
    close(period)

    with pytest.raises(Refused) as refused:
        fill(draft, {"live_births": 12})

    assert refused.value.code == "period_closed"
    assert is_unchanged(draft)


# What it costs ----------------------------------------------------------------------------------------------

ONE = {"live_births": 12}
SPLIT_BY_BOTH = ("children_under_16", "persons_5_17", "children_up_to_8", "children_under_5", "live_births")
PARTS = ("", "male", "female", "kinh", "minority")


def sixty() -> dict:
    """The thirty totals, and thirty parts."""
    parts = [
        (code, part) for code in (*SPLIT_BY_BOTH, "children_7_15", "abused_children") for part in PARTS[1:]
    ]
    parts += [("children_11_15", "male"), ("children_11_15", "female")]
    return {**unknown_totals(), **dict.fromkeys(parts, 3)}


@pytest.mark.parametrize("many", [False, True], ids=["1 cell", "60 cells"])
def test_a_save_costs_the_same_for_1_cell_and_for_60(
    many: bool, cast: Cast, draft: Submission, period: Period, django_assert_num_queries
):
    values = sixty() if many else ONE
    changes = [Change(*((key, "") if isinstance(key, str) else key), number=1) for key in values]
    assert len(changes) == (60 if many else 1)

    with django_assert_num_queries(9):
        figures.change_figures(draft, changes=changes, by=cast.commune, at=after(period), origin=PAGE)
