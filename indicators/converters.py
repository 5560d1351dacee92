"""What a part of an address means: 2024-Q1 is a quarter."""

from django.urls import register_converter

from .periods import Quarter


class QuarterConverter:
    """A quarter's code in an address, read once; any other text is no address of ours."""

    regex = "[1-9][0-9]{3}-Q[1-4]"

    def to_python(self, value: str) -> Quarter:
        return Quarter.parse(value)

    def to_url(self, value: Quarter | str) -> str:
        return str(value)


register_converter(QuarterConverter, "quarter")
