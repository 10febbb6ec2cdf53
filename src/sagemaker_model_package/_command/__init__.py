"""The command ``sagemaker-model-package``."""


class StopError(Exception):
    """What keeps the command from its work, as the standard error has it."""
