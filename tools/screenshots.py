"""Plays the demo, serves the Dagster UI over it and takes the pictures of docs/images; run it as `make screenshots`.

It needs Chromium. Look at each picture before you commit it.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
SIGACT = Path(sys.executable).with_name("sigact")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# On this day a feed answers with a page that says sorry, and its check says so.
_DAY_OF_A_FAULT = "12"
_WAIT = 60_000  # milliseconds
_MOST_BYTES = 200_000
_WIDTH = 1200
_SETTLED = 2_500  # milliseconds until nothing moves any more
_NOWHERE = (700, 370)  # where the graph has nothing
_WAY = 'key:"ingest/feeds"+ and +key:"marts/fct_attacks"'


def main() -> None:
    """Take every picture anew."""
    if CHROMIUM is None:
        sys.exit("no Chromium is installed: on Debian or Ubuntu, `apt-get install chromium`")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        _sigact(folder, "demo", "--day", _DAY_OF_A_FAULT)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_page()
        with _served(folder, SIGACT_SCHEDULES="false") as ui:  # else the next morning is played meanwhile
            _failed_check(page, ui)
        _sigact(folder, "demo")
        with _served(folder) as ui:
            _lineage(page, ui)
            _way(page, ui)
            _materialization(page, ui)
            _attacks(page, ui)
            _schedule(page, ui)
        chromium.close()


def _failed_check(page: Page, ui: str) -> None:
    page.set_viewport_size({"width": _WIDTH, "height": 500})
    page.goto(f"{ui}/assets/ingest/feed_fetches?view=checks&checkDetail=every_feed_answered")
    page.get_by_text("Hide navigation").first.click(timeout=_WAIT)  # and hidden it stays
    page.get_by_text("Without a usable answer").first.wait_for(timeout=_WAIT)
    _take(page, "failed-check")


def _lineage(page: Page, ui: str) -> None:
    page.set_viewport_size({"width": _WIDTH, "height": 400})
    page.goto(f"{ui}/asset-groups")
    for group in ("source", "article", "mention", "attack", "facts", "published"):
        page.get_by_text(group, exact=True).first.wait_for(timeout=_WAIT)
    _fill(page)
    _draw_aside(page)
    _take(page, "lineage")


def _way(page: Page, ui: str) -> None:
    """From the feeds to the attacks, and nothing else."""
    page.goto(f"{ui}/asset-groups~{quote(_WAY, safe='')}/")
    page.get_by_text("intermediate", exact=True).first.wait_for(timeout=_WAIT)
    _fill(page)
    page.wait_for_timeout(_SETTLED)
    page.get_by_text("facts", exact=True).last.click()
    page.get_by_text("fct_attacks", exact=True).last.wait_for(timeout=_WAIT)
    _draw_aside(page)
    _take(page, "way-to-attacks")


def _fill(page: Page) -> None:
    """The graph alone, as large as there is space."""
    page.mouse.click(340, 80)  # the list of groups beside it
    page.wait_for_timeout(_SETTLED)
    page.mouse.dblclick(*_NOWHERE)


def _draw_aside(page: Page) -> None:
    """Away from the buttons on the right."""
    page.wait_for_timeout(_SETTLED)
    page.mouse.move(*_NOWHERE)
    page.mouse.down()
    page.mouse.move(_NOWHERE[0] - 30, _NOWHERE[1], steps=5)
    page.mouse.up()


def _materialization(page: Page, ui: str) -> None:
    page.set_viewport_size({"width": _WIDTH, "height": 740})
    page.goto(f"{ui}/assets/ingest/entries")
    page.get_by_text("preview").first.wait_for(timeout=_WAIT)
    _take(page, "materialization")


def _attacks(page: Page, ui: str) -> None:
    page.set_viewport_size({"width": _WIDTH, "height": 500})
    page.goto(f"{ui}/assets/marts/fct_attacks")
    page.locator("tr", has_text="attacks_a_day").first.get_by_text("Show Markdown").click(timeout=_WAIT)
    page.get_by_role("img", name="picture").wait_for(timeout=_WAIT)
    _take(page, "attacks-a-day")


def _schedule(page: Page, ui: str) -> None:
    page.set_viewport_size({"width": _WIDTH, "height": 390})
    page.goto(f"{ui}/locations/sigact/schedules/every_day")
    page.get_by_text("The daily run").first.wait_for(timeout=_WAIT)
    page.get_by_text("0 runs requested").first.wait_for(timeout=2 * _WAIT)  # its next tick: all is played
    _take(page, "schedule")


def _take(page: Page, name: str) -> None:
    page.wait_for_timeout(_SETTLED)
    path = IMAGES / f"{name}.png"
    page.screenshot(path=path)
    size = path.stat().st_size
    sys.stdout.write(f"{path.relative_to(ROOT)}: {size // 1000} kB\n")
    if size > _MOST_BYTES:
        sys.exit(f"{name} is larger than {_MOST_BYTES // 1000} kB")


def _sigact(folder: str, *arguments: str) -> None:
    done = subprocess.run([SIGACT, "--data-dir", folder, *arguments], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


@contextmanager
def _served(folder: str, **environment: str) -> Iterator[str]:
    """`sigact dev` over a folder, stopped as Ctrl-C stops it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    command = [SIGACT, "--registry", "newsroom", "--data-dir", folder, "dev", "--port", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    process = subprocess.Popen(command, env=os.environ | environment, **quiet)  # noqa: S603
    try:
        _wait(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def _wait(address: str) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/server_info", timeout=2):  # noqa: S310
                return
        except OSError:
            time.sleep(0.5)
    sys.exit("the UI did not come up in 90 s")


if __name__ == "__main__":
    main()
