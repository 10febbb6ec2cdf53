"""Make the pictures of ``how-to/notebook.md``: of a notebook that is run, as JupyterLab exports it, in Chromium.

``nox -s pictures`` runs it. With ``--all DIRECTORY`` it also writes pictures for the eye alone: at the width of a
desktop and of a phone, in JupyterLab's themes and on a page without any, in both colour schemes.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

STATIC = Path(__file__).parent / "_static"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
WIDTHS = {"desktop": 900, "phone": 390}
SCHEMES = ("light", "dark")

REGISTRY = """
import boto3, moto

moto.mock_aws().start()
from sagemaker_model_package import ModelPackageBuilder, ModelRegistry

registry = ModelRegistry(boto3.client("sagemaker", region_name="eu-central-1"))
registry.ensure_group("churn")
builder = (
    ModelPackageBuilder()
    .description("Churn classifier, November retrain")
    .container(
        image="492215442770.dkr.ecr.eu-central-1.amazonaws.com/sagemaker-xgboost:1.7-1",
        model_data_url="s3://ml-artifacts/churn/2026-11-28/model.tar.gz",
        environment={"SAGEMAKER_PROGRAM": "inference.py", "MODEL_SERVER_WORKERS": "2"},
        framework="XGBOOST",
    )
    .content_types("text/csv", "application/json")
    .response_mime_types("text/csv")
    .realtime_instance_types("ml.m5.large", "ml.m5.xlarge", "ml.c7i.xlarge")
    .transform_instance_types("ml.m5.large")
    .model_quality(statistics="s3://ml-artifacts/churn/2026-11-28/evaluation.json")
    .customer_metadata({"team": "growth", "auc": 0.91})
    .versioned("churn")
)
package = builder.approval_status("Approved").build()
for status in ("Approved", "Rejected", "Approved", "PendingManualApproval"):
    registry.register(builder.approval_status(status).build())
"""

CELLS = {"setup": REGISTRY, "package": "package", "versions": 'registry.versions("churn")', "builder": "builder"}
SHOWN = ("package", "versions")
"""The cells whose pictures are in the documentation."""


def exported(theme: str) -> str:
    """Run the notebook, and return it as JupyterLab exports it to HTML."""
    nbformat: Any = import_module("nbformat.v4")
    notebook = nbformat.new_notebook(cells=[nbformat.new_code_cell(cell.strip()) for cell in CELLS.values()])
    import_module("nbclient").NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    html: str = import_module("nbconvert").HTMLExporter(theme=theme, embed_images=True).from_notebook_node(notebook)[0]
    return html


def main() -> None:
    """Make them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, help="a directory for the pictures that are not in the documentation")
    everything: Path | None = parser.parse_args().all
    browser = next(filter(None, map(shutil.which, BROWSERS)))
    sync_playwright: Any = import_module("playwright.sync_api").sync_playwright
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as directory:
        chromium = driver.chromium.launch(executable_path=browser, args=FLAGS)
        for scheme in SCHEMES:
            path = Path(directory) / f"{scheme}.html"
            path.write_text(exported(scheme), "utf-8")
            for width, pixels in WIDTHS.items():
                page = chromium.new_page(viewport={"width": pixels, "height": 900}, color_scheme=scheme, offline=True)
                page.goto(path.as_uri())
                cells = dict(zip(CELLS, page.query_selector_all(".jp-CodeCell"), strict=True))
                cards = [cells[name].query_selector(".sm-package") for name in SHOWN]
                if width == "desktop":
                    for name, card in zip(SHOWN, cards, strict=True):
                        card.screenshot(path=STATIC / f"notebook-{name}-{scheme}.png")
                if everything is not None:
                    page.screenshot(path=everything / f"notebook-{scheme}-{width}.png", full_page=True)
                    page.set_content("<br>".join(card.evaluate("card => card.outerHTML") for card in cards))
                    page.screenshot(path=everything / f"bare-{scheme}-{width}.png", full_page=True)
                page.close()
        chromium.close()


if __name__ == "__main__":
    main()
