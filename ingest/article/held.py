"""What an agency says of a wire item that keeps its text from being an article: killed, withheld, embargoed."""

from datetime import datetime

from ingest.article.extract import Refused
from ingest.codes import PartMark, PubStatus, RejectionReason
from ingest.records import WireItem


def held_back(item: WireItem, now: datetime) -> Refused | None:
    """Why the text of an item may not be used at an instant, or None where it may.

    A kill is for ever and for all versions; an embargo with an end is looked at again when that has come.
    """
    match item.pub_status:
        case PubStatus.CANCELED:
            return Refused(RejectionReason.KILLED, item.ed_note)
        case PubStatus.WITHHELD:
            return Refused(RejectionReason.WITHHELD, item.ed_note)
        case PubStatus.EMBARGOED:
            return Refused(RejectionReason.EMBARGOED, "until a later version lifts it")
        case PubStatus.USABLE if item.embargoed_until and item.embargoed_until > now:
            return Refused(RejectionReason.EMBARGOED, f"until {item.embargoed_until.isoformat()}")
        case PubStatus.USABLE:
            return None


def is_update(item: WireItem) -> bool:
    """Whether the agency calls this version an update or write-through of the one before it."""
    return bool({PartMark.UPDATE, PartMark.WRITE_THRU} & set(item.marks))
