"""Addresses of accounts."""

from django.urls import path

from banggiao.accounts import views

app_name = "accounts"
urlpatterns = [
    path("users/", views.users, name="users"),
    path("users/add/", views.add, name="add"),
    path("account/", views.me, name="me"),
]
