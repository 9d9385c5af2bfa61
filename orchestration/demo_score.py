"""What the demo says of how much of it is true."""

from rich.console import Console
from rich.text import Text

from samples.newsroom.score import Score

_SHOWN = 8


def show_score(console: Console, score: Score, *, is_verbose: bool) -> None:
    """A line a part, then the values that are wrong: all of them, or the first few."""
    known = len(score.found) + len(score.missed)
    console.print("\nAgainst samples/newsroom/truth/, which its authors wrote:", highlight=False)
    console.print(
        f"  {len(score.found)} of {known} attacks found, {len(score.invented)} invented, "
        f"{score.right('fields')} of {len(score.parts['fields'])} fields right",
        highlight=False,
    )
    for part, lines in score.parts.items():
        if part != "fields" and lines:
            console.print(f"  {part}: {score.right(part)} of {len(lines)} right", highlight=False)
    _show_faults(console, score, is_verbose=is_verbose)


def _show_faults(console: Console, score: Score, *, is_verbose: bool) -> None:
    faults = [f"attack missed: {label}" for label in score.missed]
    faults += [f"attack invented: {what}" for what in score.invented.values()]
    faults += [
        f"{part}: {line.subject}: {line.what} is {_plain(line.expected)}, found {_plain(line.got)}"
        for part, line in score.wrong()
    ]
    shown = faults if is_verbose else faults[:_SHOWN]
    for fault in shown:
        console.print(Text(f"  - {fault}", style="dim"))
    if len(shown) < len(faults):
        console.print(Text(f"  … and {len(faults) - len(shown)} more: --verbose shows them", style="dim"))


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return "/".join(_plain(part) for part in value)
    return "unknown" if value is None else str(value)
