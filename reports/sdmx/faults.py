"""How SDMX says no: the standard's numbers, each with its HTTP status, in an error message of SDMX-ML."""

from collections.abc import Sequence
from enum import IntEnum

from .markup import DECLARATION, NAMESPACES, tag, text


class Code(IntEnum):
    """SDMX 2.1 REST, error codes; those from 1000 on are ours to give."""

    NO_RESULTS = 100
    UNAUTHORISED = 110
    SYNTAX = 140
    SEMANTICS = 150
    NOT_IMPLEMENTED = 501
    NOT_ACCEPTABLE = 1406
    FORBIDDEN = 1403
    METHOD = 1405


HTTP_STATUS = {
    Code.NO_RESULTS: 404,
    Code.UNAUTHORISED: 401,
    Code.SYNTAX: 400,
    # The standard answers 403 here; what is asked is wrong, not forbidden, and 400 misleads nobody.
    Code.SEMANTICS: 400,
    Code.NOT_IMPLEMENTED: 501,
    Code.NOT_ACCEPTABLE: 406,
    Code.FORBIDDEN: 403,
    Code.METHOD: 405,
}


class Fault(Exception):
    """A request that gets no answer. `about` is what of it is meant, as it came."""

    def __init__(self, code: Code, about: str = "") -> None:
        super().__init__(f"{code.name} {about}".strip())
        self.code = code
        self.about = about


def error_message(code: Code, sentences: Sequence[tuple[str, str]]) -> str:
    """The SDMX-ML of a refusal; a sentence for each language."""
    said = "".join(tag("com:Text", {"xml:lang": language}, text(words)) for language, words in sentences)
    inner = tag("mes:ErrorMessage", {"code": str(int(code))}, said)
    return DECLARATION + tag(
        "mes:Error", {f"xmlns:{name}": NAMESPACES[name] for name in ("mes", "com")}, inner
    )
