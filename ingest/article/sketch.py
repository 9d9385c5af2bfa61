"""A text's sketch: the hashes of its shingles that fall below a bound (FracMinHash), which tell what share of the
smaller of two texts stands in the larger, however much longer that is.

Irber et al. 2022, "Lightweight compositional analysis of metagenomes with FracMinHash and minimum metagenome covers".
"""

import re
from itertools import islice

import xxhash

# Three words survive 15 % of words changed more often than not (0.85³ = 0.61); of five, too few do (0.44).
_WORDS = 3
# Where words are not spaced, five characters are about as much as three words.
_CHARACTERS = 5
# Half of all 32-bit hashes: few enough to store, enough for texts of 80 words; and each fits a signed integer. Two
# texts of 400 words share one by chance in 50,000 pairs.
_BITS = 32
_BOUND = 2**31
# More than any article has.
_MAX_TOKENS = 50_000
# Thai, Lao, Burmese, Khmer, kana and Han put no spaces between words: each character is a token.
_UNSPACED = (
    "\u0e00-\u0e4f\u0e80-\u0ecf\u0ede\u0edf\u1000-\u103f\u1050-\u108f\u1780-\u17d3\u3005-\u3007\u3041-\u3096"
    "\u309d-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# `\w` leaves out the vowel signs of Indian scripts, which would cut their words to pieces.
_TOKEN = re.compile(rf"[{_UNSPACED}]|(?:[^\W_{_UNSPACED}]|[\u0900-\u0963\u0966-\u0dff])+")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")

Sketch = tuple[int, ...]


def sketch(text: str) -> Sketch:
    """The sampled hashes of a text, ascending, each once and below 2**31; of a text without a shingle, none.

    A shingle is three words, or five characters where most of the text is written without spaces. Case, punctuation
    and layout do not count. A pure function of the text: sketches may be stored and compared for ever.
    """
    folded = text.casefold()
    tokens = list(islice((hit[0] for hit in _TOKEN.finditer(folded)), _MAX_TOKENS))
    shingles = set(map(" ".join, zip(*(tokens[at:] for at in range(_size(folded, tokens))), strict=False)))
    hashes = {xxhash.xxh3_64_intdigest(shingle) >> _BITS for shingle in shingles}
    return tuple(sorted(value for value in hashes if value < _BOUND))


def _size(folded: str, tokens: list[str]) -> int:
    """How many tokens a shingle has."""
    unspaced = sum(1 for token in tokens if _IS_UNSPACED.match(token)) if _IS_UNSPACED.search(folded) else 0
    return _CHARACTERS if 2 * unspaced > len(tokens) else _WORDS


def shared(one: Sketch, other: Sketch) -> int:
    """How many hashes two sketches have in common."""
    return len(set(one).intersection(other))


def containment(one: Sketch, other: Sketch) -> float:
    """The share of the smaller sketch's hashes that the larger has too, 0 to 1; 0 where either has none."""
    smaller = min(len(one), len(other))
    return shared(one, other) / smaller if smaller else 0.0
