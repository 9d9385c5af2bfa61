"""Words as resolution compares them: four letters and more, without case and plural."""

import re

_WORD = re.compile(r"[^\W\d_]{4,}")


def raw_words(text: str) -> set[str]:
    """The words of a text in lower case, each once."""
    return set(_WORD.findall(text.lower()))


def stem(word: str) -> str:
    """A word without the s of its plural."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
