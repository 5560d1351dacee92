"""XML as text, a piece at a time, so that a message of any length is written without being held."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
BASE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
NAMESPACES = {
    "mes": f"{BASE}/message",
    "com": f"{BASE}/common",
    "str": f"{BASE}/structure",
    "gen": f"{BASE}/data/generic",
    "ss": f"{BASE}/data/structurespecific",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
# XML has no way to write these, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(words: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", words))


def opening(name: str, attributes: Mapping[str, str]) -> str:
    """A tag's beginning without its closing bracket."""
    said = "".join(
        f" {key}={quoteattr(_NOT_XML.sub(chr(0xFFFD), value))}" for key, value in attributes.items()
    )
    return f"<{name}{said}"


def tag(name: str, attributes: Mapping[str, str] | None = None, *inner: str) -> str:
    """An element; `inner` is XML already."""
    content = "".join(inner)
    start = opening(name, attributes or {})
    return f"{start}>{content}</{name}>" if content else f"{start}/>"


def named(name: str, names: Mapping[str, str]) -> str:
    """The same element in each language."""
    return "".join(tag(name, {"xml:lang": language}, text(words)) for language, words in names.items())
