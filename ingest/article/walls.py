"""Pages that stand between a reader and an article: paywalls, requests for consent, bot gates, "not found" with 200."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import html

from ingest.article.structured import Described
from ingest.codes import RejectionReason
from ingest.markup import text_of
from ingest.text import count_words

# Of 129 real pages 17 say that they are not free, and carry their whole text all the same: 279 words and more.
_OPENING_WORDS = 150
_NOTICE_WORDS = 400
_GATE_WORDS = 200
_CONSENT = re.compile(
    r"\b(?:cookies?|consent\w*|privacy|personal data|partners|advertis\w+|vendors|legitimate interest"
    r"|accept|reject|agree|confidentialité|données personnelles|partenaires|publicit\w+|accepter|refuser|traceurs"
    r"|einwilligung\w*|datenschutz\w*|personenbezogen\w*|werbung|akzeptieren|ablehnen|zustimm\w+"
    r"|ملفات تعريف الارتباط|الخصوصية|أوافق|موافقتك)\b",
    re.IGNORECASE,
)
_CONSENT_HOST = re.compile(r"^(?:consent|cmp|guce|privacy-mgmt|myprivacy|cookies?)\.", re.IGNORECASE)
_CONSENT_PATH = re.compile(
    r"/(?:(?:collect)?consent|cookie-?wall|privacy-?(?:wall|gate)|cookies?-consent)(?:/|$)", re.I
)
_LOGIN_PATH = re.compile(
    r"/(?:log-?in|sign-?in|sign-?up|subscribe|subscription|register|registration|abonnement|anmelden|paywall|sso)(?:/|\.|$)",
    re.IGNORECASE,
)
_BOT_PATH = re.compile(r"/(?:captcha|sorry|cdn-cgi/challenge|blocked|access-?denied)(?:/|\.|$)", re.IGNORECASE)
_LOST_PATH = re.compile(r"/(?:404|not-?found|page-not-found|error|fehler|erreur)(?:/|\.|$)", re.IGNORECASE)
_BOT_MARKUP = (
    "//script[contains(@src, '/cdn-cgi/challenge-platform') or contains(@src, 'captcha-delivery.com')"
    " or contains(@src, '_Incapsula_Resource') or contains(@src, 'px-captcha') or contains(@src, 'awswaf.com')]"
    " | //*[@id='challenge-form' or @id='px-captcha' or @id='cf-wrapper' or @id='challenge-running']"
)
_BOT = re.compile(
    r"\b(?:are you a (?:robot|human)|verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser"
    r"|just a moment|attention required|pardon our interruption|access (?:to this page has been )?denied"
    r"|request blocked|unusual traffic|enable javascript and cookies|disable any ad ?blocker|complete the captcha"
    r"|confirm you(?:.re| are) not a (?:ro)?bot|vérifi\w+ que vous (?:êtes|n.êtes pas)|zugriff verweigert)\b",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"^\W*(?:(?:error|erreur|fehler)\W{0,3})?404\b|\b(?:page|article|content|story) (?:(?:is|was|has been|could) )?"
    r"(?:not (?:be )?found|no longer (?:available|exists)|removed|unavailable)|\bpage (?:introuvable|non trouvée)"
    r"|\bseite (?:wurde )?nicht gefunden|\bpágina no encontrada|\bpagina non trovata|страница не найдена"
    "|الصفحة غير موجودة|sayfa bulunamad\u0131|^\\W*not found\\b",
    re.IGNORECASE,
)
_REGISTER = re.compile(
    r"\b(?:subscribe (?:now |today )?to (?:continue|read)|already a subscriber"
    r"|(?:sign|log|register)(?: in)? to (?:continue|read)"
    r"|this (?:article|content|story) is (?:only )?(?:for|available to) (?:our )?subscribers"
    r"|réservé aux abonnés|weiterlesen mit|nur für abonnenten|jetzt abonnieren|solo para suscriptores"
    r"|للمشتركين فقط)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wall:
    """What stands before an article, and by which rule it was known."""

    reason: RejectionReason
    rule: str


def of_address(url: str) -> Wall | None:
    """The wall that an address names by its host or path: where a request was led to, say."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if _CONSENT_HOST.search(parts.hostname or "") or _CONSENT_PATH.search(parts.path):
        return Wall(RejectionReason.CONSENT_WALL, "its address is a consent page's")
    return None


def of_redirect(asked: str, final: str) -> Wall | None:
    """The wall that a request for another page ended at."""
    try:
        before, after = urlsplit(asked).path, urlsplit(final).path
    except ValueError:
        return None
    for pattern, reason in (
        (_LOGIN_PATH, RejectionReason.PAYWALL),
        (_BOT_PATH, RejectionReason.BOT_GATE),
        (_LOST_PATH, RejectionReason.SOFT_404),
    ):
        if pattern.search(after) and not pattern.search(before):
            return Wall(reason, f"redirected to {after[:80]}")
    return None


def of_page(tree: html.HtmlElement, described: Described, url: str, title: str | None) -> Wall | None:
    """The wall that a page is: it dates no article, and is known by address, markup or its few words."""
    if described.published or tree.xpath("//meta[@property='article:published_time']"):
        return None
    if wall := of_address(url):
        return wall
    text = text_of(tree)
    words = count_words(text)
    if words < _GATE_WORDS and tree.xpath(_BOT_MARKUP):
        return Wall(RejectionReason.BOT_GATE, "a challenge for browsers")
    return of_words(text, title, words)


def of_words(text: str, title: str | None, words: int) -> Wall | None:
    """The wall that few words give away; None where they are many, or of something else."""
    if words < _NOTICE_WORDS and (hits := len(_CONSENT.findall(text))) >= 5 and hits >= words / 20:
        return Wall(RejectionReason.CONSENT_WALL, f"{hits} words of cookies and consent among {words}")
    if words >= _GATE_WORDS:
        return None
    for pattern, reason in (
        (_BOT, RejectionReason.BOT_GATE),
        (_LOST, RejectionReason.SOFT_404),
        (_REGISTER, RejectionReason.PAYWALL),
    ):
        hit = pattern.search(title or "") or pattern.search(text)
        if hit:
            return Wall(reason, f"it says {hit[0][:60]!r}")
    return None


def is_paywalled(described: Described, words: int) -> bool:
    """Whether a page that is not free shows no more than an opening; `words` is how much of it was found."""
    return described.is_gated and words < _OPENING_WORDS
