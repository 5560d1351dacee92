"""The people of the demonstration: named after what they do, so that nobody is taken for a real one."""

from collections.abc import Iterable
from dataclasses import dataclass

PROVINCE_CODE = "62"
ENTERS, ACCEPTS, PROVINCE, LOOKS, ADMINISTRATOR = "enters", "accepts", "province", "looks", "administrator"
DEPARTMENTS = {"labour": "soldtbxh", "health": "soyte", "education": "sogddt"}


@dataclass(frozen=True, slots=True)
class Person:
    """An account to be made. The telephone numbers begin with zeros that no network gives out."""

    username: str
    full_name: str
    unit: str
    role: str
    phone: str = ""
    sees_sensitive: bool = False


def of_province() -> list[Person]:
    """Who works for the province as a whole."""
    return [
        Person("tinh", "Cán bộ tổng hợp cấp tỉnh", PROVINCE_CODE, PROVINCE, phone("1"), sees_sensitive=True),
        Person("xem", "Tài khoản chỉ xem", PROVINCE_CODE, LOOKS),
        Person("quantri", "Quản trị tài khoản", PROVINCE_CODE, ADMINISTRATOR, phone("2")),
    ]


def of_units(units: Iterable[tuple[str, str, str]]) -> list[Person]:
    """One person for each (level, code, name)."""
    people = []
    for level, code, name in units:
        who = f"Cán bộ {name[:1].lower()}{name[1:]}"
        if level == "commune":
            people.append(Person(f"xa{code}", who, code, ENTERS, phone(code)))
        elif level == "district":
            people.append(Person(f"huyen{code}", who, code, ACCEPTS, phone(code)))
        elif level == "department":
            people.append(
                Person(DEPARTMENTS.get(code, f"so{code}"), f"Cán bộ {name}", code, ENTERS, phone("3"))
            )
    return people


def phone(digits: str) -> str:
    return f"0000 {digits:0>6}"
