"""The settings, read here and nowhere else: arguments > `SIGACT_*` environment > `sigact.toml` > defaults."""

import difflib
import getpass
import json
import os
import re
from datetime import UTC, date, datetime
from importlib import metadata
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from ingest.errors import DataDirectoryError, SettingError
from ingest.source.load import SHIPPED

PROJECT = Path(__file__).resolve().parent.parent / "dbt_project"
SEEDS = PROJECT / "seeds"
NEWSROOM_REGISTRY = PROJECT.parent / "samples" / "newsroom" / "registry"
TOML = Path("sigact.toml")
# What we set for dbt; no setting of ours.
_FOR_DBT = frozenset({"SIGACT_BUILD_DATABASE", "SIGACT_DBT_THREADS", "SIGACT_DBT_SPILL"})
# What tests and benchmarks read.
_FOR_TESTS = frozenset({"SIGACT_OUTSIDE_DATA"})
_PARTS_OF_AN_HOUR = (5, 10, 15, 20, 30, 60)
_CONTACT = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+|https?://\S+")


def _instant(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("an instant needs its offset, such as 2026-03-10T05:00Z")
    return value.astimezone(UTC)


def _part_of_an_hour(value: int) -> int:
    if value not in _PARTS_OF_AN_HOUR:
        raise ValueError(f"must be one of {', '.join(map(str, _PARTS_OF_AN_HOUR))}")
    return value


def _contact(value: str) -> str:
    if not _CONTACT.fullmatch(value):
        raise ValueError("must be an e-mail or web address at which a publisher can reach you")
    return value


class Settings(BaseSettings):
    """What a run needs to know. Every field can be set as `SIGACT_<NAME>` or in `sigact.toml`."""

    model_config = SettingsConfigDict(env_prefix="SIGACT_", toml_file=TOML, extra="forbid", frozen=True)

    data_dir: Path = Field(Path("data"), description="the one directory that everything is written to")
    registry: Literal["world", "newsroom"] = Field("world", description="real sources, or the bundled newsroom")
    now: Annotated[datetime, AfterValidator(_instant)] | None = Field(
        None, description="the simulated instant of a run over the newsroom"
    )
    contact: Annotated[str, AfterValidator(_contact)] | None = Field(
        None, description="your address, sent with every request to a real publisher"
    )
    analyst: str | None = Field(None, description="who decides in `sigact attack`; else who is logged in")
    daily_at: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = Field(
        "05:00", description="when the daily run starts, in UTC"
    )
    poll_minutes: Annotated[int, AfterValidator(_part_of_an_hour)] = Field(
        15, description="how often the feeds that are due are asked"
    )
    weekly_at: Annotated[str, Field(pattern=r"^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([01]\d|2[0-3]):[0-5]\d$")] = Field(
        "Sun 03:00", description="when the weekly maintenance starts, in UTC"
    )
    schedules: bool | None = Field(
        None, description="whether schedules and sensors are on from the start; as a rule where somebody may be asked"
    )
    first_day: date = Field(date(2026, 1, 1), description="the first day that the ledger can have, in UTC")
    all_feeds: bool = Field(False, description="ask every feed in every run, due or not; the newsroom's always are")
    only_sources: tuple[str, ...] | None = Field(None, description="ask and receive from these sources alone")
    extra_ports: tuple[Annotated[int, Field(ge=1, le=65535)], ...] | None = Field(
        None, description="ports that may be connected to beside 80 and 443"
    )
    spacy_model: str | None = Field(None, description="another English pipeline of spaCy than the bundled one")
    dbt_threads: Annotated[int, Field(ge=1, le=64)] = Field(2, description="models that dbt builds at once")
    rebuild: bool = Field(False, description="build all facts in every run, also where nothing new has come")
    memory_limit: Annotated[str, Field(pattern=r"^\d+(\.\d+)? ?[MG]i?B$")] = Field(
        "1GB", description="memory that DuckDB may take in a build; what is beyond goes to the disk"
    )
    spill: Path | None = Field(
        None, description="where that goes; `spill` in the data directory if nobody says otherwise"
    )
    lock_wait_seconds: Annotated[float, Field(ge=0)] = Field(
        600.0, description="how long a step waits for another run that is at work"
    )
    retry_pause_seconds: Annotated[float, Field(ge=0)] = Field(
        15,
        description="how long a step waits for its second try where a fault may pass; then twice, then four times that",
    )
    metrics_file: Path | None = Field(
        None, description="a file to which each run writes its figures as OpenMetrics text"
    )
    alert_url: Annotated[str, Field(pattern=r"^https?://")] | None = Field(
        None, description="a webhook that is told of failed runs and silent sources, as JSON"
    )
    ui_url: Annotated[str, Field(pattern=r"^https?://")] | None = Field(
        None, description="where people reach the UI, for the links in alerts"
    )
    ui_port: Annotated[int, Field(ge=1, le=65535)] = Field(3000, description="where `sigact dev` serves the UI")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """No `.env` file and no secrets folder: four places to look are enough."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def archive(self) -> Path:
        """Captures, as received."""
        return self.data_dir / "archive"

    @property
    def landing(self) -> Path:
        """Notes of what is captured but not loaded."""
        return self.data_dir / "landing"

    @property
    def wire(self) -> Path:
        """The drop folders of the agencies."""
        return self.data_dir / "wire"

    @property
    def build_database(self) -> Path:
        """The database that runs write."""
        return self.data_dir / "build.duckdb"

    @property
    def spill_folder(self) -> Path:
        """Where DuckDB puts what its memory does not hold."""
        return (self.spill or self.data_dir / "spill").absolute()

    @property
    def published(self) -> Path:
        """The folder of published databases."""
        return self.data_dir / "published"

    @property
    def database(self) -> Path:
        """The published database to query."""
        return self.published / "sigact.duckdb"

    @property
    def lock(self) -> Path:
        """The lock of the one writer."""
        return self.data_dir / "run.lock"

    @property
    def registry_folders(self) -> tuple[Path, ...]:
        """Where the sources stand: the shipped ones, then the user's own, which replace them by id."""
        return (NEWSROOM_REGISTRY,) if self.registry == "newsroom" else (SHIPPED, self.data_dir / "sources")

    @property
    def registry_note(self) -> Path:
        """Where the data directory notes which registry it was made for."""
        return self.data_dir / "registry"

    @property
    def dbt(self) -> Path:
        """dbt's target and logs."""
        return self.data_dir / "dbt"

    @property
    def dagster_home(self) -> Path:
        """Dagster's instance."""
        return self.data_dir / "dagster"

    @property
    def logs(self) -> Path:
        """Log files."""
        return self.data_dir / "logs"

    @property
    def user_agent(self) -> str:
        """Who asks: honest, with an address to complain to."""
        return f"sigact/{metadata.version('sigact')} (+{self.contact or 'newsroom demo'})"

    def as_environment(self) -> dict[str, str]:
        """The settings as variables, so that a process started from here has the same."""
        values = self.model_dump(mode="json", exclude_none=True)
        texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in values.items()}
        return {f"SIGACT_{name.upper()}": text for name, text in texts.items()}


def load_settings(**arguments: Any) -> Settings:
    """Settings from all places; an argument that is None was not given.

    Raises SettingError, naming the setting and what it must be.
    """
    _refuse_unknown_variables()
    try:
        settings = Settings(**{name: value for name, value in arguments.items() if value is not None})
    except ValidationError as error:
        raise SettingError(_explain(error)) from error
    except ValueError as error:
        raise SettingError(f"{TOML} is no readable TOML: {error}", subject=str(TOML)) from error
    return _remember_registry(settings.model_copy(update={"data_dir": settings.data_dir.expanduser().absolute()}))


def _remember_registry(settings: Settings) -> Settings:
    """A data directory is of the registry that it was made for, whether or not a command says so again."""
    if "registry" not in settings.model_fields_set and settings.registry_note.exists():
        noted = settings.registry_note.read_text(encoding="utf-8").strip()
        settings = load_settings(**settings.model_dump(exclude_unset=True), registry=noted)
    if settings.now and settings.registry != "newsroom":
        raise SettingError("the setting `now` (SIGACT_NOW) works with the newsroom only: unset it", subject="now")
    return settings


def prepare(settings: Settings) -> None:
    """Make the data directory. Raises DataDirectoryError where that, or writing into it, is impossible."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        probe = settings.data_dir / f".writable-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise DataDirectoryError(
            f"{settings.data_dir} cannot be written to ({error.strerror}): choose another with --data-dir",
            subject=str(settings.data_dir),
        ) from error


def require_contact(settings: Settings) -> None:
    """Real publishers are asked only by someone whom they can reach. Raises SettingError where nobody is named."""
    if settings.registry == "world" and settings.contact is None:
        raise SettingError(
            "real sources are asked only with a contact address: set SIGACT_CONTACT or `contact` in sigact.toml "
            "to your e-mail address, or try `sigact demo`",
            subject="contact",
        )


def analyst_of(settings: Settings) -> str:
    """Who decides: a name on one line. Raises SettingError where nobody can be named."""
    try:
        name = " ".join((settings.analyst or getpass.getuser()).split())
    except (OSError, KeyError):  # nobody is logged in
        name = ""
    if not name:
        raise SettingError("nobody is named who decides: set SIGACT_ANALYST or --analyst", subject="analyst")
    return name


def _refuse_unknown_variables() -> None:
    known = {f"SIGACT_{name.upper()}" for name in Settings.model_fields} | _FOR_DBT | _FOR_TESTS
    for name in sorted(os.environ):
        if name.startswith("SIGACT_") and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "unset it"
            raise SettingError(f"{name} is no setting: {hint}", subject=name)


def _explain(error: ValidationError) -> str:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        near = difflib.get_close_matches(name, list(Settings.model_fields), n=1)
        return f"{TOML}: `{name}` is no setting" + (f"; did you mean `{near[0]}`?" if near else "")
    return f"the setting `{name}` (SIGACT_{name.upper()}) is wrong: {first['msg'].removeprefix('Value error, ')}"
