"""Addresses of this room."""

from django.urls import path

from banggiao.reports.views import figures, periods, stated

app_name = "reports"
urlpatterns = [
    path("figures/", figures.figures, name="figures"),
    path("figures/periods/", periods.periods, name="periods"),
    path("figures/periods/<slug:code>/edit/", periods.change_period, name="change_period"),
    path("figures/stated/", stated.stated_figures, name="stated_figures"),
    path("figures/stated/add/", stated.add_stated, name="add_stated"),
    path("figures/stated/<slug:code>/", stated.stated, name="stated"),
    path("figures/stated/<slug:code>/history/", stated.history, name="stated_history"),
    path("figures/stated/<slug:code>/edit/", stated.change_stated, name="change_stated"),
    path("figures/stated/<slug:code>/set-aside/", stated.set_aside, name="set_aside_stated"),
    path("figures/stated/<slug:code>/bring-back/", stated.bring_back, name="bring_back_stated"),
    path("figures/<slug:code>/", figures.figure, name="figure"),
]
