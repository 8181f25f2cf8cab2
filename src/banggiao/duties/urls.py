"""Addresses of this room."""

from django.urls import path

from banggiao.duties import views

app_name = "duties"
urlpatterns = [
    path("duties/", views.duties, name="duties"),
    path("duties/add/", views.add_duty, name="add_duty"),
    path("duties/<slug:code>/", views.duty, name="duty"),
    path("duties/<slug:code>/history/", views.history, name="history"),
    path("duties/<slug:code>/edit/", views.change_duty, name="change_duty"),
    path("duties/<slug:code>/kept/", views.keep, name="keep"),
    path("duties/<slug:code>/postpone/", views.postpone, name="postpone"),
    path("duties/<slug:code>/hand-over/", views.hand_over, name="hand_over"),
    path("duties/<slug:code>/waive/", views.waive, name="waive"),
    path("duties/<slug:code>/reopen/", views.reopen, name="reopen"),
    path("duties/<slug:code>/set-aside/", views.set_aside, name="set_aside"),
    path("duties/<slug:code>/bring-back/", views.bring_back, name="bring_back"),
    path("partners/<slug:code>/duties/", views.of_partner, name="of_partner"),
]
