"""Addresses of this room."""

from django.urls import path

from banggiao.duties.views import days_off as calendar
from banggiao.duties.views import deadlines, requests
from banggiao.duties.views import duties as views

app_name = "duties"
urlpatterns = [
    path("duties/", views.duties, name="duties"),
    path("duties/add/", views.add_duty, name="add_duty"),
    path("duties/<slug:code>/", views.duty, name="duty"),
    path("duties/<slug:code>/history/", views.history, name="history"),
    path("duties/<slug:code>/edit/", views.change_duty, name="change_duty"),
    path("duties/<slug:code>/request/", requests.keep_request, name="keep_request"),
    path("duties/<slug:code>/kept/", views.keep, name="keep"),
    path("duties/<slug:code>/postpone/", views.postpone, name="postpone"),
    path("duties/<slug:code>/hand-over/", views.hand_over, name="hand_over"),
    path("duties/<slug:code>/waive/", views.waive, name="waive"),
    path("duties/<slug:code>/reopen/", views.reopen, name="reopen"),
    path("duties/<slug:code>/set-aside/", views.set_aside, name="set_aside"),
    path("duties/<slug:code>/bring-back/", views.bring_back, name="bring_back"),
    path("deadlines/", deadlines.deadlines, name="deadlines"),
    path("deadlines/add/", deadlines.add_deadline, name="add_deadline"),
    path("deadlines/count/", deadlines.count, name="count"),
    path("deadlines/<slug:code>/edit/", deadlines.change_deadline, name="change_deadline"),
    path("days-off/", calendar.days_off, name="days_off"),
    path("days-off/<int:year>/enter/", calendar.enter_year, name="enter_year"),
    path("days-off/<int:year>/edit/", calendar.change_year, name="change_year"),
    path("days-off/<int:year>/add/", calendar.add_day_off, name="add_day_off"),
    path("days-off/<slug:day>/change/", calendar.change_day_off, name="change_day_off"),
    path("days-off/<slug:day>/remove/", calendar.remove_day_off, name="remove_day_off"),
    path("partners/<slug:code>/duties/", views.of_partner, name="of_partner"),
]
