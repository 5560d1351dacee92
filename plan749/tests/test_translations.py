"""Vietnamese first, English by a switch: every text of code and pages has its English."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from django.utils import translation

from plan749 import lookup
from tools import translations

TEXTS = translations.all_texts()
CATALOGUE = translations.read_catalogue("en")
PLACEHOLDER = re.compile(r"%\(\w+\)[-#0-9.]*[a-z]|%[sd]|\{\w*\}")
VIETNAMESE_LETTER = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9À-Ãà-ãÈ-Êè-êÌÍìíÒ-Õò-õÙÚùúÝýĨĩŨũ]")
NOT_PRINTED = re.compile(
    r"\{%\s*comment\b.*?\{%\s*endcomment\s*%\}|\{%\s*blocktrans(?:late)?\b.*?\{%\s*endblocktrans(?:late)?\s*%\}"
    r"|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->",
    re.DOTALL,
)
# An official paper is Vietnamese, whatever the language of the page it was asked from.
PAPERS = {"print_submission.html"}
TEMPLATES = [
    path
    for path in translations.files_with_texts()
    if path.suffix in {".html", ".txt"} and path.name not in PAPERS
]


def translated() -> Iterator[Message]:
    """The messages of the catalogue, without its header."""
    return (message for message in CATALOGUE if message.id)


def forms(words: object) -> list[str]:
    """The one form of a text, or its singular and plural."""
    return list(words) if isinstance(words, (tuple, list)) else [str(words)]


def test_every_text_has_its_english():
    missing = []
    for text in TEXTS:
        message = CATALOGUE.get(text.key, context=text.context)
        if message is None or message.fuzzy or not translations.is_translated(message.string):
            missing.append(f"{text.place}: {text.message}")

    assert missing == []


def test_the_catalogue_holds_no_text_that_is_gone():
    known = {(text.message, text.context) for text in TEXTS}

    assert [
        message.id for message in translated() if (forms(message.id)[0], message.context) not in known
    ] == []


def test_translations_fill_the_same_blanks():
    unequal = []
    for message in translated():
        wanted = {blank for form in forms(message.id) for blank in PLACEHOLDER.findall(form)}
        given = [set(PLACEHOLDER.findall(form)) for form in forms(message.string) if form]
        if any(blanks - wanted for blanks in given) or (given and set().union(*given) != wanted):
            unequal.append(message.id)

    assert unequal == []


def test_english_has_no_vietnamese_sentence_left():
    same = [message.id for message in translated() if message.string == message.id]

    assert [words for words in same if VIETNAMESE_LETTER.search(forms(words)[0])] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(translations.ROOT)))
def test_pages_print_no_vietnamese_past_the_translator(path: Path):
    printed = NOT_PRINTED.sub("", path.read_text(encoding="utf-8"))
    # A language is named in itself: `lang="vi"` says so.
    lines = [line.strip() for line in printed.splitlines() if 'lang="vi"' not in line]

    assert [line for line in lines if VIETNAMESE_LETTER.search(line)] == []


def test_texts_of_code_and_templates_are_found():
    code = 'a = _("một" " hai")\nb = ngettext("xã", "các xã", 3)\nc = f"{pgettext_lazy(\'nút\', \'Gửi\')}"\n'
    page = (
        '{% load i18n %}<p title="{% translate "Nút" context "biểu" %}">{{ _("Hàm (một)")|upper }}'
        "{% blocktranslate count n=x %}{{ n }} xã{% plural %}{{ n }} các xã{% endblocktranslate %}</p>"
    )

    assert [(text.key, text.context) for text in translations.texts_in_code(code, "a.py")] == [
        ("một hai", None),
        (("xã", "các xã"), None),
        ("Gửi", "nút"),
    ]
    assert [(text.key, text.context) for text in translations.texts_in_template(page, "a.html")] == [
        ("Nút", "biểu"),
        ("Hàm (một)", None),
        (("%(n)s xã", "%(n)s các xã"), None),
    ]


@pytest.mark.parametrize(
    ("known", "plural", "kept"),
    [
        ("measures", None, "measures"),
        ("measures", "chỉ tiêu", ("measures", "")),
        (("measure", "measures"), "chỉ tiêu", ("measure", "measures")),
        (("measure", "measures"), None, "measure"),
    ],
)
def test_a_text_that_gets_a_plural_or_loses_it_keeps_its_first_form(known, plural, kept):
    text = translations.Text("a.py", "chỉ tiêu", plural)

    assert translations.kept_of(Message("chỉ tiêu", known), text) == kept
    assert translations.kept_of(None, text) is None


def test_what_a_list_is_of_is_said_of_one_and_of_several():
    with translation.override("en"):
        assert [lookup.title_of("indicator", number) for number in (1, 2)] == ["Indicator", "Indicators"]
        assert lookup.title_of("page", 1) == "Page"
    assert lookup.title_of("indicator", 2) == "Chỉ tiêu"
