"""Owns telling whether there is a screen to show a window on, before Qt is asked: Qt ends the process where there is none."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

_XCB = "libxcb.so.1"


def has_display(environment: Mapping[str, str], system: str = sys.platform) -> bool:
    """Say whether a window can be shown: on Linux a Wayland or X server that answers and lets us in."""
    if not system.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return True
    return _wayland(environment) or _x(environment.get("DISPLAY", ""))


def _wayland(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    path = Path(environment.get("XDG_RUNTIME_DIR", "")) / name
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.connect(str(path))
    except OSError:
        return False
    return True


def _x(display: str) -> bool:
    """Ask as Qt will, by the library that it uses; without that library Qt itself may say what is missing."""
    if not display:
        return False
    try:
        xcb = ctypes.CDLL(_XCB)
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(os.fsencode(display), None)
    try:
        return not xcb.xcb_connection_has_error(connection)
    finally:
        xcb.xcb_disconnect(connection)
