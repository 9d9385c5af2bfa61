"""A dispatch: one version of one item as its agency's file gives it, whatever the format."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from ingest.codes import PartMark, PubStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """What a wire file says of one item. An unknown is None; texts are plain and normalised, instants in UTC.

    `guid` names the item across its versions; `version` is an opaque string. `embargoed_until` is None where there is
    no embargo, or none with a readable end: then `pub_status` is `embargoed`. `created_at` is the item's, `modified_at`
    this version's. `subjects` are qcodes such as "medtop:20000056". `body` holds a paragraph a string; a dispatch that
    takes an item back may have none.
    """

    format_name: str
    guid: str
    version: str | None
    provider: str | None
    pub_status: PubStatus
    embargoed_until: datetime | None
    urgency: int | None
    slugline: str | None
    headline: str | None
    summary: str | None
    byline: str | None
    credit: str | None
    ed_note: str | None
    dateline: str | None
    dateline_place: str | None
    dateline_date: date | None
    located: tuple[str, ...]
    subjects: tuple[str, ...]
    marks: tuple[PartMark, ...]
    take_no: int | None
    language: str | None
    copyright_holder: str | None
    copyright_notice: str | None
    usage_terms: str | None
    created_at: datetime | None
    modified_at: datetime | None
    body: tuple[str, ...]
    content_sha256: str


def with_text(dispatch: Dispatch) -> Dispatch | None:
    """The dispatch if it tells something: text, the headline that is all of an alert, or that an item is taken back."""
    if dispatch.body or dispatch.pub_status is PubStatus.CANCELED:
        return dispatch
    if dispatch.headline and {PartMark.ALERT, PartMark.FLASH} & set(dispatch.marks):
        return replace(dispatch, body=(dispatch.headline,))
    return None
