"""Put first on PYTHONPATH: in this process and its children, no socket reaches or waits for anybody."""

from __future__ import annotations

import socket
from typing import Any

_LOCAL = (socket.AF_UNIX,) if hasattr(socket, "AF_UNIX") else ()


class _Forbidden(socket.socket):
    def connect(self, address: Any, /) -> None:
        if self.family not in _LOCAL:
            raise PermissionError(f"a socket to {address} was asked for where sockets are forbidden")
        super().connect(address)

    def connect_ex(self, address: Any, /) -> int:
        self.connect(address)
        return 0

    def bind(self, address: Any, /) -> None:
        if self.family not in _LOCAL:
            raise PermissionError(f"a socket at {address} was asked for where sockets are forbidden")
        super().bind(address)


socket.socket = _Forbidden  # type: ignore[misc]
