"""Enters what public sources tell of the path of a text, after the fact. The gaps stay open."""

from __future__ import annotations

from banggiao.accounts.actions import system_user
from banggiao.agreements.actions.path import record_step
from banggiao.agreements.models import Instrument, PathEntry, PathStep
from banggiao.documents.models import Document

MEMORANDUM = "giv-jp-mic-moc-2013"
REVIEWED, SOURCE = "2018-08-23", "mic2018"
WORDS = (
    "Tại buổi chào xã giao Bộ trưởng Noda Seiko, kết quả đào tạo từ năm 2014 được nêu: 65 cán bộ"
    " (có nguồn ghi 65 đoàn)."
)
WHY = "Văn bản ký trước khi có sổ theo dõi; ghi theo nguồn công khai."


def write_paths() -> str:
    """Enter the review of the memorandum of 2013; what is there already stays."""
    text = Instrument.objects.all().filter(code=MEMORANDUM).first()
    if text is None or PathEntry.objects.filter(instrument=text).exists():
        return "no path of an old text"
    record_step(
        text,
        PathStep.objects.get(code="review"),
        by=system_user(),
        on=REVIEWED,
        paper=Document.objects.get_queryset().filter(code=SOURCE).first(),
        remark=WORDS,
        why_late=WHY,
    )
    return "1 step of an old text, after the fact"
