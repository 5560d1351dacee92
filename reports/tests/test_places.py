"""Where places stand in a picture: the scheme of the ten districts, the plain grid, the circles at their points."""

from datetime import date

import pytest

from districts.unit_places import Place, Point, known_points, known_tiles, points_of
from reports.places import MAP_WIDTH, MARGIN, grid, lines_of, pinned, scheme, without_kind

DAY_OF_2025, DAY_OF_2024 = date(2025, 9, 14), date(2024, 9, 14)


def test_the_ten_districts_of_province_62_have_a_place_each_as_the_domain_lays_them_out():
    drawn = [["."] * 4 for _row in range(4)]
    for code, place in known_tiles()["62"].items():
        drawn[place.row - 1][place.column - 1] = code

    assert [" ".join(row) for row in drawn] == [
        ". 610 . .",
        "611 612 617 613",
        "616 . 615 614",
        "618 . 608 .",
    ]


def test_tiles_stand_where_the_layout_says_and_never_overlap():
    picture = scheme({"608": "Kon Tum", "610": "Đắk Glei"}, known_tiles()["62"])

    assert [(tile.code, tile.x, tile.y) for tile in picture.tiles] == [("610", 124, 6), ("608", 242, 312)]
    assert (picture.width, picture.height, picture.is_grid) == (360, 414, False)


def test_one_district_without_a_place_makes_it_a_plain_grid_in_order():
    picture = scheme({"615": "Đắk Hà", "999": "Huyện khác"}, known_tiles()["62"])

    assert picture.is_grid
    assert [(tile.code, tile.x, tile.y) for tile in picture.tiles] == [("615", 6, 6), ("999", 124, 6)]


@pytest.mark.parametrize(
    ("number", "last"), [(1, Place(1, 1)), (4, Place(1, 4)), (5, Place(2, 1)), (40, Place(6, 5))]
)
def test_a_grid_is_no_wider_than_it_needs(number: int, last: Place):
    assert list(grid([str(code) for code in range(number)]).values())[-1] == last


def test_a_name_loses_its_kind_and_takes_two_lines_where_it_is_long():
    assert without_kind("Thành phố Kon Tum", "thành phố") == "Kon Tum"
    assert without_kind("Sở Y tế", "huyện") == "Sở Y tế"
    assert lines_of("Tu Mơ Rông") == ("Tu Mơ Rông",)
    assert lines_of("Bà Rịa - Vũng Tàu") == ("Bà Rịa -", "Vũng Tàu")
    assert lines_of("Xuyênmộctrấnbiên") == ("Xuyênmộctrấnbiên",)


# Points -----------------------------------------------------------------------------------------------------------


def test_forty_communes_have_a_point_from_july_2025_on():
    codes = list(known_points())

    assert len(points_of(codes, known_points(), on=DAY_OF_2025)) == 40
    assert len(points_of(codes, known_points(), on=date(2025, 7, 1))) == 40


def test_a_code_that_meant_another_commune_before_has_no_point_then():
    """23293 was phường Thắng Lợi and is now phường Kon Tum."""
    assert points_of(["23293"], known_points(), on=DAY_OF_2024) == {}
    assert points_of(["23293"], known_points(), on=DAY_OF_2025) == {"23293": Point(14.3545, 108.013)}


def test_north_is_up_east_is_right_and_the_picture_is_filled():
    points = {"north": Point(15.0, 107.5), "south": Point(14.0, 108.5)}

    drawn = {circle.code: circle for circle in pinned(points).circles}

    assert (drawn["north"].x, drawn["north"].y) == (MARGIN, MARGIN)
    assert drawn["south"].x == MAP_WIDTH - MARGIN
    # A degree of longitude is shorter there than one of latitude: cos 14,5° = 0,968.
    assert drawn["south"].y - MARGIN == pytest.approx((MAP_WIDTH - 2 * MARGIN) / 0.968148, abs=0.1)


def test_one_point_and_none_are_pictures_too():
    assert [(circle.x, circle.y) for circle in pinned({"a": Point(14, 108)}).circles] == [(MARGIN, MARGIN)]
    assert pinned({}).circles == ()
