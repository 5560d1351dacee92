"""Where a visitor comes from, for the lock against guessing passwords."""

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """The connection's own; behind a server that ends HTTPS, where all come from one place, what that server says.

    Without such a server the header is anyone's to write, and is not believed.
    """
    own: str = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER is None:
        return own
    told: str = request.META.get("HTTP_X_REAL_IP", "")
    return told or own
