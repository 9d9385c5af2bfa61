"""The `wire` part of a registry file: a folder that an agency writes into, a service that it answers by, or both."""

import re
from typing import Annotated, Literal, Self
from urllib.parse import parse_qsl, urlsplit

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ingest.records import WireDrop, WireService
from ingest.url import is_web

_CURSOR = r"^(link|header:[A-Za-z0-9-]{1,64}|[A-Za-z0-9_@-]{1,64}(\.[A-Za-z0-9_@-]{1,64}){0,7})$"
_AUTH_AS = r"^(bearer|header:[A-Za-z0-9-]{1,64}|query:[A-Za-z0-9_.-]{1,64})$"
_AUTH_ENV = r"^[A-Z][A-Z0-9_]{1,63}$"
_SECRETS = re.compile(r"(api|access|auth|secret|sub\w*)?[-_.]?(key|token|password|passwd|secret|auth)", re.IGNORECASE)
_OF_FOLDER, _OF_SERVICE = ("formats", "settle_seconds"), ("cursor", "auth_env", "auth_as")
_OURS = "SIGACT_"


class WireFile(BaseModel):
    """Where an agency's articles come from and how they are taken; `cursor` as `WireService` explains it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,64}$")] | None = None
    formats: tuple[Literal["newsml_g2", "nitf", "ninjs", "newsml_1"], ...] = ()
    settle_seconds: Annotated[int, Field(ge=0, le=3600)] = 10
    url: str | None = None
    cursor: Annotated[str, Field(pattern=_CURSOR)] | None = None
    auth_env: Annotated[str, Field(pattern=_AUTH_ENV)] | None = None
    auth_as: Annotated[str, Field(pattern=_AUTH_AS)] = "bearer"
    poll_seconds: Annotated[int, Field(ge=10, le=86400)] | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.path is None and self.url is None:
            raise ValueError("a wire needs `path`, the folder that files come into, or `url`, the service to ask")
        for owner, names in (("path", _OF_FOLDER), ("url", _OF_SERVICE)):
            if getattr(self, owner) is None and (odd := self.model_fields_set & set(names)):
                raise ValueError(f"`{min(odd)}` says something only beside `{owner}`")
        if self.url is not None:
            self._check_service(self.url)
        return self

    def _check_service(self, url: str) -> None:
        bare = url.replace("{cursor}", "")
        if not is_web(bare) or "{" in bare:
            raise ValueError(f"{url!r} is no http(s) address; only `{{cursor}}` may stand in braces")
        parts = urlsplit(bare)
        named = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True) if _SECRETS.fullmatch(name)]
        if "@" in parts.netloc or named:
            raise ValueError("a credential is not written into an address: name its variable in `auth_env`")
        if "{cursor}" in url and (self.cursor is None or "{cursor}" not in urlsplit(url).query):
            raise ValueError("`{cursor}` stands in the query of an address whose `cursor` says where the next one is")
        if self.auth_env and self.auth_env.startswith(_OURS):
            raise ValueError(f"a variable that begins with {_OURS} is a setting of sigact: choose another name")
        if self.auth_env and parts.scheme != "https":
            raise ValueError("a credential is sent over https only")
        if "auth_as" in self.model_fields_set and not self.auth_env:
            raise ValueError("`auth_as` says something only beside `auth_env`")

    def drop(self, source_id: str) -> WireDrop | None:
        """The folder, if there is one."""
        if self.path is None:
            return None
        return WireDrop(
            source_id=source_id,
            path=self.path,
            formats=self.formats,
            settle_seconds=self.settle_seconds,
            poll_seconds=self.poll_seconds or 60,
        )

    def service(self, source_id: str) -> WireService | None:
        """The service, if there is one."""
        if self.url is None:
            return None
        return WireService(
            source_id=source_id,
            url=self.url,
            cursor=self.cursor,
            auth_env=self.auth_env,
            auth_as=self.auth_as,
            poll_seconds=self.poll_seconds or 900,
        )
