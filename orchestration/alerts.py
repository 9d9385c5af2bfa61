"""What an operator must know at once, sent to a webhook as JSON. An alert that cannot be sent fails no run."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass

from orchestration.logs import open_log
from orchestration.settings import Settings

# The tag of a run whose failure is told where it runs, and by no sensor.
TOLD = "sigact/told"
_TIMEOUT_SECONDS = 10
_PAUSES_SECONDS = (1, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What is told. `text` says all of it in one sentence, as chat programs show it."""

    kind: str
    text: str
    run_id: str | None = None
    url: str | None = None


def of_run(settings: Settings, run_id: str, job: str, reason: str) -> Alert:
    """A run has failed."""
    url = f"{address(settings)}/runs/{run_id}"
    return Alert(kind="run_failed", text=f"sigact: {job} failed: {reason} {url}", run_id=run_id, url=url)


def of_silence(settings: Settings, told: str) -> Alert:
    """Sources bring nothing any more."""
    url = f"{address(settings)}/assets/ingest/feed_states?view=checks"
    return Alert(kind="source_silent", text=f"sigact: {told} {url}", url=url)


def address(settings: Settings) -> str:
    """Where people reach the UI."""
    return (settings.ui_url or f"http://127.0.0.1:{settings.ui_port}").rstrip("/")


def send(settings: Settings, alert: Alert, pause: Callable[[float], None] = time.sleep) -> bool:
    """Send an alert, three times at most, and note in the log how it went; whether it was taken."""
    if settings.alert_url is None:
        return False
    log, error = open_log(settings.logs), None
    for seconds in (0, *_PAUSES_SECONDS):
        pause(seconds)
        error = _post(settings.alert_url, alert, settings.user_agent)
        if error is None:
            log.info("alert.sent", kind=alert.kind, run_id=alert.run_id)
            return True
    log.warning("alert.failed", kind=alert.kind, run_id=alert.run_id, error=error)
    return False


def _post(url: str, alert: Alert, user_agent: str) -> str | None:
    """Why it was not taken."""
    body = json.dumps(asdict(alert), ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "User-Agent": user_agent}
    request = urllib.request.Request(url, body, headers)  # noqa: S310 - the setting allows http and https alone
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS):  # noqa: S310
            return None
    except (OSError, ValueError) as fault:
        return repr(fault)
