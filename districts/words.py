"""Words that someone writes beside a figure: how long they may be, and that they read as they were written."""

import unicodedata

from indicators.phrases import gettext_noop

LONGEST_WORDS = 1000
# They turn the direction of the text that follows, so that it reads otherwise than it is.
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TOO_LONG = gettext_noop(
    "Lời giải thích dài quá 1.000 ký tự. Xin viết ngắn lại; những gì đã viết vẫn còn trong ô."
)
STRANGE_SIGNS = gettext_noop("Lời giải thích có ký tự không đọc được. Xin gõ lại.")


def fault_of_words(words: str) -> str:
    """Why these cannot stand beside a figure, as a sentence to translate; empty where they can."""
    if len(words) > LONGEST_WORDS:
        return TOO_LONG
    return STRANGE_SIGNS if has_strange_signs(words) else ""


def has_strange_signs(words: str) -> bool:
    return any(is_strange(sign) for sign in words)


def is_strange(sign: str) -> bool:
    """A sign that is not seen: a control character, or one that turns the direction of the text."""
    return sign in TURNING or (unicodedata.category(sign) in {"Cc", "Cs", "Cn"} and sign not in "\n\t")


def tidy(words: str) -> str:
    """One kind of line ends, and no space around."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()
