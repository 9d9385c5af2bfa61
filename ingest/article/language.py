"""The language of a text: by its script where one language has it to itself, else by py3langid's model among the
languages of that script. Cheap for English, whose texts seldom need the model (100 MB).
"""

import re
from collections import Counter
from functools import lru_cache
from typing import Any

# A text is judged by three pieces of this many characters: its beginning, middle and end.
_PIECE = 600
# And by this many where those leave it open whether it is English.
_MUCH = 20_000
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
# Scripts in which one language of the news is written; kana before Han, which Japanese mixes with it.
_ONE = {
    "ko": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "ja": "\u3041-\u3096\u30a1-\u30fa",
    "zh": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
    "th": "\u0e01-\u0e4e",
    "lo": "\u0e81-\u0ecd",
    "km": "\u1780-\u17d3",
    "my": "\u1000-\u109f",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "he": "\u0591-\u05f4",
    "hy": "\u0531-\u058f",
    "ka": "\u10a0-\u10ff",
    "bn": "\u0980-\u09ff",
    "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff",
    "or": "\u0b00-\u0b7f",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
    "am": "\u1200-\u139f",
}
# Scripts of many languages. Those left out (Latin's Esperanto, Arabic's dialects) take short texts from the others.
_MANY = {
    "A-Za-z\u00c0-\u024f\u1e00-\u1eff": (
        "af az bs ca cs cy da de en es et eu fi fr ga gl ha hr hu id ig is it ku lt lv mg ms mt nl no om pl pt ro rw "
        "sk sl sn so sq st sv sw tl tr uz vi xh yo zu"
    ),
    "\u0400-\u052f": "be bg kk ky mk mn ru sr tg uk",
    "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff": "ar fa ps ug ur",
    "\u0900-\u097f": "hi mr ne",
}
_LANGUAGES: dict[str, str | tuple[str, ...]] = {letters: language for language, letters in _ONE.items()} | {
    letters: tuple(languages.split()) for letters, languages in _MANY.items()
}
_SCRIPTS = [(letters, re.compile(f"[{letters}]")) for letters in _LANGUAGES]
# Japanese is two fifths kana at least; a Chinese text holds next to none.
_KANA = 0.1
# Letters that Sorani Kurdish has and its neighbours have not, and one that only Uyghur has.
_SORANI = re.compile(r"[\u0695\u06b5\u06ce\u06c6]")
_UYGHUR = re.compile(r"[\u06d0\u06ad\u06c8]")
_SORANI_SHARE = 0.02
# Words that are English and no other language's, and how many of a text's words they must be.
_ENGLISH = frozenset("the and that with from his have were which they this their been would there about said".split())
_ENGLISH_HITS, _ENGLISH_SHARE = 3, 0.1
# Of that many words an English text has more of them than this, and one in another language fewer.
_LONG, _FOREIGN_SHARE = 50, 0.03
_LATIN = next(iter(_MANY))
# The margin of the model's first choice, in log-likelihood by the square root of the bytes, below which it may err:
# names without a verb ("Al-Shabaab attacks Kismayo") reach 2.6, German headlines of five words 2.7 and more.
_CLEAR = 2.65
# A headline of this few characters may be Japanese without kana.
_FEW = 20
# One tongue by several names or nearly so: what the publisher says is better than a guess between them.
_KIN = ({"no", "nb", "nn", "da"}, {"hr", "sr", "bs", "sl"}, {"id", "ms"}, {"xh", "zu"}, {"fa", "prs"}, {"ku", "kmr"})


def detect(text: str, hint: str | None = None) -> str | None:
    """The language of a text, an ISO 639-1 code, or 639-3's `ckb` for Sorani; None where there are no letters.

    `hint` is what its publisher or its context says, which holds where the text is in doubt, without one a text in
    Latin letters is English then. Linear: a text of any length is judged by three pieces.
    """
    sample = _sample(text)
    letters, scripts = _count(sample)
    if not letters:
        return None
    known = _LANGUAGES[max(_LANGUAGES, key=lambda each: scripts[each])]
    if isinstance(known, str):
        is_japanese = scripts[_ONE["ja"]] >= _KANA * letters or (hint == "ja" and letters < _FEW)
        return "ja" if known == "zh" and is_japanese else known
    if "en" in known and _is_plainly_english(sample):
        return "en"
    if "ar" in known and _is_sorani(sample, letters):
        return "ckb"
    return _choose(sample, known, hint)


def detect_english(text: str) -> str | None:
    """`en`, or another language as `detect` says it, but `und` at once for a long text that is plainly not English.

    For who only asks whether a text is English: the model is loaded for short texts in doubt alone, and a long one that
    its three pieces leave in doubt is judged by more of it first.
    """
    sample = _sample(text)
    letters, scripts = _count(sample)
    words = _WORD.findall(sample.lower())
    hits = sum(word in _ENGLISH for word in words)
    is_foreign = letters > 2 * scripts[_LATIN] or (len(words) >= _LONG and hits < _FOREIGN_SHARE * len(words))
    if letters and is_foreign:
        return "und"
    if len(sample) < len(text) and letters == scripts[_LATIN] and _is_plainly_english(text[:_MUCH]):
        return "en"
    return detect(text)


def _sample(text: str) -> str:
    if len(text) <= 3 * _PIECE:
        return text
    middle = (len(text) - _PIECE) // 2
    return f"{text[:_PIECE]}\n{text[middle : middle + _PIECE]}\n{text[-_PIECE:]}"


def _count(sample: str) -> tuple[int, Counter[str]]:
    """How many letters a text has, and how many of each script: by its distinct characters, which are few."""
    letters, scripts = 0, Counter[str]()
    for character, count in Counter(sample).items():
        letters += count * (_LETTER.match(character) is not None)
        scripts[_script(character)] += count
    return letters, scripts


@lru_cache(maxsize=16_384)
def _script(character: str) -> str:
    return next((letters for letters, one in _SCRIPTS if one.match(character)), "")


def _is_plainly_english(sample: str) -> bool:
    words = _WORD.findall(sample.lower())
    hits = sum(word in _ENGLISH for word in words)
    share = _ENGLISH_SHARE if len(words) < 2 * _LONG else 0.7 * _ENGLISH_SHARE
    return hits >= _ENGLISH_HITS and hits >= share * len(words)


def _is_sorani(sample: str, letters: int) -> bool:
    return not _UYGHUR.search(sample) and len(_SORANI.findall(sample)) >= _SORANI_SHARE * letters


def _choose(sample: str, known: tuple[str, ...], hint: str | None) -> str:
    ranked = [(name, score) for name, score in _model().rank(sample) if name in known]
    (best, score), scores = ranked[0], dict(ranked)
    if hint and any({best, hint} <= kin for kin in _KIN):
        return hint
    rival = hint if hint in scores else "en" if "en" in scores else None
    is_close = rival is not None and score - scores[rival] < _CLEAR * len(sample.encode()) ** 0.5
    return rival if rival and is_close else best


@lru_cache(maxsize=1)
def _model() -> Any:
    import py3langid  # noqa: PLC0415 - a second and 100 MB, which English does not need

    return py3langid
