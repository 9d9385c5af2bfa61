"""The published JSON Schema of an answer of `sigact code`, made from its dataclasses."""

import json
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from ingest.mention.coded import SCHEMA_VERSION, CodedArticle


class _Schema(GenerateJsonSchema):
    """What is written, not what is accepted: every key is always there, and no other."""

    def dataclass_schema(self, schema: Any) -> dict[str, Any]:
        made: dict[str, Any] = super().dataclass_schema(schema)
        if "properties" in made:
            made |= {"required": list(made["properties"]), "additionalProperties": False}
        return made


def schema() -> dict[str, Any]:
    """The schema of one line."""
    made = TypeAdapter(CodedArticle).json_schema(mode="serialization", schema_generator=_Schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"coding-{SCHEMA_VERSION}.json",
        **made,
    }


def schema_text() -> str:
    """The schema as it stands in `docs/schema/`."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
