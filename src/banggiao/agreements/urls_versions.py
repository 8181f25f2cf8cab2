"""Addresses of the wording of a text: versions by number, clauses by their lasting id."""

from django.urls import path

from banggiao.agreements.views import versions

TEXTS = "agreements/<slug:code>/texts/"
VERSION = f"{TEXTS}<int:number>/"

urlpatterns = [
    path(TEXTS, versions.versions, name="versions"),
    path(f"{TEXTS}add/", versions.add_version, name="add_version"),
    path(VERSION, versions.version, name="version"),
    path(f"{VERSION}compare/", versions.compare, name="compare"),
    path(f"{VERSION}history/", versions.version_history, name="version_history"),
    path(f"{VERSION}edit/", versions.change_version, name="change_version"),
    path(f"{VERSION}set-aside/", versions.set_aside_version, name="set_aside_version"),
    path(f"{VERSION}bring-back/", versions.bring_back_version, name="bring_back_version"),
    path(f"{VERSION}clauses/<str:wid>/", versions.clause, name="clause"),
    path(f"{VERSION}clauses/<str:wid>/equivalent/", versions.mark_clause, name="mark_clause"),
]
