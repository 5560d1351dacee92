"""How the API answers: what it is read by, who may ask, how often."""

import environ

env = environ.Env()


def a_minute(name: str, unasked: int) -> str | None:
    """So many requests a minute; 0 in the environment: not counted at all."""
    most = env.int(name, default=unasked)
    return f"{most}/min" if most else None


REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "districts.tokens.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["plan749.strangers.SignedInOrPublic"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "indicators.api.negotiation.Negotiation",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "districts.api_errors.answer",
    "DEFAULT_THROTTLE_CLASSES": [
        "districts.throttles.Reading",
        "districts.throttles.Writing",
        "plan749.strangers.StrangersThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "read": a_minute("API_READS_A_MINUTE", 600),
        "write": a_minute("API_WRITES_A_MINUTE", 120),
        "failed": a_minute("API_FAILED_KEYS_A_MINUTE", 30),
    },
}
