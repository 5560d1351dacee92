"""A paper in PDF: real text, bookmarks, and letters that every machine shows alike, put in the file."""

import json
import logging
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings

from .paper import Beside, Block, NewPage, Paper, Rule, Text, writable

logger = logging.getLogger(__name__)
LAYOUT = Path(__file__).with_name("paper.typ")
# The widths of Times New Roman, and every letter of Vietnamese.
FONTS: Path = settings.BASE_DIR / "node_modules" / "@expo-google-fonts" / "tinos"


def written(paper: Paper) -> bytes:
    """The file's bytes; the same for the same paper, as no time is written into it."""
    import typst  # read only where a document is made

    said = {"title": paper.title, "author": paper.author, "mark": paper.mark, "pages": pages_of(paper)}
    data = json.dumps(said, ensure_ascii=False)
    try:
        return compiled(data, ["ua-1"])
    except typst.TypstError:
        # A sign that no font has, as in a reason somebody wrote, is an empty box then; the standard allows none.
        logger.warning("The paper %r cannot be PDF/UA-1.", paper.title, exc_info=True)
        return compiled(data, [])


def compiled(data: str, standards: list[str]) -> bytes:
    import typst

    try:
        made: bytes = typst.compile(
            str(LAYOUT),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"paper": data},
            format="pdf",
            pdf_standards=standards,
        )
    except BaseException as error:
        # Where Typst itself breaks it raises what nobody catches; the job must hear of it as of any error.
        if isinstance(error, Exception) or type(error).__name__ != "PanicException":
            raise
        raise RuntimeError("Typst could not set the paper.") from error
    return made


def pages_of(paper: Paper) -> list[dict[str, Any]]:
    """What stands between two turns of the page, lying or standing."""
    pages: list[dict[str, Any]] = [{"landscape": False, "blocks": []}]
    for block in paper.blocks:
        if isinstance(block, NewPage):
            pages.append({"landscape": block.landscape, "blocks": []})
        else:
            pages[-1]["blocks"].append(plain(block))
    return pages


LONGEST_WORD = 60  # signs; the longest word of Vietnamese has 7, a line of the body holds about 75
BREAK_HERE = "\u200b"


def breakable(text: str) -> str:
    """A word that no line holds (an address, a slip of the hand) may be broken; else it would leave the page."""
    return re.sub(rf"\S{{{LONGEST_WORD}}}(?=\S)", rf"\g<0>{BREAK_HERE}", writable(text))


def plain(block: Block) -> dict[str, Any]:
    """A block as data, with the word of its kind."""
    match block:
        case Text():
            return {"kind": "text", **asdict(block), "text": breakable(block.text)}
        case Rule():
            return {"kind": "rule", **asdict(block)}
        case Beside():
            return {
                "kind": "beside",
                "shares": block.shares,
                "cells": [list(map(plain, one)) for one in block.cells],
            }
        case _:
            rows = [list(map(breakable, row)) for row in block.rows]
            return {"kind": "table", **asdict(block), "rows": rows, "numeric": sorted(block.numeric)}
