"""How urgent an agency holds an item to be."""


def urgency_of(text: str | None) -> int | None:
    """An urgency from 1, the most urgent, to 9; None for whatever else stands in its place."""
    return int(text) if text and len(text) == 1 and text in "123456789" else None
