"""Addresses of this room. The address of a calendar link holds a token and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from banggiao.core.later import Later
from banggiao.exchange.urls_paste import paste_patterns
from banggiao.exchange.views import feeds, files, reading

if TYPE_CHECKING:
    from banggiao.exchange.views import import_fills, import_rows, imports
else:
    import_fills = Later("banggiao.exchange.views.import_fills")
    import_rows = Later("banggiao.exchange.views.import_rows")
    imports = Later("banggiao.exchange.views.imports")

app_name = "exchange"
ONE = "calendar-links/<slug:link>/"
IMPORT = "imports/<slug:code>/"
ROW = f"{IMPORT}rows/<int:number>/"

urlpatterns = [
    path("feeds/<str:token>.ics", reading.read_feed, name="read_feed"),
    path("calendar-links/", feeds.feeds, name="feeds"),
    path("calendar-links/add/", feeds.add_feed, name="add_feed"),
    path("calendar-links/all/", feeds.all_feeds, name="all_feeds"),
    path(ONE, feeds.feed, name="feed"),
    path(f"{ONE}renew/", feeds.renew_feed, name="renew_feed"),
    path(f"{ONE}revoke/", feeds.revoke_feed, name="revoke_feed"),
    path("activities/<slug:code>/calendar.ics", files.activity_calendar, name="activity_calendar"),
    path("duties/<slug:code>/calendar.ics", files.duty_calendar, name="duty_calendar"),
    path("people/<slug:code>/contact.vcf", files.person_contact, name="person_contact"),
    path(
        "people/<slug:code>/posts/<int:number>/contact.vcf", files.post_contact, name="post_contact"
    ),
    path(
        "partners/<slug:code>/contact.vcf", files.organisation_contact, name="organisation_contact"
    ),
    path("imports/", imports.imports, name="imports"),
    path("imports/add/", imports.add_import, name="add_import"),
    path(IMPORT, imports.one_import, name="import"),
    path(f"{IMPORT}progress/", imports.progress, name="import_progress"),
    path(f"{IMPORT}read-again/", imports.read_again, name="read_import_again"),
    path(f"{IMPORT}confirm/", imports.confirm, name="confirm_import"),
    path(f"{IMPORT}give-up/", imports.drop_import, name="drop_import"),
    path(f"{IMPORT}take-back/", imports.take_back, name="take_back_import"),
    path(f"{IMPORT}columns/", import_rows.columns, name="import_columns"),
    path(f"{IMPORT}answer/", import_rows.answer, name="answer_import"),
    path(f"{IMPORT}fill/", import_fills.fill, name="fill_import"),
    path(ROW, import_rows.row, name="import_row"),
    path(f"{ROW}cell/", import_rows.correct, name="correct_import_cell"),
    path(f"{ROW}decide/", import_rows.decide, name="decide_import_row"),
    *paste_patterns,
]
