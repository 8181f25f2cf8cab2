"""Memory of processes that split: what is loaded once is shared, what a request took is given back.

The collector looks at everything that is alive and so copies it in each process. While rooms are
loaded it would find next to nothing; before the processes split it looks once, and never again at
what stays.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TRIM, MAPPED, ARENAS = -1, -3, -8
"""What the C library of most Linux systems calls these with `mallopt`."""
LARGE = 256 * 1024
"""Bytes from which a piece of memory goes back to the system as soon as it is no longer used."""


@contextmanager
def loading() -> Iterator[None]:
    """Look for no garbage while the block loads modules, nor in them afterwards: they stay."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if on:
            gc.enable()


def settle() -> None:
    """Clear up once, then leave what is loaded alone: processes that split off share it."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def give_back() -> None:
    """Give large pieces back when a request is done with them.

    Otherwise each thread of a server keeps as much as its largest request ever took: a sign-in
    alone takes 16 MB to check the password.
    """
    if sys.platform != "linux":
        return
    with suppress(OSError, AttributeError):  # a C library that has no such thing
        library = ctypes.CDLL(None)
        for name, value in ((MAPPED, LARGE), (TRIM, LARGE), (ARENAS, 1)):
            library.mallopt(name, value)
