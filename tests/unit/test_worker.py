"""Processes that read what strangers send, over real processes."""

import ctypes
import os
import signal
import time

import pytest

from ingest.worker import Fault, FaultKind, Limits, Workers

LIMITS = Limits(wall_seconds=5)
SHORT = Limits(wall_seconds=0.3)


@pytest.fixture(scope="module")
def workers():
    with Workers() as made:
        yield made


def own_process(_):
    return os.getpid()


def environment(_):
    return dict(os.environ)


def sleep(seconds):
    time.sleep(seconds)


def bloat(size):
    return len(bytearray(size))


def die(number):
    os.kill(os.getpid(), number)


def crash(_):
    ctypes.string_at(0)


def divide(number):
    return 1 / number


def loop(_):
    while True:
        pass


KEPT = []


def fat(size):
    KEPT.append(b"x" * size)
    return os.getpid()


def unsendable(_):
    return lambda: None


def test_a_worker_lives_for_many_documents(workers):
    first, second = (workers.run(own_process, None, LIMITS) for _ in range(2))
    assert first == second != os.getpid()


def test_a_worker_sees_nothing_of_our_environment(workers, monkeypatch):
    monkeypatch.setenv("A_CREDENTIAL", "secret")
    workers.close()
    assert "A_CREDENTIAL" not in workers.run(environment, None, LIMITS)


def test_what_hangs_costs_one_worker_and_the_next_document_is_read(workers):
    fault = workers.run(sleep, 60, SHORT)
    assert FaultKind.TIMEOUT == fault.kind
    assert workers.run(divide, 2, LIMITS) == 0.5


def test_what_bloats_is_told_apart_and_the_next_document_is_read(workers):
    assert FaultKind.OUT_OF_MEMORY == workers.run(bloat, 2**31, LIMITS).kind
    assert workers.run(bloat, 8, LIMITS) == 8


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGKILL])
def test_a_crash_of_the_process_is_a_fault(workers, number):
    assert Fault(FaultKind.CRASHED, signal.Signals(number).name) == workers.run(die, number, LIMITS)


def test_a_crash_in_a_library_is_a_fault(workers):
    assert FaultKind.CRASHED == workers.run(crash, None, LIMITS).kind


def test_what_the_function_raises_is_a_fault_with_its_kind(workers):
    fault = workers.run(divide, 0, LIMITS)
    assert FaultKind.CRASHED == fault.kind
    assert fault.detail.startswith("ZeroDivisionError in divide")


def test_what_cannot_be_sent_back_is_a_fault(workers):
    assert FaultKind.CRASHED == workers.run(unsendable, None, LIMITS).kind


def test_processor_time_is_counted_for_each_document(workers):
    fault = workers.run(loop, None, Limits(wall_seconds=20, cpu_seconds=1))
    assert Fault(FaultKind.TIMEOUT, "SIGXCPU") == fault


def test_a_worker_that_has_grown_is_replaced(workers):
    limits = Limits(memory_bytes=2**28)
    assert workers.run(fat, 2**27, limits) != workers.run(own_process, None, limits)


def test_a_worker_that_died_idle_is_replaced(workers):
    process = workers.run(own_process, None, LIMITS)
    os.kill(process, signal.SIGKILL)
    time.sleep(0.05)
    assert workers.run(own_process, None, LIMITS) not in (process, None)


def test_many_documents_are_read_in_their_order(workers):
    with Workers(2) as two:
        assert [1, 0.5, 0.25] == list(two.map(divide, [1, 2, 4], LIMITS))


def test_a_worker_ends_with_its_owner():
    with Workers() as short_lived:
        process = short_lived.run(own_process, None, LIMITS)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
