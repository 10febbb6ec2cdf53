"""``python -m sagemaker_model_package`` is the command ``sagemaker-model-package``."""

import sys

from sagemaker_model_package._command.main import main

if __name__ == "__main__":
    sys.exit(main())
