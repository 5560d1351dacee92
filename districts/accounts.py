"""What an account may be: its name, which role fits which unit, and the password that opens it once."""

import re
import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from .models import Unit
from .models.people import Role
from .models.units import Level

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")
PHONE = re.compile(r"[+(]?[0-9][0-9 .()-]{6,17}[0-9]")
LONGEST_NAME = 150
LONGEST_EMAIL = 254

# Where each role makes sense; anywhere else the account could do nothing, or more than its unit's work.
LEVELS: dict[Role, frozenset[Level]] = {
    Role.ENTERS: frozenset({Level.COMMUNE, Level.DISTRICT, Level.DEPARTMENT}),
    Role.ACCEPTS: frozenset({Level.DISTRICT}),
    Role.PROVINCE: frozenset({Level.PROVINCE}),
    Role.LOOKS: frozenset(Level),
    Role.ADMINISTRATOR: frozenset({Level.PROVINCE}),
}
# The others see what they themselves enter or accept; the administrator sees no figures at all.
MAY_BE_MARKED_SENSITIVE = frozenset({Role.PROVINCE, Role.LOOKS})

# Without the letters and digits that are taken for one another on paper.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 3, 4
ONE_TIME_ITERATIONS = 10_000


@dataclass(frozen=True, slots=True)
class Account:
    """What is asked for when an account is made; name, phone number and address for letters may still be unknown."""

    username: str
    unit: Unit
    role: str
    full_name: str = ""
    phone: str = ""
    sees_sensitive: bool = False
    email: str = ""


def faults(account: Account) -> dict[str, str]:
    """What is wrong with an account, a sentence by field; empty where nothing is."""
    found = {
        "username": username_fault(account.username),
        "full_name": full_name_fault(account.full_name),
        "phone": phone_fault(account.phone),
        "email": email_fault(account.email),
        "role": role_fault(account.role, account.unit),
        "sees_sensitive": sensitive_fault(account.role, account.sees_sensitive),
    }
    return {field: sentence for field, sentence in found.items() if sentence}


def username_fault(username: str) -> str:
    if USERNAME.fullmatch(username):
        return ""
    return _(
        "Tên đăng nhập có từ 3 đến 40 ký tự: chữ thường không dấu, chữ số, dấu chấm, gạch nối, gạch dưới."
    )


def full_name_fault(full_name: str) -> str:
    if len(full_name) <= LONGEST_NAME:
        return ""
    return _("Họ và tên dài nhất 150 ký tự.")


def phone_fault(phone: str) -> str:
    if not phone or PHONE.fullmatch(phone):
        return ""
    return _("Số điện thoại có từ 8 đến 20 chữ số; giữa các số có thể có dấu cách, dấu chấm hoặc gạch nối.")


def email_fault(email: str) -> str:
    try:
        if email:
            validate_email(email)
    except ValidationError:
        return _("Địa chỉ thư chưa đúng, ví dụ ten@kontum.gov.vn.")
    return "" if len(email) <= LONGEST_EMAIL else _("Địa chỉ thư dài nhất 254 ký tự.")


def role_fault(role: str, unit: Unit) -> str:
    """A sentence where the role does not exist, or makes no sense at a unit of this level."""
    if role not in Role:
        return _("Xin chọn một vai trò.")
    if unit.level in LEVELS[Role(role)]:
        return ""
    return _("Vai trò “%(role)s” không dùng được ở cấp %(level)s; vai trò này dành cho cấp %(levels)s.") % {
        "role": Role(role).label,
        "level": Level(unit.level).label,
        "levels": ", ".join(str(level.label) for level in Level if level in LEVELS[Role(role)]),
    }


def sensitive_fault(role: str, sees_sensitive: bool) -> str:
    if not sees_sensitive or role in MAY_BE_MARKED_SENSITIVE:
        return ""
    return _("Chỉ đánh dấu quyền xem số liệu nhạy cảm cho cán bộ tỉnh và tài khoản chỉ xem.")


def proposed_username(unit: Unit) -> str:
    """xa23500 for a commune, huyen615 for a district, the letters of its name for a department."""
    if unit.level == Level.COMMUNE:
        return f"xa{unit.code}"
    if unit.level == Level.DISTRICT:
        return f"huyen{unit.code}"
    letters = "".join(letter for letter in unit.search_key if letter.isascii() and letter.isalnum())
    return letters[:40]


def proposed_role(unit: Unit) -> Role:
    """What a unit's first account is for."""
    by_level = {Level.DISTRICT: Role.ACCEPTS, Level.PROVINCE: Role.PROVINCE}
    return by_level.get(Level(unit.level), Role.ENTERS)


def one_time_password() -> str:
    """Twelve random characters in three groups: about 59 bits, easy to read out over the phone."""
    return "-".join(
        "".join(secrets.choice(READABLE) for _place in range(GROUP_LENGTH)) for _group in range(GROUPS)
    )


def one_time_hash(password: str) -> str:
    """What is kept of a one-time password.

    It is random, so few iterations guard it as well as many guard a word that a person chose, and a hundred
    accounts are made in a second. Signing in renews it with the slow hasher.
    """
    hasher = PBKDF2PasswordHasher()
    return hasher.encode(password, hasher.salt(), iterations=ONE_TIME_ITERATIONS)
