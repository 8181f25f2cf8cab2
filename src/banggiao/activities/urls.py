"""Addresses of this room. A record's address holds its public code, never a database key.

Parts are known by the place they have on the page as the reader sees it, from 1.
"""

from django.urls import path

from banggiao.activities.views import (
    activities,
    adding,
    lists,
    outcomes,
    papers,
    parts,
    programme,
    series,
    steps,
)

app_name = "activities"
ONE = "activities/<slug:code>/"
PEOPLE = f"{ONE}participants/"
ITEMS = f"{ONE}programme/"
RESULTS = f"{ONE}results/"
POINTS = f"{ONE}points/"
SERIES = "series/<slug:code>/"

urlpatterns = [
    path("activities/", lists.activities, name="activities"),
    path("activities/add/", adding.add_activity, name="add_activity"),
    path("activities/log/", papers.log, name="log"),
    path("partners/<slug:code>/activities/", lists.of_partner, name="of_partner"),
    path(ONE, activities.activity, name="activity"),
    path(f"{ONE}history/", activities.history, name="history"),
    path(f"{ONE}edit/", activities.change_activity, name="change_activity"),
    path(f"{ONE}set-aside/", activities.set_aside, name="set_aside"),
    path(f"{ONE}bring-back/", activities.bring_back, name="bring_back"),
    path(f"{ONE}confirm/", steps.confirm, name="confirm"),
    path(f"{ONE}start/", steps.start, name="start"),
    path(f"{ONE}finish/", steps.finish, name="finish"),
    path(f"{ONE}postpone/", steps.postpone, name="postpone"),
    path(f"{ONE}resume/", steps.resume, name="resume"),
    path(f"{ONE}move-online/", steps.move_online, name="move_online"),
    path(f"{ONE}cancel/", steps.cancel, name="cancel"),
    path(f"{ONE}take-back/", steps.take_back, name="take_back"),
    path(f"{ONE}bodies/add/", parts.add_party, name="add_party"),
    path(f"{ONE}bodies/<int:number>/remove/", parts.remove_party, name="remove_party"),
    path(f"{PEOPLE}add/", parts.add_participant, name="add_participant"),
    path(f"{PEOPLE}several/", parts.add_participants, name="add_participants"),
    path(f"{PEOPLE}<int:number>/edit/", parts.change_participant, name="change_participant"),
    path(f"{PEOPLE}<int:number>/remove/", parts.remove_participant, name="remove_participant"),
    path(ITEMS, programme.programme, name="programme"),
    path(f"{ITEMS}add/", programme.add_item, name="add_item"),
    path(f"{ITEMS}<int:number>/edit/", programme.change_item, name="change_item"),
    path(f"{ITEMS}<int:number>/remove/", programme.remove_item, name="remove_item"),
    path(f"{ITEMS}<int:number>/move/", programme.move_item, name="move_item"),
    path(f"{RESULTS}add/", outcomes.add_result, name="add_result"),
    path(f"{RESULTS}<int:number>/edit/", outcomes.change_result, name="change_result"),
    path(f"{RESULTS}<int:number>/remove/", outcomes.remove_result, name="remove_result"),
    path(f"{POINTS}add/", outcomes.add_point, name="add_point"),
    path(f"{POINTS}<int:number>/edit/", outcomes.change_point, name="change_point"),
    path(f"{POINTS}<int:number>/remove/", outcomes.remove_point, name="remove_point"),
    path(f"{POINTS}<int:number>/duty/", outcomes.make_duty, name="make_duty"),
    path(f"{POINTS}<int:number>/free/", outcomes.free_point, name="free_point"),
    path("series/", series.all_series, name="all_series"),
    path("series/add/", series.add_series, name="add_series"),
    path(SERIES, series.series, name="series"),
    path(f"{SERIES}history/", series.series_history, name="series_history"),
    path(f"{SERIES}edit/", series.change_series, name="change_series"),
    path(f"{SERIES}set-aside/", series.series_set_aside, name="series_set_aside"),
    path(f"{SERIES}bring-back/", series.series_bring_back, name="series_bring_back"),
]
