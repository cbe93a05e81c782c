"""Owns the window's ear: other starts and commands on the same folder ask through a local socket; decides nothing itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from trainer import neighbour
from trainer.catalogue import Catalogue
from trainer.core.report_views import Report
from trainer.house import House
from trainer.ui.work import Work

LONGEST_REQUEST = 64 * 1024


class Listening(QObject):
    """Answers one line with one line, for this account only. A socket left by a crash is replaced: the folder's lock decides
    who is open, and whoever has the house has it."""

    def __init__(self, house: House, raise_up: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._house = house
        self._raise_up = raise_up
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_new_connection)
        name = neighbour.socket_path(house.folder)
        QLocalServer.removeServer(name)
        # Without a socket the window works all the same; a second start then says that the folder is in use.
        self._server.listen(name)

    def close(self) -> None:
        """Stop listening and take the socket away."""
        self._server.close()

    def _on_new_connection(self) -> None:
        connection = self._server.nextPendingConnection()
        connection.setParent(self)
        connection.disconnected.connect(connection.deleteLater)
        connection.readyRead.connect(lambda: self._on_ready(connection))
        self._on_ready(connection)

    def _on_ready(self, connection: QLocalSocket) -> None:
        if connection.bytesAvailable() > LONGEST_REQUEST:
            connection.abort()
            return
        if not connection.canReadLine():
            return
        request = bytes(connection.readLine().data())
        if neighbour.is_raise(request):
            self._raise_up()
            self._answer(connection, neighbour.RAISED)
            return
        # Beside the window: an export of many answers must not hold up the one who is being trained.
        Work(connection).start(
            lambda: neighbour.serve_request(self._house, request, _press),
            lambda reply: self._answer(connection, reply),
            self._on_failed,
        )

    def _answer(self, connection: QLocalSocket, reply: bytes) -> None:
        connection.write(reply)
        connection.flush()
        connection.disconnectFromServer()

    def _on_failed(self, error: Exception) -> None:
        raise error


def _press(report: Report, words: Catalogue) -> bytes:
    """Draw a report; what that takes is loaded when a command first asks for one."""
    from trainer.printing.alone import press

    return press(report, words)
