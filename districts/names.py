"""Vietnamese names: in their order, and as people type them when they search.

No two databases order them alike (SQLite knows no Vietnamese, PostgreSQL only where ICU is built in), so the
order is made here and stored. The key has only a-z and 0-9, which every collation orders the same way.
"""

import re
import unicodedata

# Letters that share a Latin letter, in the order of the Vietnamese alphabet.
FAMILIES = ("aăâ", "dđ", "eê", "oôơ", "uư")
CODES = {letter: f"{family[0]}{place}" for family in FAMILIES for place, letter in enumerate(family)}
# Level, huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries.
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
APOSTROPHES = re.compile("['’‘ʼ`]")
# Sounds and digits apart: "Phường 2" comes before "Phường 10".
WORD = re.compile(r"[0-9]+|[^\W\d_]+")
DIGITS = 6


def sort_key(name: str) -> str:
    """A text whose plain order is the Vietnamese order: the letters of all words first, then their tones.

    So Đăk Long and Đắk Long, two spellings of one name, stand side by side.
    """
    plain = APOSTROPHES.sub("", unicodedata.normalize("NFC", name).lower())
    words = [_word(word) for word in WORD.findall(plain)]
    return "0".join(letters for letters, _ in words) + "00" + "".join(str(tone) for _, tone in words)


def search_key(name: str) -> str:
    """The name in small letters without accents or apostrophes: "Xã Đắk Hà" is "xa dak ha"."""
    plain = APOSTROPHES.sub("", unicodedata.normalize("NFC", name).lower()).replace("đ", "d")
    letters = (letter for letter in unicodedata.normalize("NFD", plain) if not unicodedata.combining(letter))
    return " ".join("".join(letters).split())


def _word(word: str) -> tuple[str, int]:
    """One word's letters as codes, and its tone; a number keeps its size."""
    if word.isdecimal():
        return f"1{int(word):0{DIGITS}d}", 0
    letters = [_letter(letter) for letter in word]
    return "".join(code for code, _ in letters), next((tone for _, tone in letters if tone), 0)


def _letter(letter: str) -> tuple[str, int]:
    """A letter's place in the alphabet and its tone, 0 where it bears none."""
    parts = unicodedata.normalize("NFD", letter)
    tone = next((TONES[part] for part in parts if part in TONES), 0)
    bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
    latin = unicodedata.normalize("NFD", bare)[0]
    return CODES.get(bare, f"{latin}0" if latin.isascii() else "z9"), tone
