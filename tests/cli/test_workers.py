"""Work in processes of its own: what takes too long or too much is lost, and the rest goes on."""

import os
import time

import pytest

from gov_disclosure.cli.workers import Budget, Lost, run

TIGHT = Budget(seconds=1, megabytes=300, patience=30)


def work(task, enter):
    """Doubles a number, or misbehaves as it is told."""
    if task == "endless":
        while True:
            pass
    if task == "large":
        return len(bytearray(800_000_000))
    if task == "unloaded":
        raise ImportError("lib.so: failed to map segment from shared object")
    if task == "process":
        return os.getpid()
    if task == "broken":
        raise KeyError("no such thing")
    if task == "ended":
        os._exit(3)
    if task == "waiting":
        enter("checking")
        time.sleep(60)
    return None if task is None else 2 * task


def check(task, enter):
    """Asks a rule that does not end, or one that ends the program."""
    enter("checking")
    if task == "leaving":
        raise KeyboardInterrupt
    try:
        while task == "endless":
            pass
    except TimeoutError as error:
        return str(error)
    return task


def answers(tasks, budget=TIGHT, jobs=2, work=work):
    """The answer to each task, by its number."""
    return dict(run(tasks, work, jobs=jobs, budget=budget))


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_every_task_is_answered(jobs):
    """Each task is done once, however many processes there are, and an answer may be None."""
    assert answers([1, None, 3, 4], jobs=jobs) == {0: 2, 1: None, 2: 6, 3: 8}


def test_no_task_is_no_work():
    """Without tasks nothing is started and nothing is answered."""
    assert answers([]) == {}


@pytest.mark.parametrize(
    ("task", "why"),
    [("endless", "time"), ("large", "memory"), ("unloaded", "memory"), ("broken", "error"), ("ended", "crash")],
)
def test_what_misbehaves_is_lost_and_the_rest_goes_on(task, why):
    """A task that takes too long or too much memory, raises, or ends its process is lost alone."""
    found = answers([1, task, 3], jobs=1)
    lost = found.pop(1)
    assert isinstance(lost, Lost)
    assert (lost.why, lost.phase) == (why, "reading")
    assert found == {0: 2, 2: 6}


@pytest.mark.parametrize(("task", "same"), [("large", False), ("unloaded", False), ("broken", True)])
def test_a_process_that_had_no_memory_left_is_replaced(task, same):
    """Libraries that it could not load whole are of no use to the next task; an error leaves it as it was."""
    found = answers(["process", task, "process"], jobs=1)
    assert (found[0] == found[2]) is same


def test_an_error_is_told():
    """What was raised is part of the answer, so that it can be reported."""
    assert "no such thing" in answers(["broken"])[0].detail


def test_a_process_that_waits_is_given_up():
    """What only waits uses no processor time and is ended by the clock; what it was at is known."""
    found = answers(["waiting", 2], Budget(seconds=1, megabytes=300, patience=1), jobs=1)
    assert found == {0: Lost("time", "checking"), 1: 4}


def test_a_rule_that_does_not_end_can_be_caught():
    """While it checks, a process whose time is over gets an error instead of being ended, and as much time again."""
    assert answers(["endless", 1], jobs=1, work=check) == {0: "it took longer than 1 seconds of work", 1: 1}


def test_a_rule_cannot_break_off_a_run():
    """An interrupt that does not come from the user is told like any other error."""
    lost = answers(["leaving"], work=check)[0]
    assert (lost.why, lost.phase) == ("error", "checking")


def test_a_run_that_is_left_ends_its_processes():
    """Whoever stops asking for answers leaves no process behind."""
    answered = run([1, "endless", "endless"], work, jobs=3, budget=Budget(seconds=60))
    assert next(answered) == (0, 2)
    answered.close()
    assert next(answered, None) is None
