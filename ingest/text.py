"""The one normalisation of text, done once, before a text is stored; nothing normalises it again."""

import re
import unicodedata

# Control, format, direction and lone surrogate characters carry nothing for a reader and break terminals; ZWNJ and
# ZWJ are kept because Persian, Arabic and emoji are written with them.
_DROPPED = re.compile(
    r"[^\S\n ]|[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    r"\ufeff\ud800-\udfff\U000e0001]"
)
# Between the paragraphs of a stored text.
PARTING = "\n\n"
_SPACES = re.compile(r" {2,}")
_WORD = re.compile(r"\w+")
# Thai, Lao, Burmese, Khmer, Japanese and Chinese put no spaces between words; Korean does.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003134f]{2}")


def normalise(raw: str) -> str:
    """NFC, `\\n` line ends, single spaces, no control or direction characters; empty at neither end of a line."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    text = _DROPPED.sub(lambda hit: " " if hit.group().isspace() else "", text)
    text = unicodedata.normalize("NFC", text)
    return "\n".join(_SPACES.sub(" ", line).strip(" ") for line in text.split("\n")).strip("\n")


def join_paragraphs(paragraphs: list[str]) -> str:
    """Normalised paragraphs, each on one line, separated by a blank line: the shape of every stored text."""
    lines = (" ".join(normalise(paragraph).split("\n")) for paragraph in paragraphs)
    return PARTING.join(line for line in lines if line)


def count_words(text: str) -> int:
    """Runs of letters, digits and underscores; of scripts without spaces, two letters are a word."""
    runs = len(_WORD.findall(text))
    return runs if text.isascii() else runs + len(_UNSPACED.findall(text))
