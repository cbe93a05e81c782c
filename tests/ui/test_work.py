"""Slow calls beside the window: their end comes back to the page, and to nobody once the page is gone."""

from __future__ import annotations

import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread, QThreadPool
from pytestqt.qtbot import QtBot

from trainer.ui.work import Work


def unexpected(error: Exception) -> None:
    raise AssertionError(error)


def test_a_result_comes_back_in_this_thread(qtbot: QtBot) -> None:
    page = QObject()
    work = Work(page)
    got: list[tuple[int, QThread]] = []
    threads: list[int] = []

    def call() -> int:
        threads.append(threading.get_ident())
        return 7

    work.start(call, lambda result: got.append((result, QThread.currentThread())), unexpected)
    assert work.busy
    qtbot.waitUntil(lambda: bool(got))
    assert got == [(7, page.thread())]
    assert threads != [threading.get_ident()]
    assert not work.busy


def test_an_exception_comes_back_as_one(qtbot: QtBot) -> None:
    page = QObject()
    work = Work(page)
    failed: list[Exception] = []

    def call() -> int:
        raise ValueError("no")

    work.start(call, lambda _result: unexpected(ValueError("done")), failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], ValueError)


def test_one_call_at_a_time(qtbot: QtBot) -> None:
    page = QObject()
    work = Work(page)
    go = threading.Event()
    done: list[bool] = []
    work.start(go.wait, done.append, unexpected)
    with pytest.raises(RuntimeError):
        work.start(go.wait, done.append, unexpected)
    go.set()
    qtbot.waitUntil(lambda: done == [True])


def test_nobody_hears_of_it_once_the_page_is_gone(qtbot: QtBot) -> None:
    page = QObject()
    pool = QThreadPool()
    go = threading.Event()
    heard: list[bool] = []
    Work(page, pool).start(go.wait, heard.append, unexpected)
    shiboken6.delete(page)
    go.set()
    assert pool.waitForDone()
    other = QObject()
    after: list[bool] = []
    Work(other, pool).start(lambda: True, after.append, unexpected)
    qtbot.waitUntil(lambda: after == [True])
    assert heard == []
