"""The warning for a setter whose result is discarded: it points at the right line, and innocent code never gets it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import warnings
from code import InteractiveInterpreter
from doctest import DocTestFinder, DocTestRunner
from pathlib import Path
from textwrap import dedent, indent
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from sagemaker_model_package import ModelPackageBuilder
from sagemaker_model_package.builder import _discarded

from .calls import BUILDERS, EDITS

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from types import FrameType

    Watching = Callable[[], contextlib.AbstractContextManager[None]]

pytestmark = pytest.mark.skipif(sys.implementation.name != "cpython", reason="only CPython deallocates at once")

SNIPPET = "a_script.py"


@contextlib.contextmanager
def recorded() -> Generator[list[tuple[int, str]]]:
    """Record the lines and setters that are warned of in snippets; any other warning is an error."""
    found: list[tuple[int, str]] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("error")
        warnings.filterwarnings("always", message="the result of .* was discarded", category=RuntimeWarning)
        yield found
    for warning in caught:
        setter = str(warning.message).partition("the result of ")[2].partition("(...)")[0]
        assert str(warning.message) == (
            f"the result of {setter}(...) was discarded: builders never change, a setter returns a new one. "
            f"Write: builder = builder.{setter}(...)"
        )
        assert warning.filename == SNIPPET
        found.append((warning.lineno, setter))


def run(source: str, **names: Any) -> None:  # noqa: ANN401
    """Run a snippet as a module's code."""
    builder = ModelPackageBuilder().container(image="image")
    namespace: dict[str, Any] = {"__name__": "snippet", "Builder": ModelPackageBuilder, "builder": builder, **names}
    exec(compile(source, SNIPPET, "exec"), namespace)  # noqa: S102
    namespace.clear()


DEFINITIONS = """
import asyncio, collections, contextlib, copy, functools, gc, pickle
from concurrent.futures import ThreadPoolExecutor
def take(*_, **__): pass
def describe(builder): return builder.description("x")
def yield_some(builder): yield builder.description("x"); yield from map(builder.description, "abc")
async def later(builder): return builder.description("x")
async def gather(builder): await later(builder); await asyncio.gather(later(builder), later(builder))
def wait_for(coroutine): loop = asyncio.new_event_loop(); loop.run_until_complete(coroutine); loop.close()
class Config:
    builder = property(lambda self: Builder().description("x"))
    def __getitem__(self, key): return Builder().description("x")
"""


def in_module(snippet: str) -> str:
    return DEFINITIONS + dedent(snippet)


def in_function(snippet: str) -> str:
    return DEFINITIONS + f"def fill(builder):\n{indent(dedent(snippet), '    ')}\nfill(builder)"


@contextlib.contextmanager
def traced() -> Generator[None]:
    """Look at every instruction, as debuggers do."""

    def trace(frame: FrameType, _event: str, _argument: object) -> Callable[..., Any]:
        frame.f_trace_opcodes = True
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    yield
    sys.settrace(before)


def _look(*_: object) -> None:
    """Do as a tool does that only watches."""


@contextlib.contextmanager
def monitored() -> Generator[None]:
    """Look at every instruction, as newer tools do."""
    monitoring: Any = getattr(sys, "monitoring")  # noqa: B009 - Python 3.12 and newer have it
    tool = next(number for number in range(6) if monitoring.get_tool(number) is None)
    monitoring.use_tool_id(tool, "a test")
    watched = [getattr(monitoring.events, name) for name in ("LINE", "INSTRUCTION", "CALL", "PY_START", "PY_RETURN")]
    for event in watched:
        monitoring.register_callback(tool, event, _look)
    monitoring.set_events(tool, sum(watched))
    yield
    monitoring.set_events(tool, 0)
    monitoring.free_tool_id(tool)


WATCHING = [contextlib.nullcontext, traced, *([monitored] if hasattr(sys, "monitoring") else [])]
each_watching = pytest.mark.parametrize("watching", WATCHING)
each_place = pytest.mark.parametrize("place", [in_module, in_function])

LONG = "\n".join(f"name_{number} = 'constant {number}'" for number in range(300))
TYPES = ", ".join(f"'text/x-{number}'" for number in range(400))
GUILTY = {
    "statement": 'builder.description("x")  # discarded\nother = 1',
    "body of a class, and a method": """
        class Config:
            made = Builder()
            made.description("x")  # discarded
            def fill(self):
                self.made.description("x")  # discarded
        Config().fill()""",
    "blocks": """
        for text in "xy":
            builder.description(text)  # discarded
        with contextlib.nullcontext():
            builder.description("x")  # discarded
        for kind in (1, 2):
            if kind == 1:
                builder.description("x")  # discarded
            match kind:
                case _:
                    builder.description("y")  # discarded""",
    "try": """
        def leave(builder):
            try:
                builder.description("x")  # discarded
                raise ValueError
            except ValueError:
                builder.description("y")  # discarded
                return builder
            finally:
                builder.description("z")  # discarded
        leave(builder)""",
    "coroutine and generator": """
        async def fill_later(builder):
            builder.description("x")  # discarded
            await asyncio.sleep(0)
            def inner():
                builder.description("x")  # discarded
                yield 1
                builder.description("y")  # discarded
            list(inner())
        wait_for(fill_later(builder))""",
    "arguments": f"""
        args, kwargs = ("text/csv",), {{"image": "image"}}
        builder.container(image="image", environment={{"A": "b"}})  # discarded
        builder.container(**kwargs)  # discarded
        builder.life_cycle("a", *args, **{{"description": "d"}})  # discarded
        builder.content_types({TYPES})  # discarded
        kept = builder.content_types({TYPES})
        builder.description(str(builder.task("OTHER")))  # discarded""",
    "chain": """
        builder.content_types("text/csv").task("OTHER").description("x")  # discarded
        Builder().description("x")  # discarded
        describe = builder.description
        describe("x")  # discarded
        getattr(builder, "description")("x")  # discarded
        Builder.description(builder, "x")  # discarded""",
    "long code": f"{LONG}\nbuilder.description(name_299)  # discarded\nkept = builder.description('x')\n{LONG}\n"
    "for _ in (1, 2):\n    kept = kept.description(name_298)\n"
    "    builder.life_cycle(name_1, status=name_298, description='x')  # discarded",
}


@each_watching
@each_place
@pytest.mark.parametrize("name", GUILTY)
def test_a_discarded_result_is_warned_of_on_its_line(
    name: str, place: Callable[[str], str], watching: Watching
) -> None:
    source = place(GUILTY[name])
    with recorded() as found, watching():
        run(source)

    marked = [number for number, line in enumerate(source.splitlines(), 1) if "# discarded" in line]
    assert sorted({line for line, _ in found}) == marked


@pytest.mark.parametrize(
    ("cls", "setter"), [(cls, setter) for cls, _, setters in BUILDERS for setter in (*setters, *EDITS)]
)
def test_every_setter_and_every_move_is_named(cls: type, setter: str) -> None:
    builder, setters = next(
        (builder.container(image="i"), setters) for kind, builder, setters in BUILDERS if kind is cls
    )
    call = {**setters, **EDITS}[setter]
    with recorded() as found:
        run(f"\nbuilder.{setter}(*args, **kwargs)", builder=builder, args=call.args, kwargs=call.kwargs)

    assert found == [(2, setter)]


INNOCENT = {
    "bound": """
        described = builder.description("x")
        described = builder.description("y")
        del described
        for text in "abc": builder = builder.description(text)
        (described := builder.description("x"))
        exec("described = builder.description('x')", {"builder": builder})
        def fill(builder=builder.description("x"), *, other=builder.description("y")): pass
        @functools.partial(lambda builder, function: function, builder.description("x"))
        def decorated(): pass
        del fill, decorated""",
    "displays and comprehensions": """
        [builder.description(text) for text in "abc"]
        {text: builder.description(text) for text in "abc"}
        any(builder.description(text) is None for text in "abc")
        (builder.description("x"), builder.description("y"))
        [builder.description("x")][0]
        {"x": builder.description("x")}["x"]""",
    "passed": """
        take(builder.description("x"))
        take(*[builder.description("x")])
        isinstance(builder.description("x"), Builder)
        f"{builder.description('x')} {builder.description('y')!r}"
        builder.description("x").versioned("churn").build
        with contextlib.nullcontext(builder.description("x")): pass""",
    "stored": """
        kept, named, last = [], {}, collections.deque(maxlen=1)
        for text in "abc":
            take.builder = builder.description(text)
            named["x"] = builder.description(text)
            last.append(builder.description(text))
        kept.append(builder.description("x"))
        kept[:] = [builder.description("x")]
        kept.clear()
        named.popitem()""",
    "returned": """
        describe(builder)
        (lambda: builder.description("x"))()
        Config().builder
        Config()[0]
        Builder()
        for _ in yield_some(builder): pass
        next(yield_some(builder))
        wait_for(gather(builder))""",
    "compared": """
        assert builder.description("x") == builder.description("x"), "equal"
        builder.description("x") == builder
        builder.description("x") is builder.description("y") is builder
        builder.description("x") and builder.description("y") == 1
        if builder.description("x"): pass
        while not builder.description("x"): pass
        chosen = builder.description("x") if builder else builder.description("y")
        match builder.description("x"):
            case Builder() as described: pass""",
    "nothing but None": """
        builder.description(None)
        builder.inference_recommender(domain=None, framework=None)
        builder.description("x").description(None)""",
    "errors": """
        def fail(*_): raise ValueError
        for call in (lambda: fail(builder.description("x")), lambda: [builder.description("x"), fail()],
                     lambda: builder.description("x").nonsense, lambda: builder.container(nonsense=1)):
            try: call()
            except Exception: pass
        try:
            described = builder.description("x")
            raise Exception(builder.description("x"))
        except Exception as error:
            error.__traceback__ = None""",
    "called by C": """
        described = functools.partial(builder.description, "x")()
        described = functools.reduce(lambda one, text: one.description(text), "abc", builder)
        for _ in map(builder.description, "abc"): pass
        pickle.loads(pickle.dumps(builder.description("x")))
        copy.copy(builder.description("x"))
        copied = copy.deepcopy([builder.description("x")])""",
    "cycle and threads": """
        cycle = [builder.description("x")]
        cycle.append(cycle)
        del cycle
        gc.collect()
        with ThreadPoolExecutor(2) as pool:
            built = list(pool.map(builder.description, "abcdefgh"))""",
}


@each_watching
@each_place
@pytest.mark.parametrize("name", INNOCENT)
def test_innocent_code_is_never_warned_of(name: str, place: Callable[[str], str], watching: Watching) -> None:
    with recorded() as found, watching():
        run(place(INNOCENT[name]))

    assert found == []


def test_rewritten_assertions_prompts_and_doctests_are_never_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    class Documented:
        """Show a builder.

        >>> base.description("x")
        <ModelPackageBuilder with model_package_description set>
        """

    base = ModelPackageBuilder()
    monkeypatch.setattr(sys, "displayhook", repr)
    with recorded() as found:
        assert base.description("x") == base.description("x")
        assert not InteractiveInterpreter({"base": base}).runsource('base.description("x")')
        for example in DocTestFinder().find(Documented, "Documented", globs={"base": base}):
            assert DocTestRunner().run(example).failed == 0

    assert found == []


@pytest.mark.parametrize("minor", range(9, 18))
@pytest.mark.parametrize("implementation", ["cpython", "pypy"])
def test_it_is_on_for_the_known_releases_of_cpython_alone(
    minor: int, implementation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    namespace: dict[str, Any] = {"__name__": "again"}
    monkeypatch.setattr(sys, "version_info", (3, minor, 0, "final", 0))
    monkeypatch.setattr(sys, "implementation", SimpleNamespace(name=implementation))

    exec(Path(_discarded.__file__).read_text("utf-8"), namespace)  # noqa: S102

    assert namespace["IS_ON"] == (implementation == "cpython" and 10 <= minor <= 15)


def test_tables_are_kept_for_a_bounded_number_of_code_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[int, Any] = {}
    monkeypatch.setattr(_discarded, "_TABLES", kept)
    monkeypatch.setattr(_discarded, "_MOST_KNOWN", 5)
    with recorded() as found:
        for number in range(20):
            run("\n" * number + "builder.description('x')")
            assert 0 < len(kept) <= 5

    assert [line for line, _ in found] == list(range(1, 21))


def test_nothing_is_said_where_it_is_off_or_where_there_is_no_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_such_frame(_depth: int) -> NoReturn:
        raise ValueError("call stack is not deep enough")

    watch = _discarded.Watch(in_module.__code__, 0, "description")
    monkeypatch.setattr(_discarded, "IS_ON", False)
    with recorded() as found:
        run("builder.description('x')")
        monkeypatch.setattr(_discarded, "frame_at", no_such_frame)
        watch.__del__()

    assert found == []


def interpreted(source: str, *options: str) -> tuple[int, str, str]:
    """Run code in a new interpreter; return how it ended and what it wrote."""
    command = [sys.executable, *options, "-c", dedent(source)]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PYTHONWARNINGS": ""}, check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("options", [(), ("-W", "error")], ids=str)
def test_a_program_is_told_once_and_goes_on_even_where_warnings_are_errors(options: tuple[str, ...]) -> None:
    source = "from sagemaker_model_package import ModelPackageBuilder as B\nB().description('x')\nprint(B())"

    code, out, err = interpreted(source, *options)

    assert (code, out) == (0, "<ModelPackageBuilder with nothing set>\n")
    assert err.count("RuntimeWarning: the result of description(...) was discarded") == 1
    assert options or "<string>:2: RuntimeWarning" in err


@pytest.mark.parametrize("options", [(), ("-OO",), ("-X", "dev"), ("-X", "tracemalloc")], ids=str)
def test_at_the_end_of_an_interpreter_nothing_is_said(options: tuple[str, ...]) -> None:
    source = """
        import atexit, sys
        from sagemaker_model_package import ModelPackageBuilder

        base = ModelPackageBuilder().description("x")
        cycle = [base.task("OTHER")]
        cycle.append(cycle)
        class Late:
            def __del__(self):
                kept = base.task("OTHER")

        late = sys.hidden = Late()
        late.itself = late
        atexit.register(base.description, "at exit")
        suspended = (base.description(text) for text in "ab")
        next(suspended)
    """

    assert interpreted(source, *options) == (0, "", "")
