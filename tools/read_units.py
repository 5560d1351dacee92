"""The country's units until 30/6/2025, out of the data of the package vietnamadminunits, into a CSV of ours.

    python tools/read_units.py            downloads the wheel (2 MB) with pip, without what it depends on
    python tools/read_units.py WHEEL      reads one that was downloaded before

Reads the wheel as the zip file it is: nothing of the package is installed or imported. What is read, its
licence, its dates and the names spelt otherwise than in the package are told in districts/data/README.md.
"""

import csv
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from pathlib import Path

PACKAGE = "vietnamadminunits==1.0.4"
DATABASE = "vietnamadminunits/data/dataset.db"
HEADER = ["level", "code", "name", "kind", "parent", "valid_from", "valid_to"]
DATA = Path(__file__).resolve().parents[1] / "districts" / "data"
UNITS, SPELLING = DATA / "units-2024.csv", DATA / "spelling-62.csv"
LAST_DAY = "2025-06-30"
# Longest first: "thị trấn" must not be taken for anything shorter.
KINDS = ["thành phố", "thị trấn", "thị xã", "phường", "huyện", "quận", "tỉnh", "xã"]
EXPECTED = {"province": 63, "district": 696, "commune": 10_035}
QUERIES = {
    "province": "SELECT DISTINCT provinceCode, province, '' FROM admin_units_legacy",
    "district": "SELECT DISTINCT districtCode, district, provinceCode FROM admin_units_legacy",
    # Five island districts have no communes: their row has none.
    "commune": "SELECT DISTINCT wardCode, ward, districtCode FROM admin_units_legacy"
    " WHERE wardCode IS NOT NULL",
}


def kind_of(name: str) -> str:
    """The kind with which a unit's full name begins; the package's own column of kinds errs in a few rows."""
    lower = name.lower()
    return next(kind for kind in KINDS if lower.startswith(f"{kind} "))


def rows(connection: sqlite3.Connection) -> list[list[str]]:
    """Every unit, province by district by commune, each in the order of its code."""
    found = []
    for level, query in QUERIES.items():
        units = sorted(connection.execute(query).fetchall())
        if len(units) != EXPECTED[level] or len({code for code, _, _ in units}) != len(units):
            raise SystemExit(f"{level}: {len(units)} units, {EXPECTED[level]} expected, each code once")
        for code, name, parent in units:
            name = unicodedata.normalize("NFC", name)
            found.append([level, code, name, kind_of(name), parent, "", LAST_DAY])
    return found


def respell(units: list[list[str]], spelling: Path) -> None:
    """Give units the names of the statistics office; a list that the package has outgrown is refused."""
    by_code = {unit[1]: unit for unit in units}
    with spelling.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            unit = by_code.get(line["code"])
            if unit is None or unit[2] != line["name_in_package"]:
                raise SystemExit(f"{spelling.name}: {line['code']} is no longer “{line['name_in_package']}”")
            unit[2] = line["name"]


def read(wheel: Path) -> list[list[str]]:
    """The units of a downloaded wheel."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as archive:
        database = archive.extract(DATABASE, folder)
        connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        try:
            return rows(connection)
        finally:
            connection.close()


def download(folder: Path) -> Path:
    """The wheel, fetched by pip from wherever pip is told to fetch from."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*pip, "--dest", str(folder), PACKAGE], check=True)
    return next(folder.glob("*.whl"))


def main(wheel: str = "") -> None:
    with tempfile.TemporaryDirectory() as folder:
        units = read(Path(wheel) if wheel else download(Path(folder)))
    respell(units, SPELLING)
    with UNITS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(units)
    print(f"{len(units)} units written to {UNITS}")


if __name__ == "__main__":
    main(*sys.argv[1:])
