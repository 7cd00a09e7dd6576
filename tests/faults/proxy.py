"""A road to PostgreSQL on which the answer to every n-th COMMIT is lost, and the connection with it."""

from __future__ import annotations

import select
import socket
import tempfile
import threading
from pathlib import Path
from types import TracebackType

from sqlalchemy import URL

SOCKET = ".s.PGSQL.5432"
COMMIT = b"COMMIT"


class ForgetfulProxy:
    """Listens on a socket of its own while it is entered; ``url`` leads through it, ``lost`` counts what it lost."""

    def __init__(self, target: URL, *, every: int) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._target = str(Path(str(target.query["host"]), SOCKET))
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(Path(self._folder.name, SOCKET)))
        self._listener.listen(64)
        self._every, self._commits, self.lost = every, 0, 0
        self._lock = threading.Lock()
        self.url = target.update_query_dict({"host": self._folder.name}).render_as_string(hide_password=False)

    def __enter__(self) -> ForgetfulProxy:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _why: BaseException | None, _where: TracebackType | None
    ) -> None:
        self._listener.close()
        self._folder.cleanup()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._between, args=(client,), daemon=True).start()

    def _between(self, client: socket.socket) -> None:
        with client, socket.socket(socket.AF_UNIX) as server:
            try:
                server.connect(self._target)
                while self._passed(client, server):
                    pass
            except OSError:
                return

    def _passed(self, client: socket.socket, server: socket.socket) -> bool:
        """Hand on what has come, either way; whether the connection still stands."""
        ready, _, _ = select.select([client, server], [], [], 60)
        if server in ready:
            answer = server.recv(65_536)
            client.sendall(answer)
            return bool(answer)
        if client not in ready:
            return True
        asked = client.recv(65_536)
        server.sendall(asked)
        if asked and COMMIT in asked and self._chosen():
            server.recv(65_536)  # it is committed; nobody hears of it
            return False
        return bool(asked)

    def _chosen(self) -> bool:
        with self._lock:
            self._commits += 1
            chosen = self._commits % self._every == 0
            self.lost += chosen
            return chosen
