"""Work done in processes of its own, one piece at a time, within limits of time and memory.

A published file comes from anywhere, and reading it runs large libraries over it. A process that takes too long or too
much memory is ended and replaced; what it worked on is lost, and the rest goes on.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from attrs import define, field, frozen

T = TypeVar("T")
R = TypeVar("R")
Phase: TypeAlias = Literal["reading", "checking"]
Work: TypeAlias = Callable[[T, Callable[[Phase], None]], R]
"""What a process does with a task; it says when it enters another phase."""


@frozen
class Budget:
    """What one piece of work may take.

    Attributes:
        seconds: Time of work, in seconds of processor time where the system counts it (what other programs do, such as
            LibreOffice, is not counted), else of the clock.
        megabytes: Memory, where the system can limit it.
        patience: Seconds of the clock after which a process is given up whatever it waits for.
    """

    seconds: int = 10
    megabytes: int = 500
    patience: int = 180


@frozen
class Lost:
    """Work that came to nothing.

    Attributes:
        why: ``time``, ``memory``, ``crash`` (the process ended by itself) or ``error`` (of the program, not the task).
        phase: What it was at.
        detail: For ``error``: what was raised.
    """

    why: Literal["time", "memory", "crash", "error"]
    phase: Phase
    detail: str = ""


def run(
    tasks: Sequence[T], work: Work[T, R], *, jobs: int, budget: Budget
) -> Generator[tuple[int, R | Lost], None, None]:
    """Do a piece of work for each task.

    Args:
        tasks: The tasks; they and the answers travel between processes.
        work: Does one. Where processes cannot be forked it travels, too.
        jobs: How many processes work at the same time.
        budget: What one piece may take.

    Yields:
        The number of a task and its answer, in the order in which they are done.
    """
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    waiting = deque(enumerate(tasks))
    workers = [_Worker(context, work, budget) for _ in range(min(jobs, len(tasks)))]
    try:
        while waiting or any(worker.busy for worker in workers):
            for worker in workers:
                if waiting and not worker.busy:
                    worker.give(*waiting.popleft())
            for worker in _ready(workers):
                if worker.hear():
                    yield worker.task, worker.answer
    finally:
        for worker in workers:
            worker.stop()


def _ready(workers: Sequence[_Worker[T, R]]) -> list[_Worker[T, R]]:
    """The busy workers that have something to say, or whose time is over; waits for the first."""
    busy = [worker for worker in workers if worker.busy]
    nearest = min(worker.deadline for worker in busy)
    heard = wait([worker.connection for worker in busy], max(nearest - time.monotonic(), 0))
    now = time.monotonic()
    return [worker for worker in busy if worker.connection in heard or worker.deadline <= now]


@define(eq=False)
class _Worker(Generic[T, R]):
    """A process, seen from outside; a new one takes the place of one that ended."""

    context: BaseContext
    work: Work[T, R]
    budget: Budget
    connection: Connection = field(init=False)
    process: Any = field(init=False)
    busy: bool = False
    task: int = 0
    deadline: float = 0.0
    phase: Phase = "reading"
    answer: R | Lost = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self.connection, other = self.context.Pipe()
        arguments = (other, self.connection, self.work, self.budget)
        self.process = self.context.Process(target=_serve, args=arguments, daemon=True)  # type: ignore[attr-defined]  # BaseContext lacks it in its stubs
        self.process.start()
        other.close()

    def give(self, number: int, task: T) -> None:
        """Hand over a task."""
        self.busy, self.task, self.phase = True, number, "reading"
        self.deadline = time.monotonic() + self.budget.patience
        with suppress(OSError):  # that it has ended will be seen when it should answer
            self.connection.send(task)

    def hear(self) -> bool:
        """Whether the task is done; then `answer` is there. Otherwise the process has only said what it is at now."""
        if not self.connection.poll():
            self._lose("time")
            return True
        try:
            kind, said = self.connection.recv()
        except (EOFError, OSError):
            self.process.join()
            self._lose("time" if self.process.exitcode == -_OUT_OF_TIME else "crash")
            return True
        if kind == "phase":
            self.phase = said
            return False
        self.answer = said
        if isinstance(said, Lost) and said.why == "memory":
            self._replace()  # a library that was half loaded is of no use to the next task
        self.busy = False
        return True

    def _lose(self, why: Literal["time", "crash"]) -> None:
        """Give the task up, and the process with it."""
        self.answer = Lost(why, self.phase)
        self._replace()
        self.busy = False

    def _replace(self) -> None:
        """Let a new process take the place of the one that was at work."""
        self.stop()
        self._start()

    def stop(self) -> None:
        """End the process; one that is at work is not waited for."""
        if not self.busy:
            with suppress(OSError):  # it has ended by itself
                self.connection.send(_END)
                self.process.join(1)
        self.process.kill()
        self.process.join()
        self.connection.close()


# In the process ---------------------------------------------------------------------------------------------------

_END = "end"
"""What is sent instead of a task when there are no more."""
_NO_MEMORY = ("failed to map segment", "annot allocate memory")
"""What the system says where a library could not be loaded, or a program started, for lack of memory."""
_OUT_OF_TIME = int(getattr(signal, "SIGXCPU", 0))


def _serve(connection: Connection, other_end: Connection, work: Work[Any, Any], budget: Budget) -> None:
    """Answer one task after the other until told to end, or until the other end is closed."""
    other_end.close()  # a forked process has it too, and would never see it closed
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for whoever hands out the tasks
    phase: list[Phase] = ["reading"]

    def enter(next_phase: Phase) -> None:
        phase[0] = next_phase
        if next_phase == "checking":
            _raise_when_late(budget)
        connection.send(("phase", next_phase))

    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        if task == _END:
            return
        phase[0] = "reading"
        _when_late(signal.SIG_DFL)
        _limit(budget)
        try:
            answer = work(task, enter)
            _when_late(signal.SIG_IGN)
            connection.send(("answer", answer))
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is told, and the next task comes
            full = _is_lack_of_memory(error)
            lost = Lost("memory", phase[0]) if full else Lost("error", phase[0], traceback.format_exc())
            connection.send(("answer", lost))


def _is_lack_of_memory(error: BaseException) -> bool:
    """Whether an error is that there was no memory left; a library that found none to be loaded into says so itself."""
    said = str(error) if isinstance(error, (OSError, ImportError)) else ""
    return isinstance(error, MemoryError) or any(words in said for words in _NO_MEMORY)


def _when_late(action: Any) -> None:
    """What happens in this process when its time is over; the system ends it unless something else is said."""
    if _OUT_OF_TIME:  # not on Windows
        signal.signal(_OUT_OF_TIME, action)


def _raise_when_late(budget: Budget) -> None:
    """Let what runs when the time is over raise an error, and give what comes after it as much time again.

    A file that takes too long to read is lost as a whole; a rule that does not end is to be lost alone.
    """

    def raise_(*_: object) -> None:
        _limit(budget)
        raise TimeoutError(f"it took longer than {budget.seconds} seconds of work")

    _when_late(raise_)


def _limit(budget: Budget) -> None:
    """Let the system end this process when it exceeds the budget.

    Only the soft limits are set, so that a program which it starts may lift them for itself.
    """
    try:
        import resource
    except ImportError:  # not on Windows, where the clock alone decides
        return
    spent = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(spent.ru_utime + spent.ru_stime) + budget.seconds + 1
    wanted = {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_DATA: budget.megabytes * 1_000_000,
        resource.RLIMIT_CORE: 0,
    }
    for limit, value in wanted.items():
        with suppress(ValueError, OSError):  # the system knows better, or does not have this limit
            resource.setrlimit(limit, (value, resource.getrlimit(limit)[1]))
