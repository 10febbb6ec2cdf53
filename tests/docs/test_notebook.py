"""The notebook in ``examples/``, executed by a kernel as JupyterLab executes it: ``nox -s notebook``."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from .conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

nbclient: Any = pytest.importorskip("nbclient", reason="`nox -s notebook` installs what executes notebooks")
nbformat: Any = pytest.importorskip("nbformat")

NOTEBOOK = ROOT / "examples" / "notebook.ipynb"
SECRET = "inference.py"
pytestmark = pytest.mark.filterwarnings("default")  # of Jupyter's own


@pytest.fixture
def outputs(moto: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, Any]]:  # noqa: ARG001
    """Return the last output of each cell that has one, by the cell's last line."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return {cell.source.splitlines()[-1]: cell.outputs[-1] for cell in notebook.cells if cell.get("outputs")}


def test_the_notebook_shows_what_it_says(outputs: dict[str, dict[str, Any]]) -> None:
    (wrong,) = [output for output in outputs.values() if output["output_type"] == "error"]
    shown = re.sub(r"\x1b\[[\d;]*m", "", "\n".join(wrong["traceback"]))
    assert (
        '.container(image="xgboost:1.7-1", model_data_url="s3//ml-artifacts/model.tar.gz").versioned("churn")' in shown
    )
    assert "InferenceSpecification.Containers[0].ModelDataUrl  [MP003 pattern]" in shown
    assert "sagemaker_model_package/" not in shown

    assert "text/html" in outputs["package"]["data"]
    assert outputs["registered.version"]["data"]["text/plain"] == "1"
    assert "0.93" in outputs["diff(package, changed)"]["data"]["text/plain"]
    assert SECRET not in json.dumps([output.get("data") for output in outputs.values()])


def test_the_notebook_is_kept_without_outputs() -> None:
    notebook = json.loads(NOTEBOOK.read_text("utf-8"))
    assert not [cell for cell in notebook["cells"] if cell.get("outputs") or cell.get("execution_count")]
