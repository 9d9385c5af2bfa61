"""Credentials of agencies' services, from the environment variables that the registry names and from nowhere else."""

import os
from collections.abc import Mapping

from ingest.credential import Credential
from ingest.errors import SettingError
from ingest.records import WireService

# Shorter ones would be found in any text, and could not be kept out of the archive.
_SHORTEST = 8


def credential_of(service: WireService, environment: Mapping[str, str] = os.environ) -> Credential | None:
    """What to show a service; None where it wants nothing. Raises SettingError, which never quotes the value."""
    name = service.auth_env
    if name is None:
        return None
    secret = environment.get(name, "").strip()
    if not secret:
        raise SettingError(f"{service.source_id} needs its credential in the variable {name}: set it", subject=name)
    if len(secret.rpartition(" ")[2]) < _SHORTEST or not secret.isascii() or not secret.isprintable():
        wanted = f"a credential is at least {_SHORTEST} printable ASCII characters long"
        raise SettingError(f"the variable {name} holds none that can be sent: {wanted}", subject=name)
    kind, _, place = service.auth_as.partition(":")
    if kind == "query":
        return Credential(secret=secret, query_key=place)
    return Credential(secret=secret, header=place) if kind == "header" else Credential(secret=secret)
