"""Addresses of this room."""

from django.urls import path

from banggiao.documents import views

app_name = "documents"
urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/add/", views.add_document, name="add_document"),
    path("documents/add/secret/", views.keep_stub, name="keep_stub"),
    path("documents/<slug:code>/", views.document, name="document"),
    path("documents/<slug:code>/history/", views.history, name="history"),
    path("documents/<slug:code>/edit/", views.change_document, name="change_document"),
    path("documents/<slug:code>/files/add/", views.add_file, name="add_file"),
    path("documents/<slug:code>/files/<int:number>/", views.file, name="file"),
    path("documents/<slug:code>/set-aside/", views.set_aside, name="set_aside"),
    path("documents/<slug:code>/bring-back/", views.bring_back, name="bring_back"),
    path("sources/<str:about_type>/<slug:about_code>/add/", views.add_source, name="add_source"),
    path("sources/<slug:code>/remove/", views.remove_source, name="remove_source"),
]
