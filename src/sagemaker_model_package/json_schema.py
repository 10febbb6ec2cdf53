"""The request of ``create_model_package`` as JSON Schema: for editors, ``check-jsonschema`` and other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_model_package._constraints import Composite, members_of
from sagemaker_model_package._internal.member_docs import member_docs
from sagemaker_model_package._service_enum import ServiceEnum
from sagemaker_model_package._validation.rules import rules_for
from sagemaker_model_package._validation.rules.rule import not_allowed
from sagemaker_model_package._validation.unexpected_keys import REQUEST_MEMBERS
from sagemaker_model_package.packages import UnversionedModelPackage, VersionedModelPackage
from sagemaker_model_package.shapes._request import ModelPackageRequest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sagemaker_model_package._constraints import Constraint, Member

__all__ = ["json_schema"]

_REFERENCE = "PipelineReference"


def json_schema(*, pipeline: bool = False) -> dict[str, Any]:
    """Return the JSON Schema, draft 2020-12, of a request; it is made afresh, so that you may change it.

    ``ModelPackageGroupName`` makes a request a version, and ``ModelPackageName`` an unversioned package; editors
    then offer what that kind may have. It has every structure as a definition named as the service's shape, the
    members' documentation, the values of enums that this release or the installed botocore knows, and the remedies in
    ``patternErrorMessage`` and ``errorMessage``, which VS Code shows and others ignore.

    It refuses nothing that ``from_kwargs`` lets pass; what is only a warning passes. What spans fields it says where
    JSON Schema can: not that tags' keys and specifications' names differ (MP107, MP108), nor that a model card's text
    is a JSON object (MP110).

    Patterns are ECMAScript's, with its flag ``u``. Python's ``re``, and so the library jsonschema by itself, cannot
    read them.

    Args:
        pipeline: Whether a value may be one that is known only when a pipeline runs, as its definition writes it:
            ``{"Get": "Parameters.Image"}``, ``{"Std:Join": ...}``, ``{"Std:JsonGet": ...}``. Members that have no place
            in a pipeline's step are refused then, as ``pipelines.read_definition`` does, and so are ``null`` and a
            ``Std:Join`` or ``Std:JsonGet`` that lacks one of its arguments, both of which it lets pass.
    """
    schemas = _Definitions(pipeline=pipeline)
    versioned, unversioned = map(schemas.of_class, (VersionedModelPackage, UnversionedModelPackage))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "CreateModelPackage",
        "description": "A request of SageMaker's `create_model_package`.",
        "type": "object",
        "if": {"required": ["ModelPackageGroupName"]},
        "then": versioned,
        "else": {
            "if": {"required": ["ModelPackageName"]},
            "then": unversioned,
            "else": schemas.of_class(ModelPackageRequest),
        },
        "$defs": dict(sorted(schemas.definitions.items())),
    }


class _Definitions:
    """The schemas of structures and enums, each made when it is first referred to."""

    def __init__(self, *, pipeline: bool) -> None:
        self._pipeline = pipeline
        self.definitions: dict[str, dict[str, Any]] = {_REFERENCE: _reference()} if pipeline else {}

    def of_class(self, cls: type[Any]) -> dict[str, Any]:
        """Return a reference to the schema of a structure or an enum."""
        name = cls.__name__
        if name not in self.definitions:
            # Not with a description: VS Code would show it in place of the member's own.
            definition = self.definitions[name] = {"title": name}
            definition |= self._enum(cls) if issubclass(cls, ServiceEnum) else self._structure(cls)
        return {"$ref": f"#/$defs/{name}"}

    def of_value(self, constraint: Constraint) -> dict[str, Any]:
        """Return the schema of a value; where references are allowed, it may be one, unless it is made of parts."""
        schema = constraint.json_schema(self)
        if not self._pipeline or isinstance(constraint, Composite):
            return schema
        return {"anyOf": [schema, {"$ref": f"#/$defs/{_REFERENCE}"}]}

    def _enum(self, cls: type[ServiceEnum]) -> dict[str, Any]:
        return {"type": "string", "enum": list(cls.known_values())}

    def _structure(self, cls: type[Any]) -> dict[str, Any]:
        is_request = issubclass(cls, ModelPackageRequest)
        kind = getattr(cls, "kind", None)
        rules = (*rules_for(cls, kind), *(rules_for("kwargs", kind) if is_request else ()))
        said = [rule.json_schema for rule in rules if rule.severity == "error" and rule.json_schema is not None]
        properties = self._properties(cls, members_of(cls))
        if is_request:
            if kind is None:
                properties |= self._names()
            # What else either kind may have: rules see to it.
            properties |= {name: {"doNotSuggest": True} for name in REQUEST_MEMBERS if name not in properties}
            if self._pipeline:
                properties |= _refused_in_steps()
        return {
            "type": "object",
            "properties": properties,
            "required": [member.name for member in members_of(cls) if member.absence is not None],
            "additionalProperties": False,
            **({"allOf": said} if said else {}),
        }

    def _properties(self, cls: type[Any], members: Iterable[Member]) -> dict[str, Any]:
        docs = member_docs(cls)
        return {
            member.name: {**_description(docs.get(member.attribute)), **self.of_value(member.constraint)}
            for member in members
        }

    def _names(self) -> dict[str, Any]:
        """Return the schemas of the two names, of which one makes the kind of a request."""
        return {
            name: schema
            for cls in (VersionedModelPackage, UnversionedModelPackage)
            for name, schema in self._properties(cls, (m for m in members_of(cls) if m.absence is not None)).items()
        }


def _description(text: str | None) -> dict[str, str]:
    """Return a member's documentation as one line of plain text; none where its source cannot be read."""
    return {} if text is None else {"description": " ".join(text.split()).replace("``", "")}


def _refused_in_steps() -> dict[str, Any]:
    """Return the schemas of the members that have no place in a pipeline's step."""
    from sagemaker_model_package.pipelines.steps import REFUSED_IN_STEPS

    return {name: not_allowed(remedy) for name, (_, remedy) in REFUSED_IN_STEPS.items()}


def _reference() -> dict[str, Any]:
    """Return the schema of a value that is known only when a pipeline runs."""
    several = {"type": "array", "items": {"anyOf": [{"type": ["string", "number", "boolean"]}, _ITSELF]}}
    text = {"anyOf": [{"type": "string"}, _ITSELF]}
    forms = {
        "Get": {"type": "string", "description": "A parameter, an execution variable or a step's property."},
        "Std:Join": {
            "type": "object",
            "description": "Values joined to one text.",
            "properties": {"On": {"type": "string"}, "Values": several},
            "required": ["On", "Values"],
        },
        "Std:JsonGet": {
            "type": "object",
            "description": "A value out of a JSON file that a step writes.",
            "properties": {"PropertyFile": text, "S3Uri": text, "Path": {"type": "string"}},
            "required": ["Path"],
        },
    }
    return {
        "title": _REFERENCE,
        "type": "object",
        "properties": forms,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }


_ITSELF = {"$ref": f"#/$defs/{_REFERENCE}"}
