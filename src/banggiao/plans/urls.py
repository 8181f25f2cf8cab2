"""Addresses of this room. A record's address holds its public code, never a database key."""

from django.urls import path

from banggiao.plans.views import adjustments, lines, papers, plans, steps

app_name = "plans"
PLAN = "plans/<slug:code>/"
LINE = "plans/lines/<slug:code>/"

urlpatterns = [
    path("plans/", plans.plans, name="plans"),
    path("plans/add/", plans.add_plan, name="add_plan"),
    path("plans/lines/add/", lines.add_to_draft, name="add_to_draft"),
    path(LINE, lines.line, name="line"),
    path(f"{LINE}history/", lines.line_history, name="line_history"),
    path(f"{LINE}edit/", lines.change_line, name="change_line"),
    path(f"{LINE}set-aside/", lines.set_aside_line, name="set_aside_line"),
    path(f"{LINE}bring-back/", lines.bring_back_line, name="bring_back_line"),
    path(f"{LINE}adjust/<slug:change>/", adjustments.adjust_line, name="adjust_line"),
    path(
        f"{LINE}adjustments/<int:number>/remove/",
        adjustments.remove_adjustment,
        name="remove_adjustment",
    ),
    path(PLAN, plans.plan, name="plan"),
    path(f"{PLAN}against/", plans.against, name="against"),
    path(f"{PLAN}annex/", papers.annex, name="annex"),
    path(f"{PLAN}history/", plans.plan_history, name="plan_history"),
    path(f"{PLAN}edit/", plans.change_plan, name="change_plan"),
    path(f"{PLAN}set-aside/", plans.set_aside_plan, name="set_aside_plan"),
    path(f"{PLAN}bring-back/", plans.bring_back_plan, name="bring_back_plan"),
    path(f"{PLAN}submit/", steps.take_step, {"step": steps.SUBMIT}, name="submit"),
    path(f"{PLAN}take-back/", steps.take_step, {"step": steps.WITHDRAW}, name="withdraw"),
    path(f"{PLAN}return/", steps.take_step, {"step": steps.RETURN}, name="return"),
    path(f"{PLAN}approve/", steps.approve, name="approve"),
    path(f"{PLAN}close/", steps.take_step, {"step": steps.CLOSE}, name="close"),
    path(f"{PLAN}reopen/", steps.take_step, {"step": steps.REOPEN}, name="reopen"),
    path(f"{PLAN}copy/", lines.copy_lines, name="copy_lines"),
    path(f"{PLAN}lines/add/", lines.add_line, name="add_line"),
    path(f"{PLAN}lines/add-late/", adjustments.add_late_line, name="add_late_line"),
]
