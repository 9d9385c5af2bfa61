"""The place where a run works: settings, registry, coder, lock and build database, composed once a process."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl

from ingest.attack.reference import Reference, load_reference
from ingest.errors import SettingError
from ingest.records import Source
from ingest.source.load import Registry, read_registry
from ingest.worker import Workers
from orchestration.logs import open_log
from orchestration.progress import Reporter, Silent
from orchestration.settings import SEEDS, Settings, prepare
from warehouse.connect import hold_lock, open_build
from warehouse.reference import read_reference
from warehouse.sources import last_zones

if TYPE_CHECKING:
    from ingest.mention.codebook import Codebook
    from ingest.mention.coder import Coder
    from orchestration.outside import Outside


class Workplace:
    """What the stages of a run share. Costly parts are made when they are first needed.

    `replays_from` makes it a replay: captures come from the archive, from that instant on, and nobody is asked.
    """

    def __init__(
        self, settings: Settings, reporter: Reporter | None = None, replays_from: datetime | None = None
    ) -> None:
        self.settings = settings
        self.reporter = reporter or Silent()
        self.replays_from = replays_from

    def check(self) -> None:
        """Read what a person may have broken, so that it is told before anything is written."""
        _ = self.asked, self.codebook, self.reference
        model = self.settings.spacy_model
        if model and not (model.isidentifier() and find_spec(model)):
            raise SettingError(
                f"the setting `spacy_model` names {model!r}, which is not installed beside this Python: install it, "
                "or unset SIGACT_SPACY_MODEL to use the bundled one",
                subject="spacy_model",
            )

    @contextmanager
    def locked(self, wait_seconds: float | None = None) -> Iterator[None]:
        """Be the data directory's one writer."""
        prepare(self.settings)
        wait = self.settings.lock_wait_seconds if wait_seconds is None else wait_seconds
        with hold_lock(self.settings.lock, wait_seconds=wait):
            yield

    @contextmanager
    def database(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The build database, for a moment; hold the lock meanwhile."""
        settings = self.settings
        with open_build(
            settings.build_database,
            settings.registry,
            memory_limit=settings.memory_limit,
            spill=settings.spill_folder,
        ) as connection:
            if not self.settings.registry_note.exists():
                self.settings.registry_note.write_text(f"{self.settings.registry}\n", encoding="utf-8")
            yield connection

    def outside(self) -> "AbstractContextManager[Outside]":
        """Whom a run asks, for as long as the context lasts."""
        from orchestration.outside import face  # noqa: PLC0415 - who asks nobody need not load what asks

        return face(self.settings, self.sources)

    @cached_property
    def log(self) -> Any:
        """Where a line a unit of work goes."""
        return open_log(self.settings.logs)

    @cached_property
    def workers(self) -> Workers:
        """The processes in which strangers' documents are parsed."""
        return Workers(os.cpu_count() or 1)

    @cached_property
    def registry(self) -> Registry:
        """What the files of the registry say, and which of them cannot be read."""
        return read_registry(*self.settings.registry_folders)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources whose files can be read."""
        return self.registry.sources

    @cached_property
    def zones(self) -> dict[str, str]:
        """Source → its time zone; of one whose file cannot be read, that which the ledger has of it."""
        zones = {source.source_id: source.timezone for source in self.sources}
        if unread := self.registry.unread - zones.keys():
            with self.database() as connection:
                zones |= {name: zone for name, zone in last_zones(connection).items() if name in unread}
        return zones

    @property
    def asked(self) -> tuple[Source, ...]:
        """The sources that a run asks and receives from: all, or those that the settings name.

        Raises SettingError for a name that no source has.
        """
        names = self.settings.only_sources
        if names is None:
            return self.sources
        if unknown := set(names) - {source.source_id for source in self.sources}:
            if unknown & self.registry.unread:
                raise self.registry.faults[0]
            told = f"there is no source {min(unknown)!r}: `sigact sources list` shows them"
            raise SettingError(told, subject="only_sources")
        return tuple(source for source in self.sources if source.source_id in names)

    @property
    def asks_strangers(self) -> bool:
        """Whether a run would ask anybody over the network: an agency that only delivers files is not asked."""
        return any(source.feeds or source.wire_service for source in self.asked)

    @cached_property
    def coder(self) -> "Coder":
        """The rules and dictionaries."""
        from ingest.mention.code import RulesCoder  # noqa: PLC0415 - half a second that who codes nothing need not wait

        model = self.settings.spacy_model
        return RulesCoder(self.codebook, model) if model else RulesCoder(self.codebook)

    @cached_property
    def codebook(self) -> "Codebook":
        """The reference data that the coder reads."""
        from ingest.mention.codebook import load_codebook  # noqa: PLC0415 - as above

        return load_codebook(SEEDS)

    @cached_property
    def reference(self) -> Reference:
        """What resolution knows of the world."""
        return load_reference(SEEDS)

    @cached_property
    def seed_rows(self) -> pl.DataFrame:
        """What the seeds say of actors and sites, as the ledger keeps it."""
        return read_reference(SEEDS)
