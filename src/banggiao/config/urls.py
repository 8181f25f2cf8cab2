"""All addresses. Each room brings its own."""

from allauth.account import views as account
from django.urls import include, path

from banggiao.core.views import health

handler400 = "banggiao.core.views.bad_request"
handler403 = "banggiao.core.views.forbidden"
handler404 = "banggiao.core.views.not_found"

urlpatterns = [
    path("", include("banggiao.desk.urls")),
    path("", include("banggiao.partners.urls")),
    path("", include("banggiao.accounts.urls")),
    path("", include("banggiao.audit.urls")),
    path("healthz", health, name="health"),
    path("account/", include("allauth.mfa.urls")),
    path("account/sign-in/", account.login, name="account_login"),
    path("account/sign-out/", account.logout, name="account_logout"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/closed/", account.account_inactive, name="account_inactive"),
]
