"""The word that was probably meant, for messages: what a colleague would say who knows the words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

_MAX_COMPARED = 200
_SEPARATORS = str.maketrans("", "", "_-. ")
_SHORTEST_BEGINNING = 3

Search: TypeAlias = Callable[[str, Sequence[str]], "str | None"]


def nearest(value: str, known: Iterable[str], *, boldly: bool = True) -> str | None:
    """Return the known value that was probably meant, or ``None`` if none is like it.

    Case and the characters between words do not matter, nor does a beginning that all known values share. Unless
    ``boldly`` is false, a value that is spelt alike will do at last.
    """
    text = str.__str__(value)
    if len(text) > _MAX_COMPARED:  # no slip of the finger, and comparing takes quadratic time
        return None
    candidates = tuple(map(str, known))
    has_families = _shared_beginning(candidates).endswith(".")
    searches = _IN_FAMILIES if has_families else _IN_WORDS if boldly else _IN_WORDS[:-1]
    return next(filter(None, (search(text, candidates) for search in searches)), None)


def _of_the_same_letters(value: str, known: Sequence[str]) -> str | None:
    """Return the known value of the same letters and digits: ``model_package_name`` means ``ModelPackageName``."""
    wanted = letters(value)
    return next((one for one in known if letters(one) == wanted), None)


def _without_its_beginning(value: str, known: Sequence[str]) -> str | None:
    """Return the known value that lacks the beginning that all have: ``m5.large`` means ``ml.m5.large``."""
    beginning = _shared_beginning(known)
    return _of_the_same_letters(beginning + value, known) if beginning and value else None


def _shared_beginning(known: Sequence[str]) -> str:
    first, last = min(known, default=""), max(known, default="")
    return first[: next((at for at, pair in enumerate(zip(first, last, strict=False)) if len(set(pair)) > 1), None)]


def _of_the_family(value: str, known: Sequence[str]) -> str | None:
    """Return the nearest size of a family: ``ml.m5.56xlarge`` means ``ml.m5.24xlarge``."""
    beginning = _shared_beginning(known)
    wanted = re.sub(r"[-_ ]", ".", value.casefold())
    family, _, size = wanted.removeprefix(beginning).partition(".")
    by_family: dict[str, list[str]] = {}
    for one in known:
        by_family.setdefault(one.removeprefix(beginning).partition(".")[0], []).append(one)
    near = _similar(family, by_family)
    return near and beginning + near + _nearest_size(size, [one[len(beginning + near) :] for one in by_family[near]])


_SIZES = {"nano": 0.03, "micro": 0.06, "small": 0.12, "medium": 0.25, "large": 0.5, "xlarge": 1, "metal": 100}
"""How large machines of a family are; a number before the word multiplies that."""


def _nearest_size(size: str, known: Sequence[str]) -> str:
    wanted = _factor(size)
    factors = {one: factor for one in known if (factor := _factor(one))}  # some have another form: metal-24xl
    if wanted and factors:
        return min(factors, key=lambda one: max(wanted / factors[one], factors[one] / wanted))
    return _similar(f".{size}", known) or min(known, key=_factor)


def _factor(size: str) -> float:
    """Return how large a machine is; 0 for what is not a size."""
    match = re.fullmatch(r"\.?(\d{0,3})\.?([a-z]+)", size)
    return int(match[1] or 1) * _SIZES.get(match[2], 0) if match else 0


def _with_these_words(value: str, known: Sequence[str]) -> str | None:
    """Return the known value of the fewest words that has all these, in order: ``Pending``, ``Description``."""
    wanted = _words(value)
    if len("".join(wanted)) < _SHORTEST_BEGINNING:
        return None
    found = [one for one in known if _has_words(_words(one), wanted)]
    return min(found, key=lambda one: len(_words(one))) if found else None


def _has_words(words: Sequence[str], wanted: Sequence[str]) -> bool:
    left = iter(words)
    return all(any(word.startswith(one) and _is_beginning(one, word) for word in left) for one in wanted)


def _is_beginning(one: str, word: str) -> bool:
    return one == word or len(one) >= _SHORTEST_BEGINNING


def _similar(value: str, known: Iterable[str]) -> str | None:
    """Return the known value that is spelt most alike."""
    import difflib  # here, for only a wrong value needs it

    caseless = {one.casefold(): one for one in known}
    similar = difflib.get_close_matches(value.casefold(), caseless, n=1)
    return caseless[similar[0]] if similar else None


def letters(value: str) -> str:
    """Return a value without what separates its words, in small letters."""
    return value.casefold().translate(_SEPARATORS)


@lru_cache(maxsize=1000)
def _words(value: str) -> tuple[str, ...]:
    found = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", value)
    return tuple(word.casefold() for word in found)


_IN_FAMILIES: Sequence[Search] = (_of_the_same_letters, _without_its_beginning, _of_the_family)
_IN_WORDS: Sequence[Search] = (_of_the_same_letters, _without_its_beginning, _with_these_words, _similar)
"""From the surest to the boldest: for what has a family and a size, such as instance types; and for words."""
