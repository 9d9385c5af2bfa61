"""The press corps left up after the demo, for whoever wants to see what sigact saw."""

import contextlib
import signal
import threading
from datetime import datetime

from rich.console import Console
from rich.text import Text

from samples.newsroom.press import load_press
from samples.newsroom.server import Newsroom


def keep_server(console: Console, now: datetime) -> None:
    """Serve the press as it stands at `now`, say how to fetch it, and wait for Ctrl-C."""
    # A shell that starts us in the background has told us to ignore the interrupt.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt), Newsroom(now=now) as newsroom:
        _tell(console, newsroom.port, now)
        threading.Event().wait()


def _tell(console: Console, port: int, now: datetime) -> None:
    here = f"127.0.0.1:{port}"
    console.print(f"\n[bold]The press corps of {now:%-d %B %Y, %H:%M} UTC[/bold] is on {here}", highlight=False)
    outlets = [outlet for outlet in load_press().outlets.values() if outlet.feeds]
    for outlet in outlets:
        console.print(Text(f"  {outlet.name:<20} {outlet.feeds[0]}"), soft_wrap=True)
    console.print(Text("  # fetch one, though no such host exists", style="dim"))
    console.print(Text(f"  curl --connect-to ::{here} {outlets[0].feeds[0]}"), soft_wrap=True)
    console.print(Text("  # or read them all in a browser of their own", style="dim"))
    rules = f'chromium --user-data-dir=/tmp/newsroom --host-resolver-rules="MAP *.example {here}"'
    console.print(Text(f"  {rules} {outlets[0].homepage}"), soft_wrap=True)
    console.print("Stop with Ctrl-C.")
