"""All addresses. Each room brings its own."""

from django.urls import include, path

from banggiao.accounts.urls import sign_in
from banggiao.core.views import health

handler400 = "banggiao.core.views.bad_request"
handler403 = "banggiao.core.views.forbidden"
handler404 = "banggiao.core.views.not_found"

urlpatterns = [
    path("", include("banggiao.desk.urls")),
    path("", include("banggiao.exchange.urls")),
    path("", include("banggiao.reports.urls")),
    path("", include("banggiao.plans.urls")),
    path("", include("banggiao.activities.urls")),
    path("", include("banggiao.agreements.urls")),
    path("", include("banggiao.duties.urls")),
    path("", include("banggiao.partners.urls")),
    path("", include("banggiao.documents.urls")),
    path("", include("banggiao.accounts.urls")),
    path("", include("banggiao.audit.urls")),
    path("healthz", health, name="health"),
    path("account/", include(sign_in)),
]
