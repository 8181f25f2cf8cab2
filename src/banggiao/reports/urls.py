"""Addresses of this room."""

from django.urls import path

from banggiao.reports.views import (
    figures,
    papers,
    periods,
    report_steps,
    reports,
    sent,
    stated,
)

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
    path("reports/", reports.reports, name="reports"),
    path("reports/add/", reports.add_report, name="add_report"),
    path("reports/<slug:code>/", reports.report, name="report"),
    path("reports/<slug:code>/history/", reports.history, name="report_history"),
    path("reports/<slug:code>/edit/", reports.change_report, name="change_report"),
    path("reports/<slug:code>/sections/<slug:key>/", reports.write_section, name="write_section"),
    path("reports/<slug:code>/check/", report_steps.check_report, name="check_report"),
    path("reports/<slug:code>/return/", report_steps.return_report, name="return_report"),
    path("reports/<slug:code>/issue/", report_steps.issue_report, name="issue_report"),
    path("reports/<slug:code>/signed-paper/", report_steps.attach_paper, name="attach_paper"),
    path("reports/<slug:code>/set-aside/", reports.set_aside, name="set_aside_report"),
    path("reports/<slug:code>/bring-back/", reports.bring_back, name="bring_back_report"),
    path("reports/<slug:code>/changed/", sent.changed, name="changed"),
    path("reports/<slug:code>/figures/<slug:figure>/", sent.frozen, name="frozen"),
    path("reports/<slug:code>/papers/", papers.papers, name="papers"),
    path("reports/<slug:code>/papers/ask/", papers.ask_paper, name="ask_paper"),
    path("reports/<slug:code>/papers/<int:number>/", papers.paper, name="paper"),
]
