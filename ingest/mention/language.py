"""Whether a text is English, for articles that do not say: cheap, and in doubt for English."""

import re

# The commonest function words, which no English paragraph is without.
_ENGLISH = frozenset(
    "the of and to in a is that for on was with as it by at from he his be are has had have were an which but not they "
    "this or said who their its after been will would than when there about".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_SAMPLE = 20_000
_FEW = 12
_SHARE = 0.12


def detect(text: str) -> str:
    """`en`, or `und` for a text in another script or almost without English function words."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    latin = sum(1 for word in words if _LATIN.fullmatch(word))
    if latin * 2 < len(words):
        return "und"
    if len(words) < _FEW:
        return "en"
    return "en" if sum(word in _ENGLISH for word in words) >= _SHARE * len(words) else "und"
