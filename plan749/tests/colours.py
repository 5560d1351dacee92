"""How colours look to eyes that see fewer of them: contrast, and the distance between two colours. Pure.

Contrast after WCAG 2.2; colour blindness after Machado, Oliveira and Fernandes (2009), complete, on linear light;
the distance is that of CIELAB, in which about 2 is the least that is seen.
"""

import re
from collections.abc import Mapping, Sequence

Colour = tuple[float, float, float]  # linear red, green and blue, each from 0 to 1

EYES: Mapping[str, Sequence[Sequence[float]]] = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
WHITE = (0.95047, 1.0, 1.08883)
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)


def tokens_of(stylesheet: str) -> dict[str, str]:
    """The colours that a stylesheet's first :root names: {"met": "#006d5b"}."""
    root = stylesheet[stylesheet.index(":root {") :].partition("}")[0]
    return dict(re.findall(r"--plan-([\w-]+): (#[0-9a-f]{3,6});", root))


def read(text: str) -> Colour:
    """#006d5b or #fff."""
    digits = text.removeprefix("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    red, green, blue = (linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return red, green, blue


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def times(matrix: Sequence[Sequence[float]], colour: Colour) -> Colour:
    red, green, blue = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return red, green, blue


def seen_with(eyes: str, colour: Colour) -> Colour:
    red, green, blue = (min(1.0, max(0.0, part)) for part in times(EYES[eyes], colour))
    return red, green, blue


def luminance(colour: Colour) -> float:
    return times(TO_XYZ, colour)[1]


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    lighter, darker = sorted((luminance(read(one)), luminance(read(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour: Colour) -> Colour:
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (one / white for one, white in zip(times(TO_XYZ, colour), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, eyes: str = "all colours") -> float:
    """How far two colours are apart to these eyes."""
    first, second = (lab(seen_with(eyes, read(text))) for text in (one, other))
    return float(sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5)
