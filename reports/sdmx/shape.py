"""The shape of the data: dimensions, attributes and code lists, and what a series of them is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

Names = Mapping[str, str]  # {"vi": …, "en": …}
VERSION = "1.0"
CONCEPTS = "CS_RESULTS"
AGENCIES = "AGENCIES"
TIME = "TIME_PERIOD"
VALUE = "OBS_VALUE"


@dataclass(frozen=True)
class Code:
    """One code of a list; `parent` is another of the same list, or empty."""

    id: str
    names: Names
    parent: str = ""


@dataclass(frozen=True)
class Codelist:
    id: str
    names: Names
    codes: Sequence[Code]


@dataclass(frozen=True)
class Concept:
    id: str
    names: Names
    descriptions: Names = field(default_factory=dict)


@dataclass(frozen=True)
class Attribute:
    """What is said of a whole message, a series or an observation."""

    id: str
    level: str
    codelist: str = ""
    text_type: str = "String"
    required: bool = False


# Dimension -> the code list of its values. The lists of a plan have its slug after their names.
DIMENSIONS = {
    "FREQ": "CL_FREQ",
    "REF_AREA": "CL_AREA",
    "INDICATOR": "CL_INDICATOR",
    "SEX": "CL_SEX",
    "ETHNICITY": "CL_ETHNICITY",
    "SPAN": "CL_SPAN",
}
OF_A_PLAN = ("CL_AREA", "CL_INDICATOR", "CL_UNIT_MEASURE")
DATASET, SERIES, OBSERVATION = "dataSet", "series", "observation"
ATTRIBUTES = (
    Attribute("BASIS", DATASET, "CL_BASIS", required=True),
    Attribute("ILLUSTRATIVE", DATASET, text_type="Boolean", required=True),
    Attribute("UNIT_MEASURE", SERIES, "CL_UNIT_MEASURE", required=True),
    Attribute("UNIT_MULT", SERIES, text_type="Integer"),
    Attribute("DECIMALS", SERIES, text_type="Integer"),
    Attribute("OBS_STATUS", OBSERVATION, "CL_OBS_STATUS", required=True),
    Attribute("CONF_STATUS", OBSERVATION, "CL_CONF_STATUS"),
    Attribute("REPORTED", OBSERVATION, text_type="Integer"),
    Attribute("EXPECTED", OBSERVATION, text_type="Integer"),
    Attribute("ABSENCE", OBSERVATION, "CL_ABSENCE"),
    Attribute("NUMERATOR", OBSERVATION, text_type="Integer"),
    Attribute("DENOMINATOR", OBSERVATION, text_type="Integer"),
    Attribute("REVISION", OBSERVATION, text_type="Integer"),
)


def attributes_of(level: str) -> list[Attribute]:
    return [attribute for attribute in ATTRIBUTES if attribute.level == level]


@dataclass(frozen=True)
class Observed:
    """One observation of a series: `value` as the API writes it, None just where an attribute says why."""

    period: str
    value: str | None
    attributes: Mapping[str, str]


@dataclass(frozen=True)
class Series:
    """What differs in time alone. `key` has a value for each of DIMENSIONS, in their order."""

    key: tuple[str, ...]
    attributes: Mapping[str, str]
    observations: Sequence[Observed]


@dataclass(frozen=True)
class Flow:
    """A plan's results: those that were published, or those reckoned now."""

    id: str
    names: Names
    structure: str
    plan: str
    basis: str


@dataclass(frozen=True)
class Envelope:
    """What stands before the figures of a message. `names` says so where they were made up."""

    id: str
    prepared: datetime
    agency: str
    names: Names = field(default_factory=dict)

    @property
    def moment(self) -> str:
        return self.prepared.isoformat(timespec="seconds")


@dataclass(frozen=True)
class Message:
    """A data message before it has a form. `flat`: each observation alone, with all its dimensions."""

    envelope: Envelope
    flow: Flow
    attributes: Mapping[str, str]
    series: Iterator[Series]
    codelists: Mapping[str, Codelist]
    concepts: Mapping[str, Concept]
    flat: bool = False
    with_attributes: bool = True
    language: str = "en"

    def list_of(self, codelist: str) -> Codelist:
        """A code list by the name that DIMENSIONS and ATTRIBUTES give it."""
        return self.codelists[codelist]
