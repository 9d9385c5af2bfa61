"""The closed vocabularies of the ledger, as `StrEnum`s.

The words are the field's: PLOVER's modes of an event, GTD's claim modes, UCDP's and ACLED's precision. What each
word means to a coder stands in the codebook; here stands only which words there are.
"""

from enum import StrEnum


class CaptureKind(StrEnum):
    """What was asked for when a capture was made."""

    FEED = "feed"
    PAGE = "page"
    WIRE = "wire"
    ROBOTS = "robots"


class FetchError(StrEnum):
    """Why a GET gave no answer that can be used."""

    BAD_ADDRESS = "bad_address"
    BAD_REDIRECT = "bad_redirect"
    BLOCKED_ADDRESS = "blocked_address"
    ROBOTS = "robots"
    ROBOTS_UNKNOWN = "robots_unknown"
    THROTTLED = "throttled"
    UNRESPONSIVE = "unresponsive"
    DNS_NOT_FOUND = "dns_not_found"
    DNS_TEMPORARY = "dns_temporary"
    TLS = "tls"
    CONNECTION_FAILED = "connection_failed"
    DISCONNECTED = "disconnected"
    TIMEOUT = "timeout"
    BAD_HTTP = "bad_http"
    TOO_LARGE = "too_large"
    BAD_ENCODING = "bad_encoding"
    INCOMPLETE = "incomplete"
    BOT_GATE = "bot_gate"
    CANNOT_BE_ARCHIVED = "cannot_be_archived"


# Nobody was asked, because of what its domain has answered others in this run: no try, and as due as before.
NOT_ASKED = frozenset({FetchError.THROTTLED, FetchError.UNRESPONSIVE})


class PubStatus(StrEnum):
    """What an agency allows to be done with an item: IPTC's publishing status, `embargoed` is of NITF and NewsML 1."""

    USABLE = "usable"
    WITHHELD = "withheld"
    EMBARGOED = "embargoed"
    CANCELED = "canceled"


class PartMark(StrEnum):
    """What an agency says of a wire item's place among its others."""

    TAKE = "take"
    UPDATE = "update"
    WRITE_THRU = "write_thru"
    CORRECTION = "correction"
    ALERT = "alert"
    FLASH = "flash"


class RejectionReason(StrEnum):
    """Why an entry gave no article version."""

    TOO_SHORT = "too_short"
    TEASER_ONLY = "teaser_only"
    PAYWALL = "paywall"
    CONSENT_WALL = "consent_wall"
    SOFT_404 = "soft_404"
    BOT_GATE = "bot_gate"
    NOT_ARTICLE = "not_article"
    TOO_LARGE = "too_large"
    TOO_COMPLEX = "too_complex"
    BAD_ENCODING = "bad_encoding"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    DUPLICATE_VERSION = "duplicate_version"
    EMBARGOED = "embargoed"
    WITHHELD = "withheld"
    KILLED = "killed"
    UNSUPPORTED_MEDIA = "unsupported_media"


class TextKind(StrEnum):
    """Where the text of an article version comes from; a teaser is a feed's summary or a page of a few words."""

    PAGE = "page"
    FEED = "feed"
    WIRE = "wire"
    TEASER = "teaser"


class DateRefusal(StrEnum):
    """Why a date that somebody gives for a publication is not believed."""

    UNREADABLE = "unreadable"
    FUTURE = "future"
    TOO_OLD = "too_old"


class ChangeKind(StrEnum):
    """What a new version of an article is to the one before it."""

    INITIAL = "initial"
    MINOR = "minor"
    UPDATE = "update"
    CORRECTION = "correction"
    RETRACTION = "retraction"
    LIVE_UPDATE = "live_update"


class Standing(StrEnum):
    """Why a version is taken for the origin of its copies, the best reason first."""

    AGENCY = "agency"
    CREDITED = "credited"
    DATELINED = "datelined"
    PLAIN = "plain"


class SectionRole(StrEnum):
    """The place of a sentence in its article."""

    STANDFIRST = "standfirst"
    HEADING = "heading"
    BODY = "body"
    QUOTE = "quote"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


class CodingStatus(StrEnum):
    """How the coding of one article version ended."""

    CODED = "coded"
    NO_ATTACK = "no_attack"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    REJECTED = "rejected"


class EventType(StrEnum):
    """The kind of attack; mapped to ACLED and PLOVER in the seed `event_types`."""

    AIRSTRIKE = "airstrike"
    DRONE_ATTACK = "drone_attack"
    MISSILE_OR_ROCKET = "missile_or_rocket"
    ARTILLERY_SHELLING = "artillery_shelling"
    IED_OR_MINE = "ied_or_mine"
    SUICIDE_BOMBING = "suicide_bombing"
    SHOOTING_OR_AMBUSH = "shooting_or_ambush"
    ARMED_CLASH = "armed_clash"
    ASSASSINATION = "assassination"
    ABDUCTION = "abduction"
    ARSON_OR_SABOTAGE = "arson_or_sabotage"
    NAVAL_ATTACK = "naval_attack"
    OTHER = "other"


class AttackStatus(StrEnum):
    """Whether the text tells of an attack that happened (PLOVER's auxiliary modes)."""

    ACTUAL = "actual"
    HISTORICAL = "historical"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    GENERIC = "generic"


class DateGranularity(StrEnum):
    """How finely the text dates an attack."""

    MINUTE = "minute"
    HOUR = "hour"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    DAY_ASSUMED = "day_assumed"
    NIGHT_AMBIGUOUS = "night_ambiguous"
    MULTI_DAY = "multi_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class DateBasis(StrEnum):
    """What the date of an attack was read from."""

    EXPLICIT_DATE = "explicit_date"
    WEEKDAY_RESOLVED = "weekday_resolved"
    RELATIVE_RESOLVED = "relative_resolved"
    ANAPHORA = "anaphora"
    STATEMENT_DATE_ASSUMED = "statement_date_assumed"
    PUBLICATION_DATE_FALLBACK = "publication_date_fallback"
    ANALYST = "analyst"


class SiteRelation(StrEnum):
    """Where the attack was in relation to the site named."""

    AT = "at"
    NEAR = "near"
    INSIDE = "inside"
    ADJACENT = "adjacent"
    TOWARDS = "towards"
    OVER = "over"


class AttackerStatus(StrEnum):
    """How sure anyone is of the attacker, and who is."""

    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    BLAMED = "blamed"
    SUSPECTED = "suspected"
    ASSESSED_LIKELY = "assessed_likely"
    PUBLISHER_OWN_VOICE = "publisher_own_voice"
    CONTESTED = "contested"
    DENIED = "denied"
    UNATTRIBUTED = "unattributed"


class Outcome(StrEnum):
    """What became of the munitions."""

    HIT = "hit"
    INTERCEPTED_ALL = "intercepted_all"
    PARTLY_INTERCEPTED_HIT = "partly_intercepted_hit"
    MISSED = "missed"
    FAILED_MALFUNCTION = "failed_malfunction"
    ABORTED = "aborted"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    """What a speaker does about responsibility for, or the occurrence of, an attack."""

    CLAIMS_RESPONSIBILITY = "claims_responsibility"
    DENIES_RESPONSIBILITY = "denies_responsibility"
    DENIES_EVENT = "denies_event"
    BLAMES = "blames"
    SUSPECTS = "suspects"
    ASSESSES_LIKELY = "assesses_likely"
    ATTRIBUTES_OWN_VOICE = "attributes_own_voice"
    CONFIRMS = "confirms"
    CONCEDES = "concedes"
    NO_COMMENT = "no_comment"
    WITHDRAWS = "withdraws"
    SUPERSEDES = "supersedes"


class Certainty(StrEnum):
    """How sure the one who says it is."""

    ASSERTED = "asserted"
    LIKELY = "likely"
    POSSIBLE = "possible"
    SUSPECTED = "suspected"


class Voice(StrEnum):
    """Whose words they are: the publisher's, somebody's whom it relays, or a quotation."""

    OWN = "own"
    RELAYED = "relayed"
    QUOTED = "quoted"


class ClaimMode(StrEnum):
    """How a claim was made (GTD's claim mode, extended)."""

    OFFICIAL_CHANNEL = "official_channel"
    WEBSITE = "website"
    VIDEO = "video"
    PRESS_CONFERENCE = "press_conference"
    WRITTEN_STATEMENT = "written_statement"
    STATE_MEDIA = "state_media"
    ANONYMOUS_TO_PRESS = "anonymous_to_press"
    LETTER = "letter"
    CALL = "call"
    UNKNOWN = "unknown"


class Side(StrEnum):
    """On which side of the attack a casualty stood."""

    ATTACKER = "attacker"
    TARGET = "target"
    BYSTANDER = "bystander"
    INTERCEPTOR = "interceptor"
    UNKNOWN = "unknown"


class CombatantStatus(StrEnum):
    """What the casualties were."""

    CIVILIAN = "civilian"
    MILITARY = "military"
    POLICE = "police"
    ARMED_GROUP_MEMBER = "armed_group_member"
    CONTRACTOR = "contractor"
    DIPLOMAT = "diplomat"
    UNKNOWN = "unknown"


class Harm(StrEnum):
    """What befell them."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    CAPTURED = "captured"
    ANY = "any"


class ReportKind(StrEnum):
    """A count, a stated zero, a source that knows of none, or an open question: four different things."""

    COUNT = "count"
    EXPLICIT_ZERO = "explicit_zero"
    NONE_KNOWN_TO_SOURCE = "none_known_to_source"
    UNCLEAR = "unclear"
    NOT_MENTIONED = "not_mentioned"


class ChainRole(StrEnum):
    """The part of a step in a source chain."""

    PUBLISHER = "publisher"
    RELAY = "relay"
    ORIGIN = "origin"
    OWN_VOICE = "own_voice"


class Anonymity(StrEnum):
    """How far a step of a source chain is named."""

    NAMED = "named"
    ROLE_ONLY = "role_only"
    UNNAMED = "unnamed"
    DOCUMENT = "document"


class Field(StrEnum):
    """The fields of an attack that an assertion can give a value for."""

    OCCURRED = "occurred"
    PLACE = "place"
    SITE = "site"
    SITE_RELATION = "site_relation"
    ATTACKER = "attacker"
    ATTACKER_STATUS = "attacker_status"
    TARGET_ACTOR = "target_actor"
    TARGET_SITE = "target_site"
    INTERCEPTOR = "interceptor"
    WEAPON = "weapon"
    LAUNCHED = "launched"
    INTERCEPTED = "intercepted"
    IMPACTED = "impacted"
    OUTCOME = "outcome"
    OUTCOME_CLAIMED = "outcome_claimed"
    DAMAGE = "damage"
    ACCOUNT = "account"  # somebody tells of the attack, and gives none of its values


class Damage(StrEnum):
    """What became of a thing that was hit."""

    NONE = "none"
    DAMAGED = "damaged"
    DESTROYED = "destroyed"


class FeedStatus(StrEnum):
    """Where a feed stands, which decides when it is asked next."""

    NEW = "new"
    ACTIVE = "active"
    IDLE = "idle"
    BACKOFF = "backoff"
    THROTTLED = "throttled"
    QUARANTINED = "quarantined"
    DORMANT = "dormant"
    GONE = "gone"
    DISABLED = "disabled"


class PageOutcome(StrEnum):
    """What another look at the page of a stored article has shown."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    GONE = "gone"
    UNAVAILABLE = "unavailable"
    UNREADABLE = "unreadable"
    OTHER_ARTICLE = "other_article"


class DecisionAction(StrEnum):
    """What an analyst decides of an attack."""

    MERGE = "merge"
    SPLIT = "split"
    REJECT = "reject"
    CONFIRM = "confirm"
    SET = "set"
    UNDO = "undo"
