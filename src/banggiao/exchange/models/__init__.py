"""What the room keeps: files on their way into the register, what was learned, calendar links."""

from banggiao.exchange.models.feeds import Feed
from banggiao.exchange.models.imports import AUTO, Import, ImportRow
from banggiao.exchange.models.memory import Answer, Layout

__all__ = ["AUTO", "Answer", "Feed", "Import", "ImportRow", "Layout"]
