"""The lines that docs/api.md gives to receivers verify what the portal really sends."""

import re
from pathlib import Path
from typing import Any

from districts import tasks, webhooks
from districts.actions import deliveries
from districts.tests.webhook_builders import AT, HERE, registered, told

DOCS = Path(__file__).resolve().parents[2] / "docs" / "api.md"


def lines_of_the_docs() -> dict[str, Any]:
    [block] = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(block, names)
    return names


def test_the_lines_in_the_docs_verify_what_is_sent_and_nothing_else(cast, program):
    is_ours = lines_of_the_docs()["is_ours"]
    webhook, secret = registered(cast.province, AT, url=program.url, resolve=HERE)
    told(webhook, cast.province)
    deliveries.send_due(now=tasks.present, resolve=HERE)
    [got] = program.got
    long_ago = str(int(got.headers["webhook-timestamp"]) - 301)

    assert is_ours(secret, got.headers, got.body)
    assert not is_ours(secret, got.headers, got.body + b" ")
    assert not is_ours(secret, {**got.headers, "webhook-id": "another"}, got.body)
    assert not is_ours(secret, {**got.headers, "webhook-timestamp": long_ago}, got.body)
    assert not is_ours("whsec_" + "A" * 43 + "=", got.headers, got.body)


def test_the_docs_name_every_kind_of_news_and_every_pause():
    text = DOCS.read_text(encoding="utf-8")

    assert [kind.value for kind in webhooks.Kind if f"`{kind.value}`" not in text] == []
    hours = [str(int(pause.total_seconds() // 3600)) for pause in webhooks.PAUSES[3:]]
    assert f"{', '.join(hours[:-1])}\n  and {hours[-1]} hours" in text
