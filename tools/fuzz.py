"""Give the library a great many wrong values by every way in, and count what comes out; ``nox -s fuzz`` runs it.

Only a package or ``ModelPackageValidationError`` may come out. A builder's setter may also raise what its signature
says: ``TypeError`` and ``LookupError``, counted apart. Anything else is printed, and the program fails.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
import warnings
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

sys.path.insert(0, str(Path(__file__).parent.parent))

from sagemaker_model_package import ModelPackageValidationError, VersionedModelPackage, from_describe, from_kwargs
from sagemaker_model_package._constraints import members_of
from tests.validation import test_survival as survival
from tests.validation.hostile import HOSTILE

SMALL = {name: value for name, value in survival.NASTY.items() if not name.startswith(("ten megabytes", "10,000"))}
VALUES: list[Any] = [*SMALL.values(), *HOSTILE.values(), "x", "s3://bucket/key", "Approved", 5, {}, [], [{}]]
REQUESTS = list(survival.REQUESTS.values())
POSITIONS = [*survival.POSITIONS, ("version", ()), ("shelf", ())]
EXPECTED = {
    "a setter's TypeError": ("not both", "missing", "takes tags as a mapping"),
    "a setter's LookupError": ("containers are named",),
}


def value(chance: random.Random) -> Any:  # noqa: ANN401 - anything at all
    """Return any value, now and then within a list or a dict."""
    found = chance.choice(VALUES)
    wrapped = chance.random()
    if wrapped < 0.1:  # noqa: PLR2004 - one of ten
        return [found, chance.choice(VALUES)]
    return {chance.choice(survival.NAMES): found, "A": "b"} if wrapped > 0.9 else found  # noqa: PLR2004 - see above


def into_request(chance: random.Random) -> Callable[[], object]:
    """Return a call with one to three values replaced in a whole request."""
    name = chance.choice(["version", "shelf"])
    request: Any = survival.REQUESTS[name]
    for _ in range(chance.randint(1, 3)):
        path = chance.choice([path for of, path in POSITIONS if of == name])
        with suppress(Exception):  # the place may be gone: it was in what was replaced before
            request = survival.replaced(request, path, value(chance))
    way_in = chance.choice([from_kwargs, from_describe])
    return lambda: way_in(request)


def into_class(chance: random.Random) -> Callable[[], object]:
    """Return a call that makes a structure of any values, and a package of it."""
    structure = chance.choice(survival.CLASSES)
    arguments = {member.attribute: value(chance) for member in members_of(structure) if chance.random() < 0.5}  # noqa: PLR2004 - half of them
    given = {**survival.required_of(structure), **arguments}
    return lambda: survival.holding(survival.made(structure, given), VersionedModelPackage)


def into_builder(chance: random.Random) -> Callable[[], object]:
    """Return a call of one to four setters, and of ``build``."""
    kind = chance.choice(list(survival.BUILDERS))
    setters = [name for name in survival.SETTERS if name.startswith(f"{kind}.")]
    calls = [(chance.choice(setters), value(chance)) for _ in range(chance.randint(1, 4))]

    def build() -> object:
        builder = survival.BUILDERS[kind]()
        for setter, given in calls:
            builder = survival.SETTERS[setter](builder, given)
        return builder.build()

    return build


WAYS = {"request": into_request, "class": into_class, "builder": into_builder}


def outcome(call: Callable[[], object]) -> str:
    """Return what came out of a call; an error that should not is raised."""
    try:
        made = call()
    except ModelPackageValidationError:
        return "ModelPackageValidationError"
    except (TypeError, LookupError) as error:
        for name, texts in EXPECTED.items():
            if any(text in str(error) for text in texts):
                return name
        raise
    return "nothing to check" if made is None else "a package"


def main() -> None:
    """Run, print the counts, and fail where anything else came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so many")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    chance = random.Random(options.seed)  # noqa: S311 - not for secrets
    counts: Counter[tuple[str, str]] = Counter()
    wrong: Counter[str] = Counter()
    start = time.monotonic()
    for number in range(options.inputs):
        if time.monotonic() - start > options.seconds:
            break
        name = list(WAYS)[number % len(WAYS)]
        try:
            counts[name, outcome(WAYS[name](chance))] += 1
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            counts[name, "ANYTHING ELSE"] += 1
            last = traceback.extract_tb(error.__traceback__)[-1]
            wrong[f"{name}: {type(error).__name__} at {last.filename}:{last.lineno}"] += 1
    for (name, what), count in sorted(counts.items()):
        print(f"{name:8} {what:28} {count:9,}")
    print(f"{'all':8} {'':28} {counts.total():9,}")
    for text, count in wrong.most_common():
        print(f"{count:9,}  {text}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
