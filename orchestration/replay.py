"""Everything after the captures, run again from the archive alone, into a new database."""

from datetime import datetime

from ingest.archive import list_files
from ingest.errors import DataDirectoryError, SettingError
from orchestration.archive import reindex
from orchestration.progress import Reporter
from orchestration.run import Found, run_job
from orchestration.settings import Settings
from orchestration.workplace import Workplace
from warehouse.captures import instants_since


def replay(settings: Settings, since: datetime, reporter: Reporter) -> Found:
    """Build a new database from the archive: every instant from `since` on, each as if it were now; nobody is asked.

    Raises DataDirectoryError where there is a build database, SettingError where the archive has nothing of that time.
    """
    workplace = Workplace(settings, reporter)
    if settings.build_database.exists():
        message = f"{settings.build_database} is there: move it away first, a replay begins with an empty database"
        raise DataDirectoryError(message, subject=str(settings.build_database))
    if not list_files(settings.archive):
        raise SettingError(f"{settings.archive} holds no capture: there is nothing to replay", subject="data_dir")
    reindex(workplace)
    with workplace.database() as connection:
        instants = instants_since(connection, since)
    if not instants:
        raise SettingError(f"the archive holds no capture since {since.isoformat()}", subject="--since")
    return run_job(settings, instants, reporter, replays_from=since)
