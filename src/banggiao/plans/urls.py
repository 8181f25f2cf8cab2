"""Addresses of this room. A record's address holds its public code, never a database key."""

from django.urls import path

from banggiao.plans.views import plans

app_name = "plans"

urlpatterns = [
    path("plans/lines/<slug:code>/", plans.line, name="line"),
    path("plans/<slug:code>/", plans.plan, name="plan"),
]
