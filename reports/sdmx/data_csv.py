"""SDMX-CSV: a line for each observation; versions 1 and 2 differ in the columns that say whose data it is."""

import csv
from collections.abc import Iterator
from io import StringIO

from .shape import ATTRIBUTES, DATASET, DIMENSIONS, TIME, VALUE, VERSION, Message


def rows(message: Message, *, version: int = 1) -> Iterator[str]:
    """The file, a series at a time. A value that is absent is an empty cell, never 0."""
    flow = f"{message.envelope.agency}:{message.flow.id}({VERSION})"
    first = (
        {"DATAFLOW": flow} if version == 1 else {"STRUCTURE": "dataflow", "STRUCTURE_ID": flow, "ACTION": "I"}
    )
    # What a whole message says stands on every line: a line of made-up figures must not travel without its mark.
    attributes = [one.id for one in ATTRIBUTES if message.with_attributes or one.level == DATASET]
    yield line([*first, *DIMENSIONS, TIME, VALUE, *attributes])
    for series in message.series:
        yield "".join(
            line(
                [
                    *first.values(),
                    *series.key,
                    seen.period,
                    seen.value or "",
                    *(
                        {**message.attributes, **series.attributes, **seen.attributes}.get(name, "")
                        for name in attributes
                    ),
                ]
            )
            for seen in series.observations
        )


def line(cells: list[str]) -> str:
    """One line as RFC 4180 ends and quotes it."""
    written = StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()
