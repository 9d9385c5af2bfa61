"""Pages that stand between a reader and an article: the paywall, and the request for consent."""

import re
from urllib.parse import urlsplit

from lxml import html

from ingest.article.structured import Described
from ingest.markup import text_of
from ingest.text import count_words

# Of 129 real pages 17 say that they are not free, and carry their whole text all the same: 279 words and more.
_OPENING_WORDS = 150
_NOTICE_WORDS = 400
_CONSENT = re.compile(
    r"\b(?:cookies?|consent\w*|privacy|personal data|partners|advertis\w+|vendors|legitimate interest"
    r"|accept|reject|agree|confidentialité|données personnelles|partenaires|publicit\w+|accepter|refuser|traceurs"
    r"|einwilligung\w*|datenschutz\w*|personenbezogen\w*|werbung|akzeptieren|ablehnen|zustimm\w+"
    r"|ملفات تعريف الارتباط|الخصوصية|أوافق|موافقتك)\b",
    re.IGNORECASE,
)


def is_paywalled(described: Described, words: int) -> bool:
    """Whether a page that is not free shows no more than an opening; `words` is how much of it was found."""
    return described.is_gated and words < _OPENING_WORDS


def asks_consent(tree: html.HtmlElement, described: Described, url: str) -> bool:
    """Whether a page that dates no article is a consent host's, or speaks of cookies and little else."""
    if described.published or tree.xpath("//meta[@property='article:published_time']"):
        return False
    parts = urlsplit(url)
    if (parts.hostname or "").startswith("consent.") or "consent" in parts.path.lower().split("/"):
        return True
    text = text_of(tree)
    words, hits = count_words(text), len(_CONSENT.findall(text))
    return words < _NOTICE_WORDS and hits >= 5 and hits >= words / 20
