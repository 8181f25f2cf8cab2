"""Addresses of this room. The address of a calendar link holds a token and nothing else."""

from __future__ import annotations

from django.urls import path

from banggiao.exchange.views import feeds, files, reading

app_name = "exchange"
ONE = "calendar-links/<slug:link>/"

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
]
