"""From a workbook's rows to accounts: what each row asks for, and what is wrong with it, in words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from . import accounts
from .accounts import Account
from .models import Unit, User
from .models.people import Role
from .names import search_key
from .people_workbook import SheetRow

YES = frozenset({"co", "yes", "x", "1"})
NO = frozenset({"", "khong", "no", "0"})


@dataclass(frozen=True, slots=True)
class Asked:
    """One row of the preview: the account it asks for (None where that cannot be told) and its faults."""

    number: int
    texts: dict[str, str]
    account: Account | None
    faults: list[str]


def preview(rows: Sequence[SheetRow], units: Iterable[Unit], today: date) -> list[Asked]:
    """Every row with all its faults; whatever the number of rows, two questions to the database."""
    by_code = newest_by_code(units, today)
    roles = roles_by_words()
    written = Counter(username(row) for row in rows)
    taken = set(User.objects.values_list("username", flat=True))
    return [asked(row, by_code, roles, written, taken) for row in rows]


def asked(
    row: SheetRow, units: dict[str, Unit], roles: dict[str, Role], written: Counter[str], taken: set[str]
) -> Asked:
    unit = units.get(row.texts.get("unit", ""))
    role = roles.get(search_key(row.texts.get("role", "")))
    faults = [
        _("Cột “%(column)s” chứa công thức; xin dán giá trị.") % {"column": one} for one in row.formulas
    ]
    if unit is None:
        faults.append(_("Không có đơn vị mã “%(code)s” trong tỉnh.") % {"code": row.texts.get("unit", "")})
    if role is None:
        faults.append(_("Không có vai trò “%(role)s”.") % {"role": row.texts.get("role", "")})
    sees_sensitive = search_key(row.texts.get("sees_sensitive", ""))
    if sees_sensitive not in YES | NO:
        faults.append(_("Cột “Xem số liệu nhạy cảm” chỉ nhận “có” hoặc “không”."))
    if written[username(row)] > 1:
        faults.append(_("Tên đăng nhập này có ở hai dòng."))
    if username(row) in taken:
        faults.append(_("Đã có tài khoản tên này."))
    if unit is None or role is None:
        return Asked(row.number, row.texts, None, [*faults, *details_faults(row)])
    account = Account(
        username=username(row),
        unit=unit,
        role=role,
        full_name=row.texts.get("full_name", ""),
        phone=row.texts.get("phone", ""),
        sees_sensitive=sees_sensitive in YES,
        email=row.texts.get("email", ""),
    )
    return Asked(row.number, row.texts, account, [*faults, *accounts.faults(account).values()])


def details_faults(row: SheetRow) -> list[str]:
    """What can be said of a row before its unit and its role are known."""
    found = [
        accounts.username_fault(username(row)),
        accounts.full_name_fault(row.texts.get("full_name", "")),
        accounts.phone_fault(row.texts.get("phone", "")),
        accounts.email_fault(row.texts.get("email", "")),
    ]
    return [sentence for sentence in found if sentence]


def username(row: SheetRow) -> str:
    return row.texts.get("username", "").lower()


def newest_by_code(units: Iterable[Unit], today: date) -> dict[str, Unit]:
    """Codes are used again: the unit in force today has the code, else the last that had it."""
    by_age = sorted(units, key=lambda unit: (unit.is_in_force(on=today), unit.valid_to or date.max))
    return {unit.code: unit for unit in by_age}


def roles_by_words() -> dict[str, Role]:
    """Roles as both languages call them, without accents."""
    found: dict[str, Role] = {}
    for language in ("vi", "en"):
        with override(language):
            found.update({search_key(str(role.label)): role for role in Role})
    return found


def packed(account: Account) -> list[Any]:
    """An account as the confirming page carries it, sealed."""
    return [
        account.username,
        account.unit.pk,
        account.role,
        account.full_name,
        account.phone,
        account.sees_sensitive,
        account.email,
    ]


def unpacked(rows: Iterable[list[Any]], units: Iterable[Unit]) -> list[Account]:
    """The accounts of a sealed page; KeyError where a unit is out of the administrator's sight."""
    by_number = {unit.pk: unit for unit in units}
    return [Account(name, by_number[unit], *rest) for name, unit, *rest in rows]
