"""The addresses of the house, and the floor pages."""

from django.urls import include, path

from bench.floor import views

handler400 = "banggiao.core.views.bad_request"
handler403 = "banggiao.core.views.forbidden"
handler404 = "banggiao.core.views.not_found"

urlpatterns = [
    path("floor/empty/", views.empty),
    path("floor/rows/<slug:key>/", views.rows),
    path("", include("banggiao.config.urls")),
]
