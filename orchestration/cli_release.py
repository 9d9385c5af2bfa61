"""`sigact release`: freeze what is published, and check what was frozen."""

import sys
from pathlib import Path

import click

from orchestration.plainly import plainly


@click.group("release", invoke_without_command=True)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder of releases; else releases/ of the data directory."
)
@click.option("--name", help="Name of the release; else the day of publication.")
@click.pass_context
@plainly
def release_(context: click.Context, out: Path | None, name: str | None) -> None:
    """Freeze the published facts as a dated release that can be cited, checked and made again.

    \b
    Examples:
      sigact --data-dir demo-data release
      sigact release --name 2026-03-first-quarter
      sigact release verify data/releases/2026-03-22
    """
    if context.invoked_subcommand:
        return
    from orchestration.query import open_published
    from orchestration.release import release
    from orchestration.settings import load_settings

    if name is not None and (not name or name != Path(name).name or name.startswith(".")):
        raise click.UsageError("--name is the name of a folder: letters, digits, dots and dashes")
    settings = load_settings(**context.obj)
    with open_published(settings.database) as connection:
        made = release(connection, out or settings.data_dir / "releases", name)
    click.echo(f"{made.folder}{'' if made.is_new else ' says just this already'}")
    click.echo(f"{sum(made.row_counts.values())} rows in {len(made.row_counts)} tables, digest {made.digest}")


@release_.command("verify")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@plainly
def verify_(folder: Path) -> None:
    """Read every file of a release again; exit code 1 where one is not as it was frozen.

    \b
    Examples:
      sigact release verify data/releases/2026-03-22
    """
    from orchestration.release import verify

    faults = verify(folder)
    for fault in faults:
        click.echo(fault)
    click.echo("The release is as it was frozen." if not faults else f"{len(faults)} faults.")
    sys.exit(1 if faults else 0)
