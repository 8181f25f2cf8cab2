"""Addresses of the path of a text, of its rules, and of what came of its promises."""

from django.urls import path

from banggiao.agreements.views import implementation as sheets
from banggiao.agreements.views import path as pages
from banggiao.agreements.views import path_rules as rules

TEXT = "agreements/<slug:code>/path/"
SHEET = "agreements/<slug:code>/implementation/"

urlpatterns = [
    path("agreement-steps/", rules.path_steps, name="path_steps"),
    path("agreement-steps/add/", rules.add_path_step, name="add_path_step"),
    path("agreement-steps/<slug:code>/edit/", rules.change_path_step, name="change_path_step"),
    path("signing-rules/", rules.signing_rules, name="signing_rules"),
    path("signing-rules/add/", rules.add_signing_rule, name="add_signing_rule"),
    path("signing-rules/<slug:code>/edit/", rules.change_signing_rule, name="change_signing_rule"),
    path(SHEET, sheets.implementation, name="implementation"),
    path(f"{SHEET}word/", sheets.implementation_word, name="implementation_word"),
    path(TEXT, pages.path, name="path"),
    path(f"{TEXT}return/", pages.return_text, name="return_text"),
    path(f"{TEXT}<slug:step>/record/", pages.record_step, name="record_step"),
    path(f"{TEXT}<slug:step>/skip/", pages.skip_step, name="skip_step"),
    path(f"{TEXT}<int:number>/edit/", pages.correct_step, name="correct_step"),
    path(f"{TEXT}<int:number>/remove/", pages.remove_step, name="remove_step"),
]
