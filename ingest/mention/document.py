"""One coding as the public answer: what `sigact code` prints of an article, a pure function of ledger rows.

The ledger keeps every value that anybody gives; here each field gets its best one by the policies of `pick`, and the
words behind all of them stand under `evidence`.
"""

from collections.abc import Sequence

from ingest.codes import CodingStatus
from ingest.mention.codebook import Codebook
from ingest.mention.coded import CodedAggregate, CodedArticle, CoderIdentity
from ingest.mention.described import Described, chain_of
from ingest.records import AggregateStatement, ChainStep, CodableArticle, Coding


def document(article: CodableArticle, coding: Coding, codebook: Codebook, coder: CoderIdentity) -> CodedArticle:
    """The answer for one article; its id is that of the version that was coded."""
    return CodedArticle(
        article_id=coding.article_version_id,
        status=coding.status,
        reason=coding.detail,
        mentions=tuple(Described(article, coding, codebook, mention).coded() for mention in coding.mentions),
        aggregate_statements=tuple(
            _aggregate(article.text, one, coding.chain_steps) for one in coding.aggregate_statements
        ),
        coder=coder,
    )


def rejected(article_id: str | None, reason: str, coder: CoderIdentity) -> CodedArticle:
    """The answer for what is no article that can be coded."""
    return CodedArticle(article_id=article_id, status=CodingStatus.REJECTED, reason=reason, coder=coder)


def _aggregate(text: str, one: AggregateStatement, steps: Sequence[ChainStep]) -> CodedAggregate:
    return CodedAggregate(
        text=" ".join((one.text or text[one.char_start : one.char_end]).split()),
        low=one.low,
        best=one.best,
        high=one.high,
        actor_id=one.actor_id,
        place_id=one.place_id,
        sent_no=one.sent_no,
        char_start=one.char_start,
        char_end=one.char_end,
        chain=chain_of(one.chain_id, steps) if one.chain_id else None,
    )
