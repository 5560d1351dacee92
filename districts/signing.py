"""The secrets that sign what other programs are told: worked out of the portal's own key, and kept nowhere.

Who has a copy of the database alone can sign nothing. With another SECRET_KEY each webhook has another secret.
"""

import secrets

from django.utils.crypto import salted_hmac

PURPOSE = "districts.webhooks"


def new_salt() -> str:
    return secrets.token_hex(16)


def secret(salt: str) -> bytes:
    """32 bytes, always the same for a salt and a key."""
    return salted_hmac(PURPOSE, salt, algorithm="sha256").digest()
