"""Accounts: create, reset, change, move, close, reopen. The administrator's, and a command's (by nobody)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from .. import access, accounts
from ..accounts import Account
from ..models import Event, Membership, Unit, User
from .log import record
from .refusals import NotAllowed, Refused, SomeoneWasFirst
from .tokens import end_all


@dataclass(frozen=True, slots=True)
class Issued:
    """An account with its one-time password: shown now, kept nowhere. Empty where a hash was given."""

    user: User
    password: str


def create_account(
    *,
    username: str,
    unit: Unit,
    role: str,
    full_name: str = "",
    phone: str = "",
    sees_sensitive: bool = False,
    email: str = "",
    by: User | None,
    at: datetime,
    origin: str,
    password_hash: str | None = None,
) -> Issued:
    """Make an account with a one-time password; with a ready hash, one whose password is known."""
    account = Account(
        username.strip(), unit, role, full_name.strip(), phone.strip(), sees_sensitive, email.strip()
    )
    return create(account, by=by, at=at, origin=origin, password_hash=password_hash)


@transaction.atomic
def create_accounts(wanted: Iterable[Account], *, by: User | None, at: datetime, origin: str) -> list[Issued]:
    """Make many accounts, all or none."""
    return [create(account, by=by, at=at, origin=origin) for account in wanted]


@transaction.atomic
def create(
    account: Account, *, by: User | None, at: datetime, origin: str, password_hash: str | None = None
) -> Issued:
    require_administrator(by, account.unit)
    require_fit(accounts.faults(account))
    password = "" if password_hash else accounts.one_time_password()
    user = User(
        username=account.username,
        full_name=account.full_name,
        phone=account.phone,
        email=account.email,
        password=password_hash or accounts.one_time_hash(password),
        must_change_password=not password_hash,
        date_joined=at,
    )
    save_new(user)
    Membership.objects.create(
        user=user, unit=account.unit, role=account.role, sees_sensitive=account.sees_sensitive
    )
    changes = [{"field": "role", "old": None, "new": account.role}]
    log(Event.Action.ACCOUNT_CREATED, user, account.unit, by=by, at=at, origin=origin, changes=changes)
    return Issued(user, password)


@transaction.atomic
def reset_password(user: User, *, by: User | None, at: datetime, origin: str) -> Issued:
    """Give a new one-time password; whoever was signed in with the old one is signed out."""
    membership = held(user, by)
    if by is not None and by.pk == user.pk:
        raise Refused(_("Mật khẩu của chính mình xin đổi ở trang “Đổi mật khẩu”."), "oneself")
    if not user.is_active:
        raise Refused(_("Tài khoản đang khóa. Mở lại tài khoản thì có mật khẩu mới."), "closed")
    password = issue_password(user)
    log(Event.Action.PASSWORD_RESET, user, membership.unit, by=by, at=at, origin=origin)
    return Issued(user, password)


@transaction.atomic
def choose_password(user: User, *, password: str, at: datetime, origin: str) -> User:
    """Set the person's own password in the place of the one they had; always by themselves."""
    user.password = make_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    membership = access.membership_of(user)
    unit = None if membership is None else membership.unit
    changes = [{"field": "password"}]
    log(Event.Action.ACCOUNT_CHANGED, user, unit, by=user, at=at, origin=origin, changes=changes)
    return user


@transaction.atomic
def change_details(
    user: User, *, full_name: str, phone: str, email: str = "", by: User | None, at: datetime, origin: str
) -> User:
    """Correct a person's name, the number to call and the address that letters go to; empty: none go."""
    membership = held(user, by)
    wanted = {"full_name": full_name.strip(), "phone": phone.strip(), "email": email.strip()}
    return write_details(user, membership.unit, wanted, by=by, at=at, origin=origin)


@transaction.atomic
def change_own_contact(user: User, *, phone: str, email: str, at: datetime, origin: str) -> User:
    """Where the person is to be called and written to; always by themselves."""
    user = User.objects.select_for_update().get(pk=user.pk)
    membership = access.membership_of(user)
    unit = None if membership is None else membership.unit
    wanted = {"phone": phone.strip(), "email": email.strip()}
    return write_details(user, unit, wanted, by=user, at=at, origin=origin)


def write_details(
    user: User, unit: Unit | None, wanted: dict[str, str], *, by: User | None, at: datetime, origin: str
) -> User:
    faults = {
        "full_name": accounts.full_name_fault(wanted.get("full_name", "")),
        "phone": accounts.phone_fault(wanted["phone"]),
        "email": accounts.email_fault(wanted["email"]),
    }
    require_fit({field: sentence for field, sentence in faults.items() if sentence})
    changes = write_changes(user, wanted)
    if changes:
        log(Event.Action.ACCOUNT_CHANGED, user, unit, by=by, at=at, origin=origin, changes=changes)
    return user


@transaction.atomic
def move(
    user: User,
    *,
    unit: Unit,
    role: str,
    sees_sensitive: bool = False,
    by: User | None,
    at: datetime,
    origin: str,
) -> Membership:
    """Tie an account to another unit or role; what it did before stays with the unit it did it for.

    With the unit the keys of its programs end.
    """
    membership = held(user, by)
    require_administrator(by, unit)
    if by is not None and by.pk == user.pk:
        raise Refused(_("Không tự chuyển tài khoản của chính mình. Xin nhờ một quản trị khác."), "oneself")
    found = {
        "role": accounts.role_fault(role, unit),
        "sees_sensitive": accounts.sensitive_fault(role, sees_sensitive),
    }
    require_fit({field: sentence for field, sentence in found.items() if sentence})
    before = membership.unit.code
    changes = write_changes(membership, {"role": role, "sees_sensitive": sees_sensitive})
    if membership.unit_id != unit.pk:
        membership.unit = unit
        membership.save(update_fields=["unit"])
        changes.insert(0, {"field": "unit", "old": before, "new": unit.code})
        # They were made for the work there; at the same unit a key shrinks by itself with what its owner may.
        changes += end_all(user, by=by, at=at)
    if changes:
        log(Event.Action.ACCOUNT_MOVED, user, unit, by=by, at=at, origin=origin, changes=changes)
    return membership


@transaction.atomic
def close(user: User, *, by: User | None, at: datetime, origin: str) -> User:
    """Shut an account: its sessions and its keys end with this, and its past stays in the log."""
    membership = held(user, by)
    if by is not None and by.pk == user.pk:
        raise Refused(_("Không tự khóa tài khoản của chính mình. Xin nhờ một quản trị khác."), "oneself")
    if not user.is_active:
        raise SomeoneWasFirst(_("Tài khoản này đã khóa rồi."))
    user.is_active = False
    # A reopened account begins anew: no session of before comes alive again.
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    changes = end_all(user, by=by, at=at)
    log(Event.Action.ACCOUNT_CLOSED, user, membership.unit, by=by, at=at, origin=origin, changes=changes)
    return user


@transaction.atomic
def reopen(user: User, *, by: User | None, at: datetime, origin: str) -> Issued:
    """Open a closed account again, with a one-time password."""
    membership = held(user, by)
    if user.is_active:
        raise SomeoneWasFirst(_("Tài khoản này đang mở rồi."))
    user.is_active = True
    user.save(update_fields=["is_active"])
    password = issue_password(user)
    log(Event.Action.ACCOUNT_REOPENED, user, membership.unit, by=by, at=at, origin=origin)
    return Issued(user, password)


def require_administrator(by: User | None, unit: Unit) -> None:
    """A command (nobody) may; of people, the administrator of the unit's province."""
    if by is not None and not access.may(by, access.Act.MANAGE_ACCOUNTS, unit):
        raise NotAllowed(_("Chỉ người quản trị tài khoản của tỉnh làm được việc này."))


def held(user: User, by: User | None) -> Membership:
    """The membership as it is now, held until the transaction ends; the account is read anew with it."""
    # Its unit is read by itself: one joined here would be that of before the wait, on PostgreSQL.
    membership = Membership.objects.select_for_update().get(user=user)
    require_administrator(by, membership.unit)
    user.refresh_from_db()
    return membership


def require_fit(faults: dict[str, str]) -> None:
    if faults:
        cells = {(field, ""): sentence for field, sentence in faults.items()}
        raise Refused(" ".join(faults.values()), "invalid_account", cells=cells)


def save_new(user: User) -> None:
    """A name that is taken is refused; so is one that someone else takes at this very moment."""
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        sentence = _("Đã có tài khoản tên “%(username)s”.") % {"username": user.username}
        raise SomeoneWasFirst(sentence, cells={("username", ""): sentence}) from error


def issue_password(user: User) -> str:
    password = accounts.one_time_password()
    user.password = accounts.one_time_hash(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    return password


def write_changes(row: User | Membership, wanted: dict[str, Any]) -> list[dict[str, Any]]:
    """Save the fields that differ, and answer with them as the log keeps them."""
    changes = [
        {"field": name, "old": getattr(row, name), "new": value}
        for name, value in wanted.items()
        if getattr(row, name) != value
    ]
    for change in changes:
        setattr(row, change["field"], change["new"])
    if changes:
        row.save(update_fields=[change["field"] for change in changes])
    return changes


def log(
    action: Event.Action,
    user: User,
    unit: Unit | None,
    *,
    by: User | None,
    at: datetime,
    origin: str,
    changes: list[dict[str, Any]] | None = None,
) -> None:
    record(action, by=by, at=at, origin=origin, unit=unit, subject=user.username, changes=changes or [])
