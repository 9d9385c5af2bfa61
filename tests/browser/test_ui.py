"""The Dagster UI in a real browser: what a newcomer clicks after the demo."""

import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from urllib.parse import quote

import pytest

from samples.newsroom.truth import load_truth

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None, reason="no Chromium is installed: on Debian or Ubuntu, `apt-get install chromium`"
    ),
]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture(scope="module")
def ui(played):
    """`sigact dev` over the demo's data."""
    with _served(played.installed, played.folder) as address:
        yield address


@pytest.fixture(scope="module")
def ui_of_a_fault(played, tmp_path_factory):
    """The same on a day on which a feed answers with a page that says sorry."""
    folder = tmp_path_factory.mktemp("fault")
    played.installed.run(folder, "--data-dir", "demo-data", "demo", "--day", "12")
    with _served(played.installed, folder, SIGACT_SCHEDULES="false") as address:  # else the next day is played
        yield address


@contextmanager
def _served(installed, folder, **settings):
    """`sigact dev`, stopped as Ctrl-C stops it."""
    port = _free_port()
    process = subprocess.Popen(
        installed.command("--registry", "newsroom", "--data-dir", "demo-data", "dev", "--port", str(port)),
        cwd=folder,
        env=installed.environment() | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for(address, process):
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        assert process.poll() is None, "sigact dev ended by itself"
        try:
            with urllib.request.urlopen(f"{address}/server_info", timeout=2):
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError("the UI did not come up in 90 s")


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: `make setup`")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": 1600, "height": 1000})
    yield page
    page.close()


def test_the_lineage_leads_from_the_feeds_to_the_published_database(page, ui):
    page.goto(f"{ui}/asset-groups")
    for group in ("source", "article", "mention", "attack", "facts", "published"):
        page.get_by_text(group, exact=True).first.wait_for(timeout=60_000)


def test_the_way_from_a_feed_to_the_attacks_is_shown_alone(page, ui):
    way = 'key:"ingest/feeds"+ and +key:"marts/fct_attacks"'
    page.goto(f"{ui}/asset-groups~{quote(way, safe='')}/")
    for group in ("source", "article", "mention", "attack", "staging", "intermediate", "facts"):
        page.get_by_text(group, exact=True).first.wait_for(timeout=60_000)
    assert 0 == page.get_by_text("published", exact=True).count()


def test_an_attack_table_shows_what_it_is_made_from(page, ui):
    page.goto(f"{ui}/assets/marts/fct_attacks")
    page.get_by_text(re.compile("One row per attack")).first.wait_for(timeout=60_000)
    page.get_by_text("int_attacks_believed").first.wait_for(timeout=60_000)


def test_a_materialization_shows_its_counts_and_a_preview(page, ui):
    page.goto(f"{ui}/assets/ingest/entries")
    page.get_by_text("rows_added").first.wait_for(timeout=60_000)
    page.get_by_text("preview").first.wait_for(timeout=60_000)


def test_a_materialization_of_the_attacks_shows_them_as_a_picture(page, ui):
    page.goto(f"{ui}/assets/marts/fct_attacks")
    page.locator("tr", has_text="attacks_a_day").first.get_by_text("Show Markdown").click(timeout=60_000)
    picture = page.get_by_role("img", name="picture")
    picture.wait_for(timeout=60_000)
    assert 720 == picture.evaluate("shown => shown.naturalWidth")


@pytest.mark.soak
def test_a_failed_check_is_visible_and_says_what_to_do(page, ui_of_a_fault):
    page.goto(f"{ui_of_a_fault}/assets/ingest/feed_fetches?view=checks&checkDetail=every_feed_answered")
    page.get_by_text(re.compile(r"Without a usable answer: .*Look at their addresses")).first.wait_for(timeout=60_000)
    page.get_by_text("Failed").first.wait_for(timeout=60_000)


def test_our_check_reads_like_a_sentence(page, ui):
    page.goto(f"{ui}/assets/ingest/article_versions?view=checks")
    page.get_by_text("entries_are_accounted_for").first.wait_for(timeout=60_000)
    counts = load_truth()["counts"][-1]
    told = "{entries} entries = {article_versions} article versions + {rejections} rejections + {failures} failures"
    page.get_by_text(re.compile(re.escape(told.format(**counts)))).first.wait_for(timeout=60_000)


def test_the_daily_schedule_is_there(page, ui):
    page.goto(f"{ui}/automation")
    page.get_by_text("every_day").first.wait_for(timeout=60_000)
