"""A package as the Python code that makes it, written with the builder, as a person would write it."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from sagemaker_model_package._internal.frozen_map import FrozenMap
from sagemaker_model_package._internal.json_text import dumped, is_nested_deeper, parsed
from sagemaker_model_package._internal.python_layout import (
    call,
    chain,
    dict_of,
    import_from,
    laid_out,
    list_of,
    plain,
    string,
)
from sagemaker_model_package._internal.value_format import is_reference
from sagemaker_model_package._service_enum import ServiceEnum
from sagemaker_model_package.shapes._structure import Structure, given_members
from sagemaker_model_package.shapes.unversioned_inference import UnversionedInferenceSpecification

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sagemaker_model_package._internal.python_layout import Brackets, Expression
    from sagemaker_model_package.packages import ModelPackage


def builder_code(package: ModelPackage) -> str:
    """Return the source text of a module that makes a package, and calls it ``package``.

    The module has all that the package has, values of environments and the model card's content included: whoever reads
    it reads them. Run, it makes an equal package. Where this one was made of a response, with warnings of what is an
    error elsewhere, the module raises that error.
    """
    names = _Names()
    members = given_members(package)
    move = _move(package, members, names)
    if move is None:
        made = names.structure(package, module=_TOP)
        body = f"package = {laid_out(made, before=len('package = '))}\n"
    else:
        names.add(_TOP, "ModelPackageBuilder")
        calls = {
            name: [*write(members[name], names)] for name, write in _SETTERS.items() if members.get(name) is not None
        }
        of_kind = [one for name in _OF_ONE_KIND for one in calls.pop(name, ())]
        of_both = [one for group in calls.values() for one in group]
        body = chain("package", "ModelPackageBuilder()", [*of_both, move, *of_kind, call(".build")])
    return f"{names.imports()}\n{body}"


# Values ---------------------------------------------------------------------------------------------------------------

_TOP = __name__.partition(".")[0]
_PIPELINES = f"{_TOP}.pipelines"
_SHAPES = f"{_TOP}.shapes"


class _Names:
    """Writes values, and collects the names that are imported for them."""

    def __init__(self) -> None:
        self._modules: dict[str, set[str]] = {_TOP: set(), _PIPELINES: set(), _SHAPES: set()}

    def add(self, module: str, name: str) -> None:
        """Import a name."""
        self._modules[module].add(name)

    def imports(self) -> str:
        """Return the statements that import all of them."""
        return "".join(import_from(module, names) for module, names in self._modules.items() if names)

    def expression(self, value: Any) -> Expression:
        """Return a value of a member as an argument of the structure's class, or of a setter."""
        if isinstance(value, ServiceEnum):
            return self._choice(value)
        held: Any = value
        if is_reference(value):
            self.add(_PIPELINES, "reference")
            return call("reference", plain(held.expression))
        if isinstance(value, tuple):
            return list_of(map(self.expression, held))
        if isinstance(value, FrozenMap):
            return dict_of({key: self.expression(text) for key, text in held.items()})
        return self.structure(value) if isinstance(value, Structure) else plain(value)

    def structure(self, value: Structure, module: str = _SHAPES) -> Brackets:
        """Return the call that makes a structure, whose class a module has."""
        name = type(value).__name__
        self.add(module, name)
        return call(name, **self.arguments(value))

    def arguments(self, value: Structure, *left_out: str) -> dict[str, Expression]:
        """Return the members that are set as keyword arguments, less some."""
        members = given_members(value)
        return {name: self.expression(held) for name, held in members.items() if name not in left_out}

    def _choice(self, value: ServiceEnum) -> Expression:
        if value.is_listed:
            return string(value.value)
        name = type(value).__name__
        self.add(_TOP, name)
        return call(f"{name}.unlisted", string(value.value))


# Setters --------------------------------------------------------------------------------------------------------------

Setter: TypeAlias = "Callable[[Any, _Names], Iterable[Brackets]]"
"""Returns the calls of setters that set a member of the request."""


def _value(setter: str, value: Any, names: _Names) -> Iterable[Brackets]:
    yield call(f".{setter}", names.expression(value))


def _each(setter: str, value: tuple[Any, ...], names: _Names) -> Iterable[Brackets]:
    return [call(f".{setter}", names.expression(item)) for item in value]


def _inference(value: Any, names: _Names) -> Iterable[Brackets]:
    for container in value.containers:
        yield call(".container", **names.arguments(container))
    in_move = _INSTANCE_TYPES if isinstance(value, UnversionedInferenceSpecification) else {}
    for setter, attribute in _LISTS.items():
        items = getattr(value, attribute)
        if items is not None and setter not in in_move:
            yield call(f".{setter}", *map(names.expression, items))


_INSTANCE_TYPES = {
    "transform_instance_types": "supported_transform_instance_types",
    "realtime_instance_types": "supported_realtime_inference_instance_types",
}
_LISTS = {
    "content_types": "supported_content_types",
    "response_mime_types": "supported_response_mime_types",
    **_INSTANCE_TYPES,
}
"""The setters of an inference specification's lists; those of instance types are arguments of ``unversioned``, too."""


def _validation(value: Any, names: _Names) -> Iterable[Brackets]:
    if len(value.validation_profiles) != 1:
        yield call(".validation_specification", names.structure(value))
        return
    (profile,) = value.validation_profiles
    members = {"role": value.validation_role, "profile_name": profile.profile_name}
    members |= {name: read(profile.transform_job_definition) for name, read in _OF_A_JOB.items()}
    given = {name: held for name, held in members.items() if held is not None and held != _ASSUMED.get(name)}
    yield call(".validation", **{name: names.expression(held) for name, held in given.items()})


_OF_A_JOB = {
    **{
        name: attrgetter(f"{path}.{name}")
        for path, members in {
            "transform_input.data_source.s3_data_source": ("s3_uri", "s3_data_type"),
            "transform_input": ("content_type", "compression_type", "split_type"),
            "transform_output": ("s3_output_path", "accept", "assemble_with"),
            "transform_resources": ("instance_type", "instance_count", "volume_kms_key_id", "transform_ami_version"),
        }.items()
        for name in members
    },
    "output_kms_key_id": attrgetter("transform_output.kms_key_id"),
    **{
        name: attrgetter(name)
        for name in ("max_concurrent_transforms", "max_payload_in_mb", "batch_strategy", "environment")
    },
}
"""The arguments of ``validation`` that are a job's, and where they stand in it."""

_ASSUMED = {"profile_name": "validation", "s3_data_type": "S3Prefix", "instance_count": 1}
"""What ``validation`` assumes."""


def _algorithm(value: Any, names: _Names, *, setter: str = "source_algorithm", name: str = "") -> Iterable[Brackets]:
    (algorithm,) = value.source_algorithms
    rest = names.arguments(algorithm, "algorithm_name")
    names_given = [names.expression(one) for one in (name, algorithm.algorithm_name) if one]
    yield call(f".{setter}", *names_given, **rest)


def _reports(prefix: str, whole: str, value: Structure, names: _Names) -> Iterable[Brackets]:
    """Write reports by their topics, or whole where there is nothing for a topic."""
    topics = given_members(value)
    if not topics or not all(map(given_members, topics.values())):
        yield call(f".{whole}", names.structure(value))
        return
    for topic, reports in topics.items():
        arguments = {name: _report(report, names) for name, report in given_members(reports).items()}
        yield call(f".{prefix}{topic}", **arguments)


def _report(report: Any, names: _Names) -> Expression:
    """Return a report as its URI, where that says all."""
    by_uri = type(report)(content_type="application/json", s3_uri=report.s3_uri)
    return names.expression(report.s3_uri) if report == by_uri else names.structure(report)


def _provenance(value: Structure, names: _Names) -> Iterable[Brackets]:
    arguments = names.arguments(value)
    yield call(".metadata_properties", *([] if arguments else [names.structure(value)]), **arguments)


def _card(value: Any, names: _Names) -> Iterable[Brackets]:
    content, status = value.model_card_content, value.model_card_status
    arguments = {} if status is None else {"status": names.expression(status)}
    if content is None:
        yield call(".model_card", *([] if arguments else [names.structure(value)]), **arguments)
    else:
        yield call(".model_card", _json(content, names), **arguments)


_MOST_NESTED = 20
"""How deeply a dict is nested that is still easier to read than text. Python's own parser takes less than JSON's."""


def _json(text: str, names: _Names) -> Expression:
    """Return JSON text as the dict that it is written from, where the builder would write it so."""
    if is_reference(text):
        return names.expression(text)
    if is_nested_deeper(text, _MOST_NESTED):
        return string(text)
    try:
        value = parsed(text)
    except ValueError:  # a response may have anything
        return string(text)
    return plain(value) if dumped(value) == text else string(text)


def _life_cycle(value: Any, names: _Names) -> Iterable[Brackets]:
    yield call(".life_cycle", *names.arguments(value).values())


def _kms_key(value: Any, names: _Names) -> Iterable[Brackets]:
    yield call(".kms_key_id", names.expression(value.kms_key_id))


def _tags(value: tuple[Any, ...], names: _Names) -> Iterable[Brackets]:
    if any(is_reference(tag.key) for tag in value):  # which cannot be the key of a dict
        yield call(".tags", *map(names.structure, value))
    else:
        yield call(".tags", dict_of({tag.key: names.expression(tag.value) for tag in value}))


def _certify(value: Any, names: _Names) -> Iterable[Brackets]:
    yield call(".certify_for_marketplace", **({} if value is True else {"certify": names.expression(value)}))


_SETTERS: Mapping[str, Setter] = {
    "model_package_description": partial(_value, "description"),
    "model_package_registration_type": partial(_value, "registration_type"),
    "inference_specification": _inference,
    "additional_inference_specifications": partial(_each, "additional_inference_specification"),
    "source_algorithm_specification": _algorithm,
    "source_uri": partial(_value, "source_uri"),
    "domain": partial(_value, "domain"),
    "task": partial(_value, "task"),
    "sample_payload_url": partial(_value, "sample_payload_url"),
    "validation_specification": _validation,
    "skip_model_validation": partial(_value, "skip_model_validation"),
    "model_metrics": partial(_reports, "", "model_metrics"),
    "drift_check_baselines": partial(_reports, "drift_", "drift_check_baselines"),
    "metadata_properties": _provenance,
    "customer_metadata_properties": partial(_value, "customer_metadata"),
    "model_card": _card,
    "model_life_cycle": _life_cycle,
    "security_config": _kms_key,
    "managed_storage_type": partial(_value, "managed_storage_type"),
    "client_token": partial(_value, "client_token"),
    "model_approval_status": partial(_value, "approval_status"),
    "certify_for_marketplace": _certify,
    "tags": _tags,
}
"""How each member of a request is set, in the order in which one would say it."""

_OF_ONE_KIND = ("model_approval_status", "certify_for_marketplace", "tags")
"""The members that are set after the move to their kind."""


def _move(package: ModelPackage, members: dict[str, Any], names: _Names) -> Brackets | None:
    """Return the move to the package's kind, and take what it sets out of the members.

    The builder has none to an unversioned package that has neither an inference specification nor an algorithm.
    """
    if package.kind == "versioned":
        return call(".versioned", names.expression(package.model_package_group_name))
    specification, name = package.inference_specification, package.model_package_name
    if specification is not None:
        lists = {setter: getattr(specification, attribute) for setter, attribute in _INSTANCE_TYPES.items()}
        types = {setter: names.expression(items or ()) for setter, items in lists.items()}
        return call(".unversioned", names.expression(name), **types)
    algorithm = members.pop("source_algorithm_specification", None)
    if algorithm is None:
        return None
    (move,) = _algorithm(algorithm, names, setter="unversioned_from_algorithm", name=name)
    return move
