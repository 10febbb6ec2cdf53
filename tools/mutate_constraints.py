"""Show how sharp the contract test is: change every constraint by one, and count the changes that it notices.

    python tools/mutate_constraints.py

Nothing is written; the changes exist in memory alone. ``tests/contract/mutants.py`` says what they are.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from botocore.loaders import Loader

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Print for each kind of change how many were noticed and how many not, and then those that were not."""
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    from tests.contract.comparison import differences  # noqa: PLC0415 - found only now
    from tests.contract.mutants import mutants, survivors  # noqa: PLC0415

    shapes = Loader().load_service_model("sagemaker", "service-2")["shapes"]
    unmutated = differences(shapes)
    made = list(mutants())
    survived = survivors(shapes, made)
    total, alive = (Counter(mutant.aspect for mutant in some) for some in (made, survived))
    print(f"{'changed':<16}{'mutants':>8}{'killed':>8}{'survived':>10}")
    for aspect in sorted(total):
        print(f"{aspect:<16}{total[aspect]:>8}{total[aspect] - alive[aspect]:>8}{alive[aspect]:>10}")
    print(f"{'all':<16}{len(made):>8}{len(made) - len(survived):>8}{len(survived):>10}")
    for mutant in survived:
        print(f"survived: {mutant}")
    for difference in unmutated:
        print(f"without any mutation: {difference}")
    return 1 if survived or unmutated else 0


if __name__ == "__main__":
    sys.exit(main())
