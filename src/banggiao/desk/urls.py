"""Addresses of the desk."""

from django.urls import path

from banggiao.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("calendar/", views.calendar, name="calendar"),
    path("search/", views.find, name="search"),
    path("search/options/", views.options, name="options"),
    path("language/", views.language, name="language"),
]
