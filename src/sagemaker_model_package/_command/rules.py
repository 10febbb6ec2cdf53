"""``rules``: what is checked, as the documentation's rule page has it."""

from __future__ import annotations

from operator import attrgetter
from typing import NamedTuple

from sagemaker_model_package._command import StopError
from sagemaker_model_package._command.documents import FILE_CODES
from sagemaker_model_package._faults import FAULT_CODES, FaultCode
from sagemaker_model_package._internal.nearest import nearest
from sagemaker_model_package._internal.value_format import format_value
from sagemaker_model_package._template_problems import FIXED_CLIENT_TOKEN, TEMPLATE_CODES
from sagemaker_model_package._validation.references import PIPELINE_CODES
from sagemaker_model_package._validation.rules import RULES


class Entry(NamedTuple):
    """A rule, or something else that can be found."""

    code: str
    name: str
    severity: str
    about: str
    why: str
    source: str


_PIPELINES = "AWS's SDK, and the definitions that it writes"
_FILES = "RFC 8259, section 4; YAML 1.2, section 3.2.1.3"
_TEMPLATES = "the documentation of CloudFormation and Step Functions"


def _severity_of(limit: FaultCode) -> str:
    return "warning" if limit is FIXED_CLIENT_TOKEN else "error"


ENTRIES = {
    entry.code: entry
    for entry in (
        *(Entry(one.code, one.name, "error", "single values", one.why, "the service model") for one in FAULT_CODES),
        *(
            Entry(one.code, one.name, one.severity, f"{' and '.join(one.kinds)} packages", one.why, one.source)
            for one in sorted(RULES, key=attrgetter("code"))
        ),
        *(Entry(one.code, one.name, "error", "pipelines", one.why, _PIPELINES) for one in PIPELINE_CODES),
        *(Entry(one.code, one.name, _severity_of(one), "templates", one.why, _TEMPLATES) for one in TEMPLATE_CODES),
        *(Entry(one.code, one.name, "error", "files", one.why, _FILES) for one in FILE_CODES),
    )
}
"""All there is, by code."""


def rules(code: str | None = None) -> str:
    """Return a line for each rule; of the rule of a code, all there is to say."""
    if code is None:
        width = max(len(entry.name) for entry in ENTRIES.values())
        return "\n".join(f"{one.code}  {one.severity:7}  {one.name:{width}}  {one.why}" for one in ENTRIES.values())
    entry = ENTRIES.get(code.upper())
    if entry is None:
        near = nearest(code, ENTRIES)
        raise StopError(f"{format_value(code)} is not a code" + (f": did you mean {near}?" if near else ""))
    return f"{entry.code} {entry.name} ({entry.severity}, for {entry.about})\n\n{entry.why}\nSource: {entry.source}"
