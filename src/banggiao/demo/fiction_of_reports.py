"""Makes up two annual reports: last year's, issued, and this year's, begun. Both say so.

Their figures are counted from the register like those of any report; only words are made up.
"""

from __future__ import annotations

from django.utils import timezone

from banggiao.demo.calendar import this_year
from banggiao.demo.fiction import FICTION, MARK
from banggiao.demo.fiction_of_plans import user
from banggiao.reports.actions.reports import (
    add_report,
    change_report,
    check_report,
    issue_report,
    write_section,
)
from banggiao.reports.models import Report
from banggiao.reports.periods import calendar_year

CODE = "demo-report-"
WORDS = {
    "context": "Công tác đối ngoại được triển khai theo kế hoạch đã phê duyệt; một số hoạt động"
    " được chuyển sang hình thức trực tuyến theo đề nghị của phía bạn.",
    "limits": "Việc phối hợp chuẩn bị nội dung với các đơn vị chưa thường xuyên; một số kết quả"
    " chậm được phổ biến.",
}


def write_reports() -> str:
    """Issue last year's report and begin this year's; what is there already stays."""
    year = this_year().year
    sent = _begun(year - 1)
    if not sent.is_frozen:
        head = user("head")
        issue_report(
            check_report(sent, by=head),
            by=head,
            number="01/BC-TTCP (minh họa)",
            dated=timezone.localdate(),
            signer_title="TL. TỔNG THANH TRA",
            signer_name="Trần Thị B2 (minh họa)",
        )
    _begun(year)
    return f"2 made-up reports: {year - 1} issued, {year} begun"


def _begun(year: int) -> Report:
    """Give the made-up report of a year, begun by the officer where it is not there yet."""
    there: Report | None = Report.objects.get_queryset().filter(code=f"{CODE}{year}").first()
    if there is not None:
        return there
    by = user("officer")
    report = add_report(
        by=by,
        definition="annual",
        period=calendar_year(year),
        code=f"{CODE}{year}",
        addressee_text=f"Bộ Ngoại giao {MARK}",
    )
    named = change_report(report, by=by, name_vi=f"{report.name_vi} {MARK}")
    for key, text in WORDS.items():
        write_section(named, by=by, key=key, text=f"{text} ({FICTION})")
    return named
