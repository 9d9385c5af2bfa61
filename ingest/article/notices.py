"""Words with which an outlet says of its own article that it was corrected or taken back."""

import re

_CORRECTED = re.compile(
    r"\b(?:this|the|an? (?:earlier|previous) version of this) (?:article|report|story|version|dispatch|text)\b"
    r"[^.\n]{0,80}\b(?:corrected|amended|misstated|incorrectly|wrongly|erroneously)\b"
    r"|^(?:correction|corrected|clarification|c o r r e c t i o n)\b|\((?:corrects|corrected|correcting)\b"
    r"|\b(?:cet article|cette dépêche|une (?:première|précédente) version)\b[^.\n]{0,80}"
    r"\b(?:corrigée?|modifiée?|erreur)\b"
    r"|^(?:rectificatif|fe de errores|korrektur|düzeltme|исправлен\w*|виправлен\w*|تصحيح|تصويب)\b",
    re.IGNORECASE | re.MULTILINE,
)
_RETRACTED = re.compile(
    r"\bthis (?:article|report|story|dispatch|post) (?:has been|was|is) (?:retracted|withdrawn|taken down)\b"
    r"|\b(?:has|have) (?:retracted|withdrawn) (?:this|the) (?:article|report|story|dispatch)\b"
    r"|\bcet article a été (?:retiré|dépublié)\b|سُ?حب هذا (?:الخبر|المقال)",
    re.IGNORECASE,
)
_RETRACTED_TITLE = re.compile(
    r"\s*(?:retracted|retraction|withdrawn|article retiré|retiré)\s*[:\u2013\u2014-]", re.IGNORECASE
)


def correction_notes(text: str) -> frozenset[str]:
    """The paragraphs in which an article says that it was corrected."""
    return frozenset(paragraph for paragraph in text.split("\n\n") if _CORRECTED.search(paragraph))


def is_retracted(title: str | None, text: str) -> bool:
    """Whether an article says, in its title or text, that it was taken back."""
    return _RETRACTED_TITLE.match(title or "") is not None or _RETRACTED.search(text) is not None
