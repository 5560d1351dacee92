"""Where places stand in a picture: tiles in a scheme, circles at points. Pure; in the picture's own units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, cos, radians, sqrt

from districts.unit_places import Place, Point

COLUMNS = 4  # of a plain grid
TILE_WIDTH, TILE_HEIGHT, GAP = 112, 96, 6
LONGEST_LINE = 12  # letters of a name that a tile has room for
MAP_WIDTH, RADIUS, MARGIN = 820, 18, 24


@dataclass(frozen=True, slots=True)
class Tile:
    """One unit's tile: its left upper corner, and its name in one or two lines."""

    code: str
    x: int
    y: int
    name: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """One unit's circle by its middle."""

    code: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, and how wide and high it is."""

    tiles: tuple[Tile, ...] = ()
    circles: tuple[Circle, ...] = ()
    width: int = 0
    height: int = 0
    is_grid: bool = False


def scheme(names: Mapping[str, str], layout: Mapping[str, Place]) -> Picture:
    """Equal tiles, each at its place; where the layout does not know them all, a plain grid in the names' order."""
    is_grid = not names.keys() <= layout.keys()
    chosen = grid(list(names)) if is_grid else {code: layout[code] for code in names}
    tiles = tuple(
        Tile(code, _at(place.column, TILE_WIDTH), _at(place.row, TILE_HEIGHT), lines_of(names[code]))
        for code, place in sorted(chosen.items(), key=lambda found: found[1])
    )
    columns = max((place.column for place in chosen.values()), default=0)
    rows = max((place.row for place in chosen.values()), default=0)
    return Picture(
        tiles=tiles,
        width=_at(columns + 1, TILE_WIDTH),
        height=_at(rows + 1, TILE_HEIGHT),
        is_grid=is_grid,
    )


def grid(codes: Sequence[str]) -> dict[str, Place]:
    """Row by row, four and more to a row: no wider than high."""
    columns = max(COLUMNS, ceil(sqrt(len(codes))))
    return {code: Place(at // columns + 1, at % columns + 1) for at, code in enumerate(codes)}


def lines_of(name: str) -> tuple[str, ...]:
    """A name in one line, or in two of nearly the same length where it is long."""
    words = name.split()
    if len(name) <= LONGEST_LINE or len(words) < 2:
        return (name,)
    cuts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min(cuts, key=lambda cut: max(map(len, cut)))


def without_kind(name: str, kind: str) -> str:
    """Đắk Glei, of Huyện Đắk Glei."""
    return name[len(kind) + 1 :] if name.lower().startswith(f"{kind.lower()} ") else name


def pinned(points: Mapping[str, Point]) -> Picture:
    """Circles at their points: equirectangular, true at the middle latitude, which is enough for a province."""
    if not points:
        return Picture()
    latitudes = [point.latitude for point in points.values()]
    west = min(point.longitude for point in points.values())
    north, south = max(latitudes), min(latitudes)
    narrower = cos(radians((north + south) / 2))
    degrees_wide = (max(point.longitude for point in points.values()) - west) * narrower
    scale = (MAP_WIDTH - 2 * MARGIN) / degrees_wide if degrees_wide else 1.0
    circles = tuple(
        Circle(
            code,
            round(MARGIN + (point.longitude - west) * narrower * scale, 1),
            round(MARGIN + (north - point.latitude) * scale, 1),
        )
        for code, point in points.items()
    )
    return Picture(circles=circles, width=MAP_WIDTH, height=ceil((north - south) * scale) + 2 * MARGIN)


def _at(place: int, size: int) -> int:
    """Where the tile at this place begins; the place after the last one is where the picture ends."""
    return GAP + (place - 1) * (size + GAP)
