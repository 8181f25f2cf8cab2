"""Options that several commands share."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError


def add_address(parser: ArgumentParser) -> None:
    """Add --host, --port and --workers."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=port, default=8000, help="port to listen on (8000)")
    parser.add_argument("--workers", type=positive, default=2, help="web processes (2)")


def port(text: str) -> int:
    """Read a port number."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        message = f"{text!r} is no port: write a number from 1 to 65535"
        raise ArgumentTypeError(message)
    return int(text)


def positive(text: str) -> int:
    """Read a number from 1 to 64."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 64:
        message = f"{text!r} is not a number from 1 to 64"
        raise ArgumentTypeError(message)
    return int(text)
