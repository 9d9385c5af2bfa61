"""Errors, named by what the caller does next.

SigactError
├── SettingError          correct a setting, then run again
├── SourceFileError       correct a file of the registry, then run again
├── CodebookError         correct a row of the reference data, then run again
├── DataDirectoryError    make the data directory usable, then run again
├── DatabaseError         use the right database or a newer sigact
├── DamagedArchive        restore the file from a backup
├── Busy                  wait for the other run
├── PortInUse             choose another port
├── NotPublishedYet       run first
├── ExportRefused         name another folder
├── NotAFeed              record the failure, keep what was there
└── NotAnArticle          put the file aside with its reason

Every error says in one sentence what is wrong and what to do; `subject` names the file, address or setting.
"""


class SigactError(Exception):
    """An expected fault: shown to a person as one sentence, without a traceback."""

    def __init__(self, message: str, *, subject: str | None = None) -> None:
        super().__init__(message)
        self.subject = subject


class SettingError(SigactError):
    """A setting is missing or wrong."""


class SourceFileError(SigactError):
    """A file of the registry cannot be read or does not say what it must."""


class CodebookError(SigactError):
    """A row of the reference data does not hold."""


class DataDirectoryError(SigactError):
    """The data directory cannot be used."""


class DatabaseError(SigactError):
    """The build database is another registry's, or of a newer version."""


class DamagedArchive(SigactError):
    """A file of the archive no longer holds what was written to it."""


class Busy(SigactError):
    """Another run holds the data directory."""


class PortInUse(SigactError):
    """A port that we were told to listen on is taken."""


class NotPublishedYet(SigactError):
    """There is no published database to read."""


class ExportRefused(SigactError):
    """An export would replace files that are none of its own, or what it reads is not as it was."""


class NotAFeed(SigactError):
    """The bytes are no feed that we can read."""


class NotAnArticle(SigactError):
    """The bytes are no wire article that we can read."""
