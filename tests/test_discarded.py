"""The warning for a setter whose result is thrown away: it blames the right line, and it accuses nobody else."""

from __future__ import annotations

import _thread
import contextlib
import gc
import os
import pickle
import subprocess
import sys
import threading
import warnings
from code import InteractiveInterpreter
from doctest import DocTestFinder, DocTestRunner
from textwrap import dedent, indent
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import pytest

from sagemaker_model_package import ModelPackageBuilder, discarded

from .test_builder import BUILDERS

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path
    from types import FrameType

    from typing_extensions import Self

pytestmark = pytest.mark.skipif(sys.implementation.name != "cpython", reason="objects die at once on CPython alone")

IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
SNIPPET = "a_user_s_script.py"
MARK = "# discarded"
"""Stands on the lines of a snippet that are to be blamed."""


class Blame(NamedTuple):
    """Where a warning points, and the setter that it names."""

    filename: str
    line: int
    setter: str


@pytest.fixture(scope="module", autouse=True)
def _quick_collections() -> Generator[None]:
    gc.collect()
    gc.freeze()  # from here on a collection looks at what these tests made, and at nothing else
    yield
    gc.unfreeze()


@contextlib.contextmanager
def recorded() -> Generator[list[Blame]]:
    """Record the warnings for discarded builders; any other warning is an error."""
    blames: list[Blame] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("error")
        warnings.filterwarnings("always", message="the result of .* was thrown away", category=RuntimeWarning)
        yield blames
        gc.collect()
    for warning in caught:
        text = str(warning.message)
        setter = text.partition("the result of ")[2].partition("(...)")[0]
        assert f"builder = builder.{setter}(...)" in text
        assert warning.category is RuntimeWarning
        blames.append(Blame(warning.filename, warning.lineno, setter))


def run(source: str, **names: Any) -> None:  # noqa: ANN401
    """Run a snippet as a module's code."""
    base = ModelPackageBuilder().container(image=IMAGE)
    namespace: dict[str, Any] = {"__name__": "snippet", "Builder": ModelPackageBuilder, "base": base, **names}
    exec(compile(dedent(source), SNIPPET, "exec"), namespace)  # noqa: S102
    namespace.clear()


def marked(source: str) -> list[int]:
    return [number for number, line in enumerate(dedent(source).splitlines(), 1) if MARK in line]


def lines(blames: list[Blame]) -> list[int]:
    assert all(blame.filename == SNIPPET for blame in blames)
    return sorted({blame.line for blame in blames})


# Who is blamed --------------------------------------------------------------------------------------------------------

GUILTY = {
    "module": """
        base.description("x")  # discarded
    """,
    "function": """
        def fill(builder):
            builder.description("x")  # discarded
            return builder
        fill(base)
    """,
    "last statement of a function": """
        def fill(builder):
            builder.description("x")  # discarded
        fill(base)
    """,
    "class body": """
        class Config:
            base.description("x")  # discarded
            other = 1
    """,
    "method": """
        class Config:
            builder = base
            def fill(self):
                self.builder.description("x")  # discarded
        Config().fill()
    """,
    "loop": """
        def fill(builder):
            for text in ("x", "y"):
                builder.description(text)  # discarded
            while True:
                builder.description("x")  # discarded
                break
        fill(base)
    """,
    "with block": """
        import contextlib
        def fill(builder):
            with contextlib.nullcontext():
                builder.description("x")  # discarded
        fill(base)
    """,
    "try": """
        def fill(builder):
            try:
                builder.description("x")  # discarded
                raise ValueError
            except ValueError:
                builder.description("y")  # discarded
            else:
                pass
            finally:
                builder.description("z")  # discarded
        fill(base)
    """,
    "finally on the way out": """
        def fill(builder):
            try:
                return builder
            finally:
                builder.description("z")  # discarded
        fill(base)
    """,
    "branches": """
        def fill(builder, yes):
            if yes:
                builder.description("x")  # discarded
            else:
                builder.description("y")  # discarded
        fill(base, True)
        fill(base, False)
    """,
    "match": """
        def fill(builder, kind):
            match kind:
                case 1:
                    builder.description("x")  # discarded
                case _:
                    builder.description("y")  # discarded
        fill(base, 1)
        fill(base, 2)
    """,
    "async function": """
        import asyncio
        async def fill(builder):
            builder.description("x")  # discarded
            await asyncio.sleep(0)
            builder.description("y")  # discarded
        runner = asyncio.new_event_loop()
        runner.run_until_complete(fill(base))
        runner.close()
    """,
    "generator": """
        def fill(builder):
            builder.description("x")  # discarded
            yield 1
            builder.description("y")  # discarded
        list(fill(base))
    """,
    "closure": """
        def outer(builder):
            def inner():
                builder.description("x")  # discarded
            inner()
        outer(base)
    """,
    "keywords": """
        def fill(builder):
            builder.description(text="x")  # discarded
            builder.container(image="image", environment={"A": "b"})  # discarded
        fill(base)
    """,
    "unpacked arguments": """
        def fill(builder, args, kwargs):
            builder.content_types(*args)  # discarded
            builder.container(**kwargs)  # discarded
            builder.life_cycle("a", *args, **{"description": "d"})  # discarded
        fill(base, ("text/csv",), {"image": "image"})
    """,
    "move": """
        def fill(builder):
            builder.versioned("churn")  # discarded
            builder.unversioned("churn", transform_instance_types=[], realtime_instance_types=[])  # discarded
            builder.unversioned_from_algorithm("churn", "algorithm")  # discarded
        fill(base)
    """,
    "end of a chain": """
        def fill(builder):
            builder.content_types("text/csv").task("OTHER").description("x")  # discarded
            Builder().description("x")  # discarded
        fill(base)
    """,
    "bound method": """
        def fill(builder):
            describe = builder.description
            describe("x")  # discarded
            getattr(builder, "description")("x")  # discarded
            Builder.description(builder, "x")  # discarded
        fill(base)
    """,
    "nested call": """
        def fill(builder):
            builder.description(str(builder.task("OTHER")))  # discarded
        fill(base)
    """,
    "rebound and then forgotten": """
        def fill(builder):
            builder = builder.description("x")
            builder.task("OTHER")  # discarded
            builder = builder.task("OTHER")
            return builder
        fill(base)
    """,
    "many times": """
        def fill(builder):
            for _ in range(500):
                builder.description("x")  # discarded
        fill(base)
    """,
}


@pytest.mark.parametrize("name", GUILTY)
def test_a_result_thrown_away_is_blamed_on_its_line(name: str) -> None:
    source = GUILTY[name]
    with recorded() as blames:
        run(source)

    assert marked(source)
    assert lines(blames) == marked(source)


@pytest.mark.parametrize(
    ("cls", "setter"), [(cls, setter) for cls, _, setters in BUILDERS for setter in setters], ids=str
)
def test_every_setter_and_every_move_is_named(cls: type, setter: str) -> None:
    builder, call = next((builder, setters[setter]) for kind, builder, setters in BUILDERS if kind is cls)
    with recorded() as blames:
        run(
            f"def fill(b):\n    b.{setter}(*args, **kwargs)\nfill(builder)",
            builder=builder,
            args=call.args,
            kwargs=call.kwargs,
        )

    assert blames == [Blame(SNIPPET, 2, setter)]


def test_a_call_over_several_lines_is_blamed_within_its_lines() -> None:
    source = """
        def fill(builder):
            (
                builder
                .container(
                    image="image",
                    environment={
                        "A": "b",
                    },
                )
                .description(
                    "x"
                )
            )
            return builder
        fill(base)
    """
    with recorded() as blames:
        run(source)

    (blame,) = blames
    assert (blame.filename, blame.setter) == (SNIPPET, "description")
    assert 3 <= blame.line <= 14


@pytest.mark.parametrize("count", [100, 300, 5000])
def test_very_long_functions_are_no_different(count: int) -> None:
    head = "\n".join(f"    name_{number} = 'constant {number}'" for number in range(count))
    middle = f"""
    if name_{count - 1}:
        builder.description(name_{count - 1})  # discarded
    kept = builder.description('kept {count}')
    for _ in (1, 2):
        kept = kept.description(name_{count - 2})
        builder.life_cycle(name_1, status=name_{count - 2}, description='{count}')  # discarded"""
    source = f"def fill(builder):\n{head}{middle}\n{head}\n    return kept\nkept = fill(base)\n"
    with recorded() as blames:
        run(source)

    assert lines(blames) == marked(source)


def test_calls_with_many_arguments_are_no_different() -> None:
    types = ", ".join(f"'text/x-{number}'" for number in range(400))
    call = f"builder.content_types({types})"
    source = f"def fill(builder):\n    {call}  # discarded\n    return {call}\n_ = fill(base)\n"
    with recorded() as blames:
        run(source)

    assert lines(blames) == marked(source)


def test_it_says_what_to_write() -> None:
    with pytest.warns(RuntimeWarning, match=r"description\(\.\.\.\) was thrown away.*builder = builder\.description\("):
        run('base.description("x")')


# Under the eyes of debuggers and coverage -----------------------------------------------------------------------------


@contextlib.contextmanager
def traced() -> Generator[None]:
    def trace(frame: FrameType, _event: str, _argument: object) -> Callable[..., Any]:
        frame.f_trace_opcodes = True
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


def ignore(*_: object) -> None:
    """Watch, and do nothing."""


@contextlib.contextmanager
def profiled() -> Generator[None]:
    before = sys.getprofile()
    sys.setprofile(ignore)
    try:
        yield
    finally:
        sys.setprofile(before)


@contextlib.contextmanager
def monitored() -> Generator[None]:
    monitoring: Any = getattr(sys, "monitoring")  # noqa: B009 - Python 3.12 and newer have it
    tool = next(number for number in range(6) if monitoring.get_tool(number) is None)
    monitoring.use_tool_id(tool, "a test")
    events = monitoring.events
    watched = (events.LINE, events.INSTRUCTION, events.CALL, events.PY_START, events.PY_RETURN, events.RAISE)
    for event in watched:
        monitoring.register_callback(tool, event, ignore)
    monitoring.set_events(tool, sum(watched))
    try:
        yield
    finally:
        monitoring.set_events(tool, 0)
        for event in watched:
            monitoring.register_callback(tool, event, None)
        monitoring.free_tool_id(tool)


WATCHING = [traced, profiled, *([monitored] if hasattr(sys, "monitoring") else [])]
each_watcher = pytest.mark.parametrize("watching", WATCHING)


@each_watcher
@pytest.mark.parametrize("name", GUILTY)
def test_the_guilty_are_blamed_under_watch(
    name: str, watching: Callable[[], contextlib.AbstractContextManager[None]]
) -> None:
    source = GUILTY[name]
    with recorded() as blames, watching():
        run(source)

    assert lines(blames) == marked(source)


# Who is innocent ------------------------------------------------------------------------------------------------------

INNOCENT = {
    "bound": """
        described = base.description("x")
        del described
    """,
    "bound in a function": """
        def fill(builder):
            described = builder.description("x")
            del described
            other = builder.description("y")
        fill(base)
    """,
    "bound to an underscore": """
        def fill(builder):
            _ = builder.description("x")
            _ = builder.description("y")
        fill(base)
        _ = base.description("x")
    """,
    "rebound": """
        def fill(builder):
            builder = builder.description("x")
            builder = builder.description("y")
            return builder
        fill(base).task("OTHER").build if False else None
    """,
    "rebound in a loop": """
        def fill(builder):
            for text in "abc":
                builder = builder.description(text)
            while builder:
                builder = builder.description("x")
                builder = None
        fill(base)
        for text in "abc":
            base = base.description(text)
    """,
    "comprehensions": """
        def fill(builder):
            built = [builder.description(text) for text in "abc"]
            built = {text: builder.description(text) for text in "abc"}
            return any(builder.description(text) is None for text in "abc")
        fill(base)
        [base.description(text) for text in "abc"]
    """,
    "passed": """
        def take(*args, **kwargs):
            pass
        def fill(builder):
            take(builder.description("x"))
            take(1, other=builder.description("x"))
            take(*[builder.description("x")])
            print(builder.description("x"), file=io)
            isinstance(builder.description("x"), Builder)
        import io as streams
        io = streams.StringIO()
        fill(base)
        take(base.description("x"))
    """,
    "stored": """
        class Holder: pass
        holder, kept, named = Holder(), [], {}
        def fill(builder):
            holder.builder = builder.description("x")
            holder.builder = builder.description("x")
            named["x"] = builder.description("x")
            named["x"] = builder.description("x")
            kept.append(builder.description("x"))
            kept[:] = [builder.description("x")]
            named.update(x=builder.description("x"))
            setattr(holder, "builder", builder.description("x"))
        fill(base)
        kept.clear()
        named.pop("x")
        del holder.builder
    """,
    "returned": """
        def fill(builder):
            return builder.description("x")
        fill(base)
        (lambda: base.description("x"))()
    """,
    "yielded": """
        def fill(builder):
            yield builder.description("x")
            yield from (builder.description(text) for text in "abc")
        for _ in fill(base): pass
        list(fill(base))
        next(fill(base))
    """,
    "awaited": """
        import asyncio
        async def one(builder):
            return builder.description("x")
        async def fill(builder):
            await one(builder)
            await asyncio.gather(one(builder), one(builder))
        runner = asyncio.new_event_loop()
        runner.run_until_complete(fill(base))
        runner.close()
    """,
    "asserted on": """
        assert base.description("x") is not base
        assert base.description("x") == base.description("x"), "equal"
        assert not base.description("x") == base
    """,
    "compared": """
        def fill(builder):
            builder.description("x") == builder
            builder.description("x") is builder.description("y") is builder
            not builder.description("x")
            builder.description("x") and builder.description("y") == 1
            if builder.description("x"): pass
            while not builder.description("x"): pass
        fill(base)
    """,
    "chained": """
        def fill(builder):
            builder.description("x").task("OTHER").versioned("churn").build()
            built = builder.description("x").task("OTHER").versioned("churn").build()
            builder.description("x").description
        fill(base)
    """,
    "conditional expression": """
        def fill(builder, yes):
            chosen = builder.description("x") if yes else builder.description("y")
            other = yes and builder.description("x") or builder.description("y")
            return chosen if yes else other
        fill(base, True)
        fill(base, False)
    """,
    "walrus": """
        def fill(builder):
            (described := builder.description("x"))
            if (described := builder.description("y")): pass
        fill(base)
    """,
    "f-string": """
        def fill(builder):
            f"{builder.description('x')} {builder.description('y')!r}"
            text = f"{builder.description('x')!s:>10}"
        fill(base)
    """,
    "unpacked": """
        def fill(builder):
            first, *rest = builder.description("x"), builder.description("y"), builder.description("z")
            (builder.description("x"), builder.description("y"))
            [builder.description("x"), builder.description("y")]
            {"x": builder.description("x")}
        fill(base)
    """,
    "subscript and attribute": """
        def fill(builder):
            builder.description("x").__class__
            [builder.description("x")][0]
            {"x": builder.description("x")}["x"]
        fill(base)
    """,
    "nothing but None": """
        def fill(builder):
            builder.description(None)
            builder.container(image=None)
            builder.model_quality(statistics=None)
            builder.customer_metadata({"a": None})
            Builder().description(None)
            builder.description("x").description(None)
        fill(base)
        base.description(None)
    """,
    "unwinding": """
        def fail(*_):
            raise ValueError
        def fill(builder):
            try:
                fail(builder.description("x"))
            except ValueError:
                pass
            try:
                [builder.description("x"), fail()]
            except ValueError:
                pass
            try:
                builder.description("x").nonsense
            except AttributeError:
                pass
            described = builder.description("x")
            fail()
        try:
            fill(base)
        except ValueError:
            pass
        try:
            fill(base)
        except ValueError as error:
            error.__traceback__.tb_next.tb_frame.clear()
    """,
    "a setter that raises": """
        def fill(builder):
            try:
                builder.container(nonsense=1)
            except TypeError:
                pass
            try:
                builder.description()
            except TypeError:
                pass
        fill(base)
    """,
    "a raised error holds it": """
        class Refused(Exception): pass
        def fill(builder):
            raise Refused(builder.description("x"))
        try:
            fill(base)
        except Refused:
            pass
    """,
    "with statement": """
        import contextlib
        def fill(builder):
            with contextlib.nullcontext(builder.description("x")) as described:
                pass
            with contextlib.nullcontext(builder.description("x")):
                pass
        fill(base)
    """,
    "match": """
        def fill(builder):
            match builder.description("x"):
                case Builder() as described:
                    pass
            match [builder.description("x")]:
                case [first]:
                    pass
                case _:
                    pass
        fill(base)
    """,
    "default and decorator": """
        def fill(builder=base.description("x"), *, other=base.description("y")):
            pass
        def keeping(builder):
            return lambda function: function
        @keeping(base.description("x"))
        def decorated(): pass
        class Config:
            builder = base.description("x")
        del fill, decorated, Config
    """,
    "partial and map": """
        import functools
        def fill(builder):
            described = functools.partial(builder.description, "x")()
            described = functools.reduce(lambda one, text: one.description(text), "abc", builder)
            for described in map(builder.description, "abc"):
                pass
            for _ in map(builder.description, "abc"):
                pass
            built = list(map(builder.description, "abc"))
            kept = []
            kept.extend(map(builder.description, "abc"))
            kept.clear()
            sorted(map(builder.description, "abc"), key=repr) == 1
            cached = functools.lru_cache(maxsize=1)(builder.description)
            described = cached("x")
            described = cached("y")
        fill(base)
    """,
    "bounded stores": """
        import collections
        def fill(builder):
            last = collections.deque(maxlen=1)
            for text in "abc":
                last.append(builder.description(text))
            last.extend(map(builder.description, "abc"))
        fill(base)
    """,
    "cycle": """
        import gc
        def fill(builder):
            cycle = [builder.description("x")]
            cycle.append(cycle)
            del cycle
            gc.collect()
            builder.description(None)
        fill(base)
        gc.collect()
    """,
    "copies": """
        import copy, pickle
        def fill(builder):
            pickle.loads(pickle.dumps(builder.description("x")))
            copy.copy(builder.description("x"))
            copy.deepcopy(builder.description("x"))
            copy.copy(builder)
            pickle.loads(pickle.dumps(builder))
            copied = copy.deepcopy([builder.description("x")])
        fill(base)
    """,
    "constructed": """
        def fill():
            Builder()
            builder = Builder()
        fill()
        Builder()
    """,
    "threads": """
        from concurrent.futures import ThreadPoolExecutor
        def fill(builder):
            with ThreadPoolExecutor(4) as pool:
                pool.submit(builder.description, "x").result()
                built = list(pool.map(builder.description, "abcdefgh"))
                built = [pool.submit(builder.description, text) for text in "abc"]
        fill(base)
    """,
    "recursion": """
        def fill(builder, depth):
            if depth:
                builder = builder.description("x")
                fill(builder, depth - 1)
                fill(builder.description("y"), depth - 1)
            return builder
        fill(base, 5)
    """,
    "dropped by what comes next": """
        def fill(builder):
            kept = [builder.description("x")]
            kept.clear()
            kept = [builder.description("x")]
            kept.pop()
            named = {"x": builder.description("x")}
            named.popitem()
            described = builder.description("x")
            described = None
        fill(base)
    """,
    "property and call of one's own": """
        class Config:
            @property
            def builder(self):
                return base.description("x")
            def __call__(self):
                return base.description("x")
            def __getitem__(self, key):
                return base.description("x")
        Config().builder
        Config()()
        Config()[0]
    """,
    "a helper's result": """
        def describe(builder):
            return builder.description("x")
        def fill(builder):
            describe(builder)
        fill(base)
        describe(base)
    """,
    "deleted by name": """
        def fill(builder):
            described = builder.description("x")
            del described
            globals()["described"] = builder.description("x")
            del globals()["described"]
            exec("described = builder.description('x')", {"builder": builder})
        fill(base)
    """,
    "stepped through": """
        def steps(builder):
            received = yield builder.description("x")
            received = yield received
        stepping = steps(base)
        next(stepping)
        stepping.send(base.description("y"))
        stepping.close()
    """,
}


@pytest.mark.parametrize("name", INNOCENT)
def test_the_innocent_are_not_accused(name: str) -> None:
    with recorded() as blames:
        run(INNOCENT[name])

    assert blames == []


@each_watcher
@pytest.mark.parametrize("name", INNOCENT)
def test_the_innocent_are_not_accused_under_watch(
    name: str, watching: Callable[[], contextlib.AbstractContextManager[None]]
) -> None:
    with recorded() as blames, watching():
        run(INNOCENT[name])

    assert blames == []


def test_rewritten_assertions_accuse_nobody() -> None:
    base = ModelPackageBuilder()
    with recorded() as blames:
        assert base.description("x") is not base
        assert base.description("x") == base.description("x")
        assert base.description("x") != base, "a text"
        assert base.description("x") in [base, base.description("x")]
        assert all(base.description(text) for text in "abc")
        assert not base.description("x") == 1  # noqa: SIM201
        with pytest.raises(AssertionError):
            assert base.description("x") == base.description("y")

    assert blames == []


def test_the_interactive_prompt_accuses_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[object] = []
    monkeypatch.setattr(sys, "displayhook", shown.append)
    prompt = InteractiveInterpreter({"base": ModelPackageBuilder()})
    with recorded() as blames:
        assert not prompt.runsource('base.description("x")')
        assert not prompt.runsource("1")
        shown.clear()

    assert blames == []


def test_doctests_accuse_nobody() -> None:
    class Documented:
        """Show a builder.

        >>> from sagemaker_model_package import ModelPackageBuilder
        >>> ModelPackageBuilder()
        <ModelPackageBuilder with nothing set>
        >>> ModelPackageBuilder().description("x")
        <ModelPackageBuilder with model_package_description set>
        >>> for text in "ab":
        ...     _ = ModelPackageBuilder().description(text)
        """

    with recorded() as blames:
        runner = DocTestRunner()
        for example in DocTestFinder().find(Documented, "Documented", globs={}):
            runner.run(example)

    assert runner.summarize(verbose=False).failed == 0
    assert blames == []


def test_a_builder_that_dies_in_another_thread_accuses_nobody() -> None:
    kept: list[ModelPackageBuilder] = []

    def fill() -> None:
        kept.append(ModelPackageBuilder().description("x"))

    with recorded() as blames:
        thread = threading.Thread(target=fill)
        thread.start()
        thread.join()
        other = threading.Thread(target=kept.clear)
        other.start()
        other.join()

    assert blames == []


# __del__ never raises -------------------------------------------------------------------------------------------------


def test_half_made_and_unpickled_builders_die_in_peace() -> None:
    half_made = object.__new__(ModelPackageBuilder)
    made = ModelPackageBuilder()
    described = made.description("x")
    unpickled = pickle.loads(pickle.dumps(described))  # noqa: S301
    with recorded() as blames:
        del half_made, made, described, unpickled

    assert blames == []


def test_at_the_end_of_the_interpreter_there_may_be_no_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    watch = discarded.Watch(test_half_made_and_unpickled_builders_die_in_peace.__code__, 0, "description")

    def no_such_frame(_depth: int) -> NoReturn:
        raise ValueError("call stack is not deep enough")

    monkeypatch.setattr(discarded, "frame_at", no_such_frame)
    with recorded() as blames:
        watch.__del__()

    assert blames == []


def test_code_without_end_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[int, Any] = {}
    monkeypatch.setattr(discarded, "_KNOWN", kept)
    monkeypatch.setattr(discarded, "_MOST_KNOWN", 5)
    with recorded() as blames:
        for number in range(20):
            run("\n" * number + "base.description('x')")
            assert 0 < len(kept) <= 5

    assert lines(blames) == list(range(1, 21))


def test_nothing_is_said_where_objects_live_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discarded, "_ON_CPYTHON", False)
    with recorded() as blames:
        run("base.description('x')")

    assert blames == []


def test_as_an_error_it_goes_where_errors_of_finalisers_go(monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[Any] = []
    reached: list[bool] = []
    monkeypatch.setattr(sys, "unraisablehook", reported.append)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        run('base.description("x")\nreached.append(True)', reached=reached)

    assert reached
    (one,) = reported
    assert one.exc_type is RuntimeWarning
    assert isinstance(one.exc_value, RuntimeWarning)
    assert "the result of description(...) was thrown away" in str(one.exc_value)


def test_a_warning_shown_by_code_that_fails_harms_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError

    reached: list[bool] = []
    monkeypatch.setattr(sys, "unraisablehook", ignore)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        monkeypatch.setattr(warnings, "showwarning", fail)
        run('base.description("x")\nreached.append(True)', reached=reached)

    assert reached


# In an interpreter of its own -----------------------------------------------------------------------------------------


class Outcome(NamedTuple):
    """What a script wrote, and how it ended."""

    code: int
    out: str
    err: str


def interpreted(path: Path, source: str, *options: str, **environment: str) -> Outcome:
    """Run a script in a new interpreter."""
    path.write_text(dedent(source), encoding="utf-8")
    env = {**os.environ, "PYTHONWARNINGS": "", **environment}
    done = subprocess.run(
        [sys.executable, *options, str(path)], capture_output=True, text=True, env=env, check=False, timeout=60
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


FORGETFUL = """
    from sagemaker_model_package import ModelPackageBuilder

    def fill(builder):
        builder.description("x")
        return builder

    print(fill(ModelPackageBuilder()).versioned("churn"))
"""


def test_a_script_is_warned_once_with_its_own_line(tmp_path: Path) -> None:
    script = tmp_path / "script.py"

    outcome = interpreted(script, FORGETFUL)

    assert outcome.code == 0
    assert outcome.out == "<VersionedModelPackageBuilder with model_package_group_name set>\n"
    assert f"{script}:5: RuntimeWarning: the result of description(...) was thrown away" in outcome.err
    assert outcome.err.count("RuntimeWarning") == 1
    assert 'builder.description("x")' in outcome.err


def test_with_warnings_as_errors_a_script_goes_on_and_is_told(tmp_path: Path) -> None:
    outcome = interpreted(tmp_path / "script.py", FORGETFUL, "-W", "error")

    assert outcome.code == 0
    assert outcome.out == "<VersionedModelPackageBuilder with model_package_group_name set>\n"
    assert "RuntimeWarning: the result of description(...) was thrown away" in outcome.err


@pytest.mark.parametrize(
    "options", [(), ("-W", "ignore"), ("-O",), ("-OO",), ("-X", "dev"), ("-X", "tracemalloc")], ids=str
)
def test_the_end_of_an_interpreter_accuses_nobody(tmp_path: Path, options: tuple[str, ...]) -> None:
    outcome = interpreted(
        tmp_path / "script.py",
        """
        import atexit, gc, sys, threading
        from sagemaker_model_package import ModelPackageBuilder

        base = ModelPackageBuilder().description("x")
        cycle = [base.task("OTHER")]
        cycle.append(cycle)
        named = {"x": base.versioned("churn")}
        sys.modules["kept"] = base.description("y")
        sys.hidden = [base.description("z")]

        class Late:
            builder = base.description("late")

            def __del__(self):
                kept = self.builder.task("OTHER")

        late = Late()
        late.itself = late
        local = threading.local()
        local.builder = base.description("local")
        atexit.register(base.description, "at exit")

        def generator(builder):
            described = builder.description("suspended")
            yield described

        suspended = generator(base)
        next(suspended)
        """,
        *options,
    )

    assert outcome == Outcome(0, "", "")


@pytest.mark.parametrize("core", ["ctrace", "pytrace", "sysmon"])
def test_coverage_changes_nothing(tmp_path: Path, core: str) -> None:
    pytest.importorskip("coverage")
    if core == "sysmon" and sys.version_info < (3, 12):
        pytest.skip("sys.monitoring came with Python 3.12")
    script = tmp_path / "script.py"
    names = ["bound", "rebound", "passed", "compared", "chained", "unpacked", "f-string"]
    innocent = "\n".join(
        f"def innocent_{number}(base, Builder):\n{indent(dedent(INNOCENT[name]), '    ')}\n"
        f"innocent_{number}(base, ModelPackageBuilder)"
        for number, name in enumerate(names)
    )
    source = f"""{dedent(FORGETFUL)}
base = ModelPackageBuilder().container(image={IMAGE!r})
{innocent}
"""
    options = ("-m", "coverage", "run", "--branch", f"--data-file={tmp_path / 'data'}", f"--include={script}")

    outcome = interpreted(script, source, *options, COVERAGE_CORE=core, COVERAGE_PROCESS_START="")

    assert outcome.code == 0, outcome.err
    assert outcome.err.count("RuntimeWarning") == 1
    assert f"{script}:5: RuntimeWarning: the result of description(...)" in outcome.err


def test_no_python_code_need_call_a_setter(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    ended = threading.Event()

    class Recorded(ModelPackageBuilder):
        def description(self, text: str | None) -> Self:
            described = super().description(text)
            made.append(described)
            ended.set()
            return described

    _thread.start_new_thread(Recorded().description, ("x",))
    assert ended.wait(10)
    assert len(made) == 1

    def no_such_frame(_depth: int) -> NoReturn:
        raise ValueError("call stack is not deep enough")

    monkeypatch.setattr("sagemaker_model_package.discarded.frame_at", no_such_frame)
    assert ModelPackageBuilder().description("x") == ModelPackageBuilder().description("x")
