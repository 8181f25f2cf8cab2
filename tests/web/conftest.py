"""What tests of pages share: an English client, signing in, and what any page must be like."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from banggiao.accounts.models import User


@pytest.fixture(scope="session", autouse=True)
def collected_folder() -> None:
    """Make the empty folder of collected files, whose absence WhiteNoise warns of."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def attempts_forgotten() -> Iterator[None]:
    """Forget the attempts that sign-in counts, so that no test is refused for another's."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def client(client: Client) -> Client:
    """Give a client whose pages are in English before sign-in too, as the tests quote them."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@pytest.fixture
def sign_in() -> Callable[[Client, User], Client]:
    """Give the call that signs a user in, without the page: `sign_in(client, user)`."""

    def call(client: Client, user: User) -> Client:
        client.force_login(user)
        return client

    return call


@pytest.fixture
def sound() -> Callable[[Any], str]:
    """Give the call that checks a page: valid HTML, one h1, nothing inline. It gives the text."""

    def call(response: Any) -> str:
        text: str = response.content.decode()
        document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
        assert len(document.findall(".//h1")) == 1
        assert not [e for e in document.iter() if e.get("style") or e.get("onclick")]
        run = [s for s in document.iter("script") if s.get("type") != "application/json"]
        assert all(script.get("src") for script in run)
        return text

    return call
