"""Addresses of the log."""

from django.urls import path

from banggiao.audit import views

app_name = "audit"
urlpatterns = [path("log/", views.log, name="log")]
