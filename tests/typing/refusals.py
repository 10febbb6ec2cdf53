"""What the checkers have to refuse: wrong programs, each beside its right twin, written both ways that users write.

mypy and pyright, both strict, report a wrong program where it differs from its twin and nowhere else, and the twin not
at all; what ``attrs.evolve`` takes, pyright does not know. At run time the wrong program raises an exception, and the
twin neither raises nor warns. ``tests/test_refusals.py`` holds all that, and ``docs/what-the-checker-refuses.md`` shows
it.
"""

from __future__ import annotations

from typing import NamedTuple

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

    wrong: str
    right: str
    passes: str = ""
    """Why checkers let it pass, where they all do: then the check at run time alone refuses it."""
    missed: tuple[tuple[str, str], ...] = ()
    """Single checkers that let it pass, each with the reason."""

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


MANY_LITERALS = "it takes a `Literal` of more than 256 values for a `str`; real-time instance types are more"
ANY_CHANGES = "in attrs' stubs, `evolve` takes any keyword with any value"

REFUSALS = (
    Refusal(
        "A misspelt setter or field",
        builder=Pair(
            wrong='base.descripton("Churn classifier").versioned("churn").build()',
            right='base.description("Churn classifier").versioned("churn").build()',
        ),
        classes=Pair(
            wrong='version_of(InferenceSpecification(containers=[container], suported_content_types=["text/csv"]))',
            right='version_of(InferenceSpecification(containers=[container], supported_content_types=["text/csv"]))',
        ),
        evolve=Pair(
            wrong='attrs.evolve(version_of(serving), model_package_descripton="Churn classifier")',
            right='attrs.evolve(version_of(serving), model_package_description="Churn classifier")',
            missed=(("pyright", ANY_CHANGES), ("ty", ANY_CHANGES)),
        ),
    ),
    Refusal(
        "A misspelt member of a structure",
        builder=Pair(
            wrong='ModelPackageBuilder().container(imag=IMAGE).versioned("churn").build()',
            right='ModelPackageBuilder().container(image=IMAGE).versioned("churn").build()',
        ),
        classes=Pair(
            wrong="served_by(ModelPackageContainerDefinition(imag=IMAGE))",
            right="served_by(ModelPackageContainerDefinition(image=IMAGE))",
        ),
    ),
    Refusal(
        "A member of a structure without its name",
        builder=Pair(
            wrong='ModelPackageBuilder().container(IMAGE).versioned("churn").build()',
            right='ModelPackageBuilder().container(image=IMAGE).versioned("churn").build()',
        ),
        classes=Pair(
            wrong="served_by(ModelPackageContainerDefinition(IMAGE))",
            right="served_by(ModelPackageContainerDefinition(image=IMAGE))",
        ),
    ),
    Refusal(
        "A value of the wrong type",
        builder=Pair(
            wrong='base.description(5).versioned("churn").build()',
            right='base.description("Fifth try").versioned("churn").build()',
        ),
        classes=Pair(
            wrong="""\
VersionedModelPackage(
    model_package_group_name="churn",
    model_package_description=5,
    inference_specification=serving,
)""",
            right="""\
VersionedModelPackage(
    model_package_group_name="churn",
    model_package_description="Fifth try",
    inference_specification=serving,
)""",
        ),
        evolve=Pair(
            wrong="attrs.evolve(version_of(serving), model_package_description=5)",
            right='attrs.evolve(version_of(serving), model_package_description="Fifth try")',
            missed=(("pyright", ANY_CHANGES), ("ty", ANY_CHANGES)),
        ),
    ),
    Refusal(
        "A `str` in a list of structures",
        builder=Pair(
            wrong='base.containers(IMAGE).versioned("churn").build()',
            right='base.containers(container).versioned("churn").build()',
        ),
        classes=Pair(
            wrong="version_of(InferenceSpecification(containers=[IMAGE]))",
            right="version_of(InferenceSpecification(containers=[container]))",
        ),
    ),
    Refusal(
        "A structure where a list of them is due",
        builder=Pair(
            wrong='base.containers(*container).versioned("churn").build()',
            right='base.containers(*[container]).versioned("churn").build()',
        ),
        classes=Pair(
            wrong="version_of(InferenceSpecification(containers=container))",
            right="version_of(InferenceSpecification(containers=[container]))",
        ),
    ),
    Refusal(
        "A list where one structure is due",
        builder=Pair(
            wrong='ModelPackageBuilder().inference_specification([serving]).versioned("churn").build()',
            right='ModelPackageBuilder().inference_specification(serving).versioned("churn").build()',
        ),
        classes=Pair(
            wrong='VersionedModelPackage(model_package_group_name="churn", inference_specification=[serving])',
            right='VersionedModelPackage(model_package_group_name="churn", inference_specification=serving)',
        ),
    ),
    Refusal(
        "A bare `str` for a list of strings",
        builder=Pair(
            wrong="""\
base.unversioned(
    "churn",
    transform_instance_types="ml.m5.large",
    realtime_instance_types=["ml.m5.large"],
).build()""",
            right="""\
base.unversioned(
    "churn",
    transform_instance_types=["ml.m5.large"],
    realtime_instance_types=["ml.m5.large"],
).build()""",
        ),
        classes=Pair(
            wrong="""\
version_of(
    InferenceSpecification(containers=[container], supported_content_types="text/csv")
)""",
            right="""\
version_of(
    InferenceSpecification(containers=[container], supported_content_types=["text/csv"])
)""",
        ),
    ),
    Refusal(
        "A list, or a number, for one of the strings",
        builder=Pair(
            wrong='base.content_types(["text/csv"]).versioned("churn").build()',
            right='base.content_types("text/csv").versioned("churn").build()',
        ),
        classes=Pair(
            wrong="version_of(InferenceSpecification(containers=[container], supported_content_types=[5]))",
            right="""\
version_of(
    InferenceSpecification(containers=[container], supported_content_types=["text/csv"])
)""",
        ),
    ),
    Refusal(
        '`"aproved"`',
        builder=Pair(
            wrong='base.versioned("churn").approval_status("aproved").build()',
            right='base.versioned("churn").approval_status("Approved").build()',
        ),
        classes=Pair(
            wrong="""\
VersionedModelPackage(
    model_package_group_name="churn",
    model_approval_status="aproved",
    inference_specification=serving,
)""",
            right="""\
VersionedModelPackage(
    model_package_group_name="churn",
    model_approval_status="Approved",
    inference_specification=serving,
)""",
        ),
        evolve=Pair(
            wrong='attrs.evolve(version_of(serving), model_approval_status="aproved")',
            right='attrs.evolve(version_of(serving), model_approval_status="Approved")',
            missed=(("pyright", ANY_CHANGES), ("ty", ANY_CHANGES)),
        ),
    ),
    Refusal(
        "Any `str` for an enum",
        builder=Pair(
            wrong='base.versioned("churn").approval_status(config["approval"]).build()',
            right="""\
base.versioned("churn").approval_status(
    ModelApprovalStatus(config["approval"].title())
).build()""",
        ),
        classes=Pair(
            wrong="""\
VersionedModelPackage(
    model_package_group_name="churn",
    model_approval_status=config["approval"],
    inference_specification=serving,
)""",
            right="""\
VersionedModelPackage(
    model_package_group_name="churn",
    model_approval_status=ModelApprovalStatus(config["approval"].title()),
    inference_specification=serving,
)""",
        ),
    ),
    Refusal(
        "Any `str` in a list of instance types",
        builder=Pair(
            wrong='base.transform_instance_types(*config["batch"].split()).versioned("churn").build()',
            right="""\
base.transform_instance_types(
    *map(TransformInstanceType, config["transform"].split())
).versioned("churn").build()""",
        ),
        classes=Pair(
            wrong="""\
version_of(
    InferenceSpecification(
        containers=[container],
        supported_transform_instance_types=config["batch"].split(),
    )
)""",
            right="""\
version_of(
    InferenceSpecification(
        containers=[container],
        supported_transform_instance_types=[
            TransformInstanceType(name) for name in config["transform"].split()
        ],
    )
)""",
        ),
    ),
    Refusal(
        "An unknown instance type, as a string",
        builder=Pair(
            wrong='base.realtime_instance_types("ml.m5.larg").versioned("churn").build()',
            right='base.realtime_instance_types("ml.m5.large").versioned("churn").build()',
            missed=(("pyrefly", MANY_LITERALS),),
        ),
        classes=Pair(
            wrong="""\
version_of(
    InferenceSpecification(
        containers=[container],
        supported_realtime_inference_instance_types=["ml.m5.larg"],
    )
)""",
            right="""\
version_of(
    InferenceSpecification(
        containers=[container],
        supported_realtime_inference_instance_types=["ml.m5.large"],
    )
)""",
            missed=(("pyrefly", MANY_LITERALS),),
        ),
    ),
    Refusal(
        "An unknown instance type of a transform job, as a string",
        builder=Pair(
            wrong='validating.validation(instance_type="ml.m5.larg").versioned("churn").build()',
            right='validating.validation(instance_type="ml.m5.large").versioned("churn").build()',
        ),
        classes=Pair(
            wrong='validated(data, TransformResources(instance_type="ml.m5.larg", instance_count=1))',
            right='validated(data, TransformResources(instance_type="ml.m5.large", instance_count=1))',
        ),
    ),
    Refusal(
        "An unknown instance type, as an enum member",
        builder=Pair(
            wrong="""\
base.realtime_instance_types(ProductionVariantInstanceType.ML_M5_LARG).versioned(
    "churn"
).build()""",
            right="""\
base.realtime_instance_types(ProductionVariantInstanceType.ML_M5_LARGE).versioned(
    "churn"
).build()""",
        ),
        classes=Pair(
            wrong="""\
validated(
    data,
    TransformResources(instance_type=TransformInstanceType.ML_M5_LARG, instance_count=1),
)""",
            right="""\
validated(
    data,
    TransformResources(instance_type=TransformInstanceType.ML_M5_LARGE, instance_count=1),
)""",
        ),
    ),
    Refusal(
        "A real-time instance type where a transform type is due, as a string",
        builder=Pair(
            wrong='base.transform_instance_types("ml.t2.medium").versioned("churn").build()',
            right='base.realtime_instance_types("ml.t2.medium").versioned("churn").build()',
        ),
        classes=Pair(
            wrong='validated(data, TransformResources(instance_type="ml.t2.medium", instance_count=1))',
            right='validated(data, TransformResources(instance_type="ml.m5.large", instance_count=1))',
        ),
    ),
    Refusal(
        "A real-time instance type where a transform type is due, as an enum member",
        builder=Pair(
            wrong="""\
base.transform_instance_types(ProductionVariantInstanceType.ML_T2_MEDIUM).versioned(
    "churn"
).build()""",
            right="""\
base.realtime_instance_types(ProductionVariantInstanceType.ML_T2_MEDIUM).versioned(
    "churn"
).build()""",
        ),
        classes=Pair(
            wrong="""\
validated(
    data,
    TransformResources(
        instance_type=ProductionVariantInstanceType.ML_T2_MEDIUM,
        instance_count=1,
    ),
)""",
            right="""\
validated(
    data,
    TransformResources(
        instance_type=TransformInstanceType.ML_M5_LARGE,
        instance_count=1,
    ),
)""",
        ),
    ),
    Refusal(
        '`"ManifestFile"` for model data',
        builder=Pair(
            wrong="""\
archive = S3ModelDataSource(
    s3_uri=ARCHIVE, s3_data_type="ManifestFile", compression_type="Gzip"
)
base.container(
    image=IMAGE, model_data_source=ModelDataSource(s3_data_source=archive)
).versioned("churn").build()""",
            right="""\
archive = S3ModelDataSource(
    s3_uri=ARCHIVE, s3_data_type="S3Object", compression_type="Gzip"
)
base.container(
    image=IMAGE, model_data_source=ModelDataSource(s3_data_source=archive)
).versioned("churn").build()""",
        ),
        classes=Pair(
            wrong="""\
archive = S3ModelDataSource(
    s3_uri=ARCHIVE, s3_data_type="ManifestFile", compression_type="Gzip"
)
served_by(
    ModelPackageContainerDefinition(
        image=IMAGE, model_data_source=ModelDataSource(s3_data_source=archive)
    )
)""",
            right="""\
archive = S3ModelDataSource(
    s3_uri=ARCHIVE, s3_data_type="S3Object", compression_type="Gzip"
)
served_by(
    ModelPackageContainerDefinition(
        image=IMAGE, model_data_source=ModelDataSource(s3_data_source=archive)
    )
)""",
        ),
    ),
    Refusal(
        '`"AugmentedManifestFile"` for the input of a transform job, as a string',
        builder=Pair(
            wrong='validating.validation(s3_data_type="AugmentedManifestFile").versioned("churn").build()',
            right='validating.validation(s3_data_type="ManifestFile").versioned("churn").build()',
        ),
        classes=Pair(
            wrong="""\
validated(
    TransformS3DataSource(s3_data_type="AugmentedManifestFile", s3_uri=SAMPLES),
    machines,
)""",
            right="""\
validated(
    TransformS3DataSource(s3_data_type="ManifestFile", s3_uri=SAMPLES),
    machines,
)""",
        ),
    ),
    Refusal(
        "`AugmentedManifestFile` for the input of a transform job, as an enum member",
        builder=Pair(
            wrong="""\
validating.validation(s3_data_type=S3DataType.AUGMENTED_MANIFEST_FILE).versioned(
    "churn"
).build()""",
            right="""\
validating.validation(s3_data_type=S3DataType.MANIFEST_FILE).versioned(
    "churn"
).build()""",
        ),
        classes=Pair(
            wrong="""\
validated(
    TransformS3DataSource(s3_data_type=S3DataType.AUGMENTED_MANIFEST_FILE, s3_uri=SAMPLES),
    machines,
)""",
            right="""\
validated(
    TransformS3DataSource(s3_data_type=S3DataType.MANIFEST_FILE, s3_uri=SAMPLES),
    machines,
)""",
        ),
    ),
    Refusal(
        "A missing required member of a nested structure",
        builder=Pair(
            wrong='base.container(image=IMAGE, model_input=ModelInput()).versioned("churn").build()',
            right="""\
base.container(image=IMAGE, model_input=ModelInput(data_input_config="{}")).versioned(
    "churn"
).build()""",
        ),
        classes=Pair(
            wrong='validated(data, TransformResources(instance_type="ml.m5.large"))',
            right='validated(data, TransformResources(instance_type="ml.m5.large", instance_count=1))',
        ),
    ),
    Refusal(
        "A part left out of a structure that is given in parts",
        builder=Pair(
            wrong='base.life_cycle("Development").versioned("churn").build()',
            right='base.life_cycle("Development", "InProgress").versioned("churn").build()',
        ),
        classes=Pair(
            wrong="""\
VersionedModelPackage(
    model_package_group_name="churn",
    inference_specification=serving,
    model_life_cycle=ModelLifeCycle(stage="Development"),
)""",
            right="""\
VersionedModelPackage(
    model_package_group_name="churn",
    inference_specification=serving,
    model_life_cycle=ModelLifeCycle(stage="Development", stage_status="InProgress"),
)""",
        ),
    ),
    Refusal(
        "`None` for a required member",
        builder=Pair(
            wrong="base.versioned(None).build()",
            right='base.versioned("churn").build()',
        ),
        classes=Pair(
            wrong="VersionedModelPackage(model_package_group_name=None, inference_specification=serving)",
            right='VersionedModelPackage(model_package_group_name="churn", inference_specification=serving)',
        ),
    ),
    Refusal(
        "`tags` on a version",
        builder=Pair(
            wrong='base.versioned("churn").tags({"team": "growth"}).build()',
            right='base.versioned("churn").customer_metadata({"team": "growth"}).build()',
        ),
        classes=Pair(
            wrong='VersionedModelPackage(model_package_group_name="churn", inference_specification=serving, tags=[])',
            right='UnversionedModelPackage(model_package_name="churn", inference_specification=alone, tags=[])',
        ),
        evolve=Pair(
            wrong="attrs.evolve(version_of(serving), tags=[])",
            right='attrs.evolve(version_of(serving), customer_metadata_properties={"team": "growth"})',
            missed=(("pyright", ANY_CHANGES), ("ty", ANY_CHANGES)),
        ),
    ),
    Refusal(
        "`certify_for_marketplace` on a version",
        builder=Pair(
            wrong='base.versioned("churn").certify_for_marketplace(True).build()',
            right="shelf.certify_for_marketplace(True).build()",
        ),
        classes=Pair(
            wrong="""\
VersionedModelPackage(model_package_group_name="churn", inference_specification=serving, certify_for_marketplace=False)\
""",
            right="""\
UnversionedModelPackage(model_package_name="churn", inference_specification=alone, certify_for_marketplace=False)""",
        ),
    ),
    Refusal(
        "`approval_status` on an unversioned package",
        builder=Pair(
            wrong='shelf.approval_status("Approved").build()',
            right='base.versioned("churn").approval_status("Approved").build()',
        ),
        classes=Pair(
            wrong="""\
UnversionedModelPackage(model_package_name="churn", inference_specification=alone, model_approval_status="Approved")\
""",
            right="""\
VersionedModelPackage(
    model_package_group_name="churn",
    inference_specification=serving,
    model_approval_status="Approved",
)""",
        ),
    ),
    Refusal(
        "An unversioned package without its instance types",
        builder=Pair(
            wrong='base.unversioned("churn").build()',
            right="""\
base.unversioned(
    "churn",
    transform_instance_types=["ml.m5.large"],
    realtime_instance_types=["ml.m5.large"],
).build()""",
        ),
        classes=Pair(
            wrong="""\
UnversionedModelPackage(
    model_package_name="churn",
    inference_specification=InferenceSpecification(containers=[container]),
)""",
            right="""\
UnversionedModelPackage(
    model_package_name="churn",
    inference_specification=UnversionedInferenceSpecification(
        containers=[container],
        supported_transform_instance_types=["ml.m5.large"],
        supported_realtime_inference_instance_types=["ml.m5.large"],
    ),
)""",
        ),
    ),
    Refusal(
        "A package before its kind is chosen",
        builder=Pair(
            wrong="base.build()",
            right='base.versioned("churn").build()',
        ),
        classes=Pair(
            wrong="ModelPackage(inference_specification=serving)",
            right='VersionedModelPackage(model_package_group_name="churn", inference_specification=serving)',
        ),
    ),
    Refusal(
        "Both names",
        builder=Pair(
            wrong="""\
base.versioned("churn").unversioned(
    "churn", transform_instance_types=["ml.m5.large"], realtime_instance_types=["ml.m5.large"]
).build()""",
            right="""\
base.unversioned(
    "churn", transform_instance_types=["ml.m5.large"], realtime_instance_types=["ml.m5.large"]
).build()""",
        ),
        classes=Pair(
            wrong="""\
VersionedModelPackage(model_package_group_name="churn", model_package_name="churn", inference_specification=serving)""",
            right='VersionedModelPackage(model_package_group_name="churn", inference_specification=serving)',
        ),
    ),
    Refusal(
        "Neither name",
        builder=Pair(
            wrong="base.versioned().build()",
            right='base.versioned("churn").build()',
        ),
        classes=Pair(
            wrong="VersionedModelPackage(inference_specification=serving)",
            right='VersionedModelPackage(model_package_group_name="churn", inference_specification=serving)',
        ),
    ),
    Refusal(
        "An `int` as the value of an environment variable",
        builder=Pair(
            wrong='base.container(image=IMAGE, environment={"WORKERS": 4}).versioned("churn").build()',
            right='base.container(image=IMAGE, environment={"WORKERS": "4"}).versioned("churn").build()',
        ),
        classes=Pair(
            wrong='served_by(ModelPackageContainerDefinition(image=IMAGE, environment={"WORKERS": 4}))',
            right='served_by(ModelPackageContainerDefinition(image=IMAGE, environment={"WORKERS": "4"}))',
        ),
    ),
    Refusal(
        "A `str` as a count",
        builder=Pair(
            wrong='validating.validation(instance_count="2").versioned("churn").build()',
            right='validating.validation(instance_count=2).versioned("churn").build()',
        ),
        classes=Pair(
            wrong='validated(data, TransformResources(instance_type="ml.m5.large", instance_count="2"))',
            right='validated(data, TransformResources(instance_type="ml.m5.large", instance_count=2))',
        ),
    ),
    Refusal(
        "A `bool` as a count",
        builder=Pair(
            wrong='validating.validation(instance_count=True).versioned("churn").build()',
            right='validating.validation(instance_count=1).versioned("churn").build()',
            passes="to every checker a `bool` is an `int`",
        ),
        classes=Pair(
            wrong='validated(data, TransformResources(instance_type="ml.m5.large", instance_count=True))',
            right='validated(data, TransformResources(instance_type="ml.m5.large", instance_count=1))',
            passes="to every checker a `bool` is an `int`",
        ),
    ),
    Refusal(
        "Assignment to a frozen field",
        builder=Pair(
            wrong='base.versioned("churn").build().model_package_description = "Churn classifier"',
            right='base.description("Churn classifier").versioned("churn").build()',
        ),
        classes=Pair(
            wrong='version_of(serving).model_package_description = "Churn classifier"',
            right='attrs.evolve(version_of(serving), model_package_description="Churn classifier")',
        ),
    ),
)
