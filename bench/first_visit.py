"""What a first visit to the board costs in a real browser, and how soon an acceptance is on a board that is open.

    DEMO_PASSWORD=… python bench/first_visit.py http://127.0.0.1:8000

Wants a running demonstration (`make run`). Uses up one sheet that waits for huyen615: it is accepted.
"""

import json
import os
import platform
import shutil
import sys
import time
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

QUARTER = "/749-2024/2024-Q4/board/62/"
# From the first byte of the answer: until something is painted, until the largest part is, until all is loaded.
DRAWN = """() => new Promise((tell) => {
    const page = performance.getEntriesByType("navigation")[0];
    new PerformanceObserver((list) => {
        const largest = list.getEntries().at(-1).startTime;
        const first = performance.getEntriesByName("first-contentful-paint")[0].startTime;
        tell({ answered: page.responseStart, first: first - page.responseStart,
               largest: largest - page.responseStart, loaded: page.loadEventEnd - page.responseStart });
    }).observe({ type: "largest-contentful-paint", buffered: true });
})"""


def signed_in(browser: Browser, address: str, name: str) -> BrowserContext:
    """A browser with nothing in its cache and a person's session."""
    door = browser.new_context(base_url=address, locale="vi-VN")
    page = door.new_page()
    page.goto("/sign-in/")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(os.environ["DEMO_PASSWORD"])
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(lambda found: "/sign-in/" not in found)
    fresh = browser.new_context(base_url=address, locale="vi-VN")
    fresh.add_cookies(door.cookies())
    door.close()
    return fresh


def first_visit(browser: Browser, address: str) -> None:
    context = signed_in(browser, address, "tinh")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sent: list[float] = []
    session.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))
    page.goto(QUARTER, wait_until="load")
    drawn: dict[str, Any] = page.evaluate(DRAWN)
    print(
        f"first visit: {len(sent)} answers, {sum(sent) / 1024:.0f} KiB on the wire as this server sends them"
    )
    print(
        f"  answered after {drawn['answered']:.0f} ms; from the answer: first paint {drawn['first']:.0f} ms, "
        f"largest {drawn['largest']:.0f} ms, all loaded {drawn['loaded']:.0f} ms"
    )
    context.close()


def acceptance(browser: Browser, address: str) -> None:
    """From the moment an acceptance is asked for until the open board has taken it in."""
    province, district = signed_in(browser, address, "tinh"), signed_in(browser, address, "huyen615")
    waiting = json.loads(district.request.get("/api/v1/submissions/?state=submitted&period=2024-Q4").text())[
        "results"
    ]
    own = [one for one in waiting if one["unit"] != "615"]
    if not own:
        print("acceptance: no sheet waits for huyen615 any more; start with a fresh demonstration")
        return
    board = province.new_page()
    board.goto(QUARTER)
    before = board.get_attribute("#live", "data-stamp")
    token = next(one["value"] for one in district.cookies() if one["name"] == "csrftoken")
    asked = time.perf_counter()
    answer = district.request.post(
        f"/api/v1/submissions/{own[0]['id']}/accept/",
        data={"version": own[0]["version"]},
        headers={"X-CSRFToken": token, "Referer": address},
    )
    accepted = time.perf_counter()
    assert answer.ok, answer.text()
    wait_for_change(board, before)
    shown = time.perf_counter()
    print(
        f"acceptance: answered after {accepted - asked:.2f} s; on the open board {shown - accepted:.2f} s later, "
        f"{shown - asked:.2f} s after it was asked for"
    )


def wait_for_change(board: Page, before: str | None) -> None:
    board.wait_for_function(
        "before => document.getElementById('live').dataset.stamp !== before", arg=before, timeout=30_000
    )


def main(address: str) -> None:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{platform.machine()}, {os.cpu_count()} processors, {platform.system()}{load}")
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for _ in range(3):
            first_visit(browser, address)
        acceptance(browser, address)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
