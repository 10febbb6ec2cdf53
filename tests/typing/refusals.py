"""What the checkers have to refuse: wrong programs, each beside its right twin, written both ways that users write.

mypy and pyright, both strict, report a wrong program where it differs from its twin and nowhere else, and the twin not
at all; what ``attrs.evolve`` takes, pyright does not know. At run time the wrong program raises an exception, and the
twin neither raises nor warns. ``test_refusals.py`` holds all that, and ``docs/what-the-checker-refuses.md`` shows
it.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

SETUP = """\
IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
ARCHIVE = "s3://ml-artifacts/churn/model.tar.gz"
SAMPLES = "s3://ml-artifacts/churn/samples/"
OUTPUT = "s3://ml-artifacts/churn/validation/"
ROLE = "arn:aws:iam::111122223333:role/ModelValidation"
config = {"approval": "approved", "batch": "m5.large", "transform": "ml.m5.large ml.c5.xlarge"}

container = ModelPackageContainerDefinition(image=IMAGE)
serving = InferenceSpecification(
    containers=[container],
    supported_transform_instance_types=["ml.m5.large"],
    supported_realtime_inference_instance_types=["ml.m5.large"],
    supported_content_types=["text/csv"],
    supported_response_mime_types=["text/csv"],
)
alone = UnversionedInferenceSpecification(
    containers=[container],
    supported_transform_instance_types=["ml.m5.large"],
    supported_realtime_inference_instance_types=["ml.m5.large"],
    supported_content_types=["text/csv"],
    supported_response_mime_types=["text/csv"],
)
base = ModelPackageBuilder().inference_specification(serving)
validating = base.validation(role=ROLE, s3_uri=SAMPLES, s3_output_path=OUTPUT).validation(
    content_type="text/csv", instance_type="ml.m5.large", instance_count=1
)
shelf = validating.unversioned(
    "churn", transform_instance_types=["ml.m5.large"], realtime_instance_types=["ml.m5.large"]
)
data = TransformS3DataSource(s3_data_type="S3Prefix", s3_uri=SAMPLES)
machines = TransformResources(instance_type="ml.m5.large", instance_count=1)


def version_of(serving: InferenceSpecification) -> VersionedModelPackage:
    return VersionedModelPackage(model_package_group_name="churn", inference_specification=serving)


def served_by(container: ModelPackageContainerDefinition) -> VersionedModelPackage:
    return version_of(InferenceSpecification(containers=[container]))


def validated(source: TransformS3DataSource, resources: TransformResources) -> VersionedModelPackage:
    job = TransformJobDefinition(
        transform_input=TransformInput(data_source=TransformDataSource(s3_data_source=source), content_type="text/csv"),
        transform_output=TransformOutput(s3_output_path=OUTPUT),
        transform_resources=resources,
    )
    profile = ModelPackageValidationProfile(profile_name="profile", transform_job_definition=job)
    validation = ModelPackageValidationSpecification(validation_role=ROLE, validation_profiles=[profile])
    return VersionedModelPackage(
        model_package_group_name="churn", inference_specification=serving, validation_specification=validation
    )
"""
"""What all programs begin with."""


class Pair(NamedTuple):
    """A wrong program and its right twin."""

    program: str
    """Both of them: ``«wrong|right»`` is where they differ."""
    passes: str = ""
    """Why checkers let the wrong one pass, where they all do: then the check at run time alone refuses it."""
    missed: Mapping[str, str] = MappingProxyType({})
    """Single checkers that let it pass, each with the reason."""

    @property
    def wrong(self) -> str:
        """The wrong program."""
        return DIFFERENCE.sub(r"\1", self.program)

    @property
    def right(self) -> str:
        """Its twin."""
        return DIFFERENCE.sub(r"\2", self.program)

    @property
    def wrong_lines(self) -> list[int]:
        """The lines of the wrong program, counted from 1, that its twin does not have."""
        right = self.right.splitlines()
        return [number for number, line in enumerate(self.wrong.splitlines(), start=1) if line not in right]


class Refusal(NamedTuple):
    """A mistake, made with the builder and made with the classes, and maybe where an object is changed."""

    title: str
    builder: Pair
    classes: Pair
    evolve: Pair | None = None
    """Made with ``attrs.evolve``, of which most checkers know less."""


DIFFERENCE = re.compile(r"«(.*?)\|(.*?)»", re.DOTALL)
A_BOOL = "to every checker a `bool` is an `int`"
MANY_LITERALS = "it takes a `Literal` of more than 256 values for a `str`; real-time instance types are more"
UNCHECKED: Mapping[str, str] = dict.fromkeys(
    ("pyright", "ty"), "in attrs' stubs, `evolve` takes any keyword with any value"
)

REFUSALS = (
    Refusal(
        "A misspelt setter or field",
        builder=Pair('base.«descripton|description»("Churn classifier").versioned("churn").build()'),
        classes=Pair("""\
version_of(InferenceSpecification(containers=[container], «suported|supported»_content_types=["text/csv"]))"""),
        evolve=Pair(
            'attrs.evolve(version_of(serving), model_package_«descripton|description»="Churn classifier")',
            missed=UNCHECKED,
        ),
    ),
    Refusal(
        "A misspelt member of a structure",
        builder=Pair('ModelPackageBuilder().container(«imag|image»=IMAGE).versioned("churn").build()'),
        classes=Pair("served_by(ModelPackageContainerDefinition(«imag|image»=IMAGE))"),
    ),
    Refusal(
        "A member of a structure without its name",
        builder=Pair('ModelPackageBuilder().container(«|image=»IMAGE).versioned("churn").build()'),
        classes=Pair("served_by(ModelPackageContainerDefinition(«|image=»IMAGE))"),
    ),
    Refusal(
        "A value of the wrong type",
        builder=Pair('base.description(«5|"Fifth try"»).versioned("churn").build()'),
        classes=Pair("""\
VersionedModelPackage(
    model_package_group_name="churn", inference_specification=serving, model_package_description=«5|"Fifth try"»
)"""),
        evolve=Pair('attrs.evolve(version_of(serving), model_package_description=«5|"Fifth try"»)', missed=UNCHECKED),
    ),
    Refusal(
        "A `str` in a list of structures",
        builder=Pair('base.containers(«IMAGE|container»).versioned("churn").build()'),
        classes=Pair("version_of(InferenceSpecification(containers=[«IMAGE|container»]))"),
    ),
    Refusal(
        "A structure where a list of them is due",
        builder=Pair('base.containers(*«container|[container]»).versioned("churn").build()'),
        classes=Pair("version_of(InferenceSpecification(containers=«container|[container]»))"),
    ),
    Refusal(
        "A list where one structure is due",
        builder=Pair('ModelPackageBuilder().inference_specification(«[serving]|serving»).versioned("churn").build()'),
        classes=Pair(
            'VersionedModelPackage(model_package_group_name="churn", inference_specification=«[serving]|serving»)'
        ),
    ),
    Refusal(
        "A bare `str` for a list of strings",
        builder=Pair("""\
base.unversioned(
    "churn",
    transform_instance_types=«"ml.m5.large"|["ml.m5.large"]»,
    realtime_instance_types=["ml.m5.large"],
).build()"""),
        classes=Pair("""\
version_of(InferenceSpecification(containers=[container], supported_content_types=«"text/csv"|["text/csv"]»))"""),
    ),
    Refusal(
        "A list, or a number, for one of the strings",
        builder=Pair('base.content_types(«["text/csv"]|"text/csv"»).versioned("churn").build()'),
        classes=Pair(
            'version_of(InferenceSpecification(containers=[container], supported_content_types=[«5|"text/csv"»]))'
        ),
    ),
    Refusal(
        '`"aproved"`',
        builder=Pair('base.versioned("churn").approval_status(«"aproved"|"Approved"»).build()'),
        classes=Pair("""\
VersionedModelPackage(
    model_package_group_name="churn", inference_specification=serving, model_approval_status=«"aproved"|"Approved"»
)"""),
        evolve=Pair(
            'attrs.evolve(version_of(serving), model_approval_status=«"aproved"|"Approved"»)', missed=UNCHECKED
        ),
    ),
    Refusal(
        "Any `str` for an enum",
        builder=Pair(
            'base.versioned("churn").approval_status(«config["approval"]|ModelApprovalStatus(config["approval"].title())»).build()'
        ),
        classes=Pair("""\
VersionedModelPackage(
    model_package_group_name="churn",
    inference_specification=serving,
    model_approval_status=«config["approval"]|ModelApprovalStatus(config["approval"].title())»,
)"""),
    ),
    Refusal(
        "Any `str` in a list of instance types",
        builder=Pair("""\
base.transform_instance_types(
    *«config["batch"].split()|map(TransformInstanceType, config["transform"].split())»
).versioned("churn").build()"""),
        classes=Pair("""\
version_of(
    InferenceSpecification(
        containers=[container],
        supported_transform_instance_types=«config["batch"].split()|[
            TransformInstanceType(name) for name in config["transform"].split()
        ]»,
    )
)"""),
    ),
    Refusal(
        "An unknown instance type, as a string",
        builder=Pair(
            'base.realtime_instance_types(«"ml.m5.larg"|"ml.m5.large"»).versioned("churn").build()',
            missed={"pyrefly": MANY_LITERALS},
        ),
        classes=Pair(
            """\
version_of(
    InferenceSpecification(
        containers=[container],
        supported_realtime_inference_instance_types=[«"ml.m5.larg"|"ml.m5.large"»],
    )
)""",
            missed={"pyrefly": MANY_LITERALS},
        ),
    ),
    Refusal(
        "An unknown instance type of a transform job, as a string",
        builder=Pair('validating.validation(instance_type=«"ml.m5.larg"|"ml.m5.large"»).versioned("churn").build()'),
        classes=Pair(
            'validated(data, TransformResources(instance_type=«"ml.m5.larg"|"ml.m5.large"», instance_count=1))'
        ),
    ),
    Refusal(
        "An unknown instance type, as an enum member",
        builder=Pair(
            'base.realtime_instance_types(ProductionVariantInstanceType.«ML_M5_LARG|ML_M5_LARGE»).versioned("churn").build()'
        ),
        classes=Pair("""\
validated(
    data, TransformResources(instance_type=TransformInstanceType.«ML_M5_LARG|ML_M5_LARGE», instance_count=1)
)"""),
    ),
    Refusal(
        "A real-time instance type where a transform type is due, as a string",
        builder=Pair('base.«transform|realtime»_instance_types("ml.t2.medium").versioned("churn").build()'),
        classes=Pair(
            'validated(data, TransformResources(instance_type=«"ml.t2.medium"|"ml.m5.large"», instance_count=1))'
        ),
    ),
    Refusal(
        "A real-time instance type where a transform type is due, as an enum member",
        builder=Pair(
            'base.«transform|realtime»_instance_types(ProductionVariantInstanceType.ML_T2_MEDIUM).versioned("churn").build()'
        ),
        classes=Pair("""\
validated(
    data,
    TransformResources(
        instance_type=«ProductionVariantInstanceType.ML_T2_MEDIUM|TransformInstanceType.ML_M5_LARGE»,
        instance_count=1,
    ),
)"""),
    ),
    Refusal(
        '`"ManifestFile"` for model data',
        builder=Pair("""\
archive = S3ModelDataSource(
    s3_uri=ARCHIVE, s3_data_type=«"ManifestFile"|"S3Object"», compression_type="Gzip"
)
source = ModelDataSource(s3_data_source=archive)
base.container(image=IMAGE, model_data_source=source).versioned("churn").build()"""),
        classes=Pair("""\
archive = S3ModelDataSource(
    s3_uri=ARCHIVE, s3_data_type=«"ManifestFile"|"S3Object"», compression_type="Gzip"
)
source = ModelDataSource(s3_data_source=archive)
served_by(ModelPackageContainerDefinition(image=IMAGE, model_data_source=source))"""),
    ),
    Refusal(
        '`"AugmentedManifestFile"` for the input of a transform job, as a string',
        builder=Pair(
            'validating.validation(s3_data_type=«"AugmentedManifestFile"|"ManifestFile"»).versioned("churn").build()'
        ),
        classes=Pair("""\
source = TransformS3DataSource(s3_data_type=«"AugmentedManifestFile"|"ManifestFile"», s3_uri=SAMPLES)
validated(source, machines)"""),
    ),
    Refusal(
        "`AugmentedManifestFile` for the input of a transform job, as an enum member",
        builder=Pair(
            'validating.validation(s3_data_type=S3DataType.«AUGMENTED_MANIFEST_FILE|MANIFEST_FILE»).versioned("churn").build()'
        ),
        classes=Pair("""\
source = TransformS3DataSource(s3_data_type=S3DataType.«AUGMENTED_MANIFEST_FILE|MANIFEST_FILE», s3_uri=SAMPLES)
validated(source, machines)"""),
    ),
    Refusal(
        "A missing required member of a nested structure",
        builder=Pair(
            'base.container(image=IMAGE, model_input=ModelInput(«|data_input_config="{}"»)).versioned("churn").build()'
        ),
        classes=Pair('validated(data, TransformResources(instance_type="ml.m5.large"«|, instance_count=1»))'),
    ),
    Refusal(
        "A part left out of a structure that is given in parts",
        builder=Pair('base.life_cycle("Development"«|, "InProgress"»).versioned("churn").build()'),
        classes=Pair("""\
VersionedModelPackage(
    model_package_group_name="churn",
    inference_specification=serving,
    model_life_cycle=ModelLifeCycle(stage="Development"«|, stage_status="InProgress"»),
)"""),
    ),
    Refusal(
        "`None` for a required member",
        builder=Pair('base.versioned(«None|"churn"»).build()'),
        classes=Pair('VersionedModelPackage(model_package_group_name=«None|"churn"», inference_specification=serving)'),
    ),
    Refusal(
        "`tags` on a version",
        builder=Pair('base.versioned("churn").«tags|customer_metadata»({"team": "growth"}).build()'),
        classes=Pair("""\
«VersionedModelPackage(model_package_group_name|UnversionedModelPackage(model_package_name»="churn", \
inference_specification=«serving|alone», tags=[])"""),
        evolve=Pair(
            'attrs.evolve(version_of(serving), «tags=[]|customer_metadata_properties={"team": "growth"}»)',
            missed=UNCHECKED,
        ),
    ),
    Refusal(
        "`certify_for_marketplace` on a version",
        builder=Pair('«base.versioned("churn")|shelf».certify_for_marketplace(True).build()'),
        classes=Pair("""\
«VersionedModelPackage(model_package_group_name|UnversionedModelPackage(model_package_name»="churn", \
inference_specification=«serving|alone», certify_for_marketplace=False)"""),
    ),
    Refusal(
        "`approval_status` on an unversioned package",
        builder=Pair('«shelf|base.versioned("churn")».approval_status("Approved").build()'),
        classes=Pair("""\
«UnversionedModelPackage(model_package_name|VersionedModelPackage(model_package_group_name»="churn", \
inference_specification=«alone|serving», model_approval_status="Approved")"""),
    ),
    Refusal(
        "An unversioned package without its instance types",
        builder=Pair("""\
«base.unversioned("churn")|base.unversioned(
    "churn", transform_instance_types=["ml.m5.large"], realtime_instance_types=["ml.m5.large"]
)».build()"""),
        classes=Pair("""\
UnversionedModelPackage(
    model_package_name="churn",
    inference_specification=«InferenceSpecification(containers=[container]),|UnversionedInferenceSpecification(
        containers=[container],
        supported_transform_instance_types=["ml.m5.large"],
        supported_realtime_inference_instance_types=["ml.m5.large"],
    ),»
)"""),
    ),
    Refusal(
        "A package before its kind is chosen",
        builder=Pair('base.«|versioned("churn").»build()'),
        classes=Pair(
            '«ModelPackage(|VersionedModelPackage(model_package_group_name="churn", »inference_specification=serving)'
        ),
    ),
    Refusal(
        "Both names",
        builder=Pair("""\
base.«versioned("churn").|»unversioned(
    "churn", transform_instance_types=["ml.m5.large"], realtime_instance_types=["ml.m5.large"]
).build()"""),
        classes=Pair("""\
VersionedModelPackage(model_package_group_name="churn", «model_package_name="c", |»inference_specification=serving)"""),
    ),
    Refusal(
        "Neither name",
        builder=Pair('base.versioned(«|"churn"»).build()'),
        classes=Pair('VersionedModelPackage(«|model_package_group_name="churn", »inference_specification=serving)'),
    ),
    Refusal(
        "An `int` as the value of an environment variable",
        builder=Pair('base.container(image=IMAGE, environment={"WORKERS": «4|"4"»}).versioned("churn").build()'),
        classes=Pair('served_by(ModelPackageContainerDefinition(image=IMAGE, environment={"WORKERS": «4|"4"»}))'),
    ),
    Refusal(
        "A `str` as a count",
        builder=Pair('validating.validation(instance_count=«"2"|2»).versioned("churn").build()'),
        classes=Pair('validated(data, TransformResources(instance_type="ml.m5.large", instance_count=«"2"|2»))'),
    ),
    Refusal(
        "A `bool` as a count",
        builder=Pair('validating.validation(instance_count=«True|1»).versioned("churn").build()', passes=A_BOOL),
        classes=Pair(
            'validated(data, TransformResources(instance_type="ml.m5.large", instance_count=«True|1»))', passes=A_BOOL
        ),
    ),
    Refusal(
        "Assignment to a frozen field",
        builder=Pair("""\
base.«|description("Classifier").»versioned("churn").build()«.model_package_description = "Classifier"|»"""),
        classes=Pair("""\
«version_of(serving).model_package_description = "Churn classifier"|\
attrs.evolve(version_of(serving), model_package_description="Churn classifier")»"""),
    ),
)
