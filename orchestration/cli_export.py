"""`sigact export …`: the published facts in the columns of other vocabularies, with what each cannot hold."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from orchestration.plainly import plainly

_FORMS = ("acled", "ucdp", "plover", "hxl", "geojson", "parquet", "csv")


@click.command("export")
@click.argument("form", type=click.Choice(_FORMS))
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write; an older export in it is replaced.")
@click.option("--from", "since", type=click.DateTime(["%Y-%m-%d"]), help="First day of the attacks, YYYY-MM-DD.")
@click.option("--to", "until", type=click.DateTime(["%Y-%m-%d"]), help="Last day of the attacks, included.")
@click.pass_obj
@plainly
def export(given: dict[str, Any], form: str, out: Path | None, since: datetime | None, until: datetime | None) -> None:
    """Write the published facts for other tools, with a datapackage.json.

    acled, ucdp, plover and hxl are shapes and codes only ("ACLED-shaped, not ACLED data"), each with a loss report.
    parquet and csv are all tables. Texts never leave, quotes are cut to 300 characters, and an article whose
    rights forbid more appears by its id alone.

    \b
    Examples:
      sigact --data-dir demo-data export acled
      sigact export ucdp --from 2026-03-01 --to 2026-03-31 --out march
      sigact export parquet --out /srv/sigact-tables
    """
    from orchestration.query import open_published
    from orchestration.settings import load_settings
    from warehouse.export.package import SHAPES, export_shape, export_tables

    if form not in SHAPES and (since or until):
        raise click.UsageError(f"--from and --to choose attacks: {form} writes whole tables")
    settings = load_settings(**given)
    folder = out or settings.data_dir / "exports" / form
    with open_published(settings.database) as connection:
        if form in SHAPES:
            days = [day and day.date() for day in (since, until)]
            written = export_shape(connection, SHAPES[form], folder, *days)
        else:
            written = export_tables(connection, form, folder)
    for file in written:
        click.echo(f"{folder / file.path}" + (f"  {file.row_count} rows" if file.row_count else ""))
