"""Sentences as templates and values."""

from indicators.phrases import Sentence, grouped


def test_thousands_are_parted_the_readers_way():
    assert grouped(102345) == "102.345"
    assert grouped(102345, "en") == "102,345"
    assert grouped(999) == "999"


def test_a_sentence_writes_its_whole_numbers_in_groups():
    sentence = Sentence("%(name)s: %(number)s trẻ", {"name": "Xã Đăk Ui", "number": 1240})

    assert str(sentence) == "Xã Đăk Ui: 1.240 trẻ"


def test_a_sentence_is_translated_before_its_values_go_in():
    sentence = Sentence("%(number)s trẻ", {"number": 1240})

    assert sentence.written({"%(number)s trẻ": "%(number)s children"}.__getitem__, "en") == "1,240 children"
