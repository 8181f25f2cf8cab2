"""Django's settings. Values that differ between installations come from `env`."""

from __future__ import annotations

from typing import Any

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from banggiao.config import env

DATA_DIR = env.make_data_dir()
SECRET_KEY = env.secret_key()
DEBUG = env.flag("DEBUG")
BASE_URL = env.base_url()
ALLOWED_HOSTS = env.allowed_hosts()
OWN_BODY = env.text("OWN_BODY", "giv")
ANNIVERSARIES = env.years("ANNIVERSARIES", "5,10,25,50")
SILENT_YEARS = env.year_count("SILENT_YEARS", "2")

INSTALLED_APPS = [
    "banggiao.config.apps.ConfigRoom",
    "banggiao.demo",
    "banggiao.desk",
    "banggiao.exchange",
    "banggiao.reports",
    "banggiao.activities",
    "banggiao.plans",
    "banggiao.agreements",
    "banggiao.duties",
    "banggiao.partners",
    "banggiao.documents",
    "banggiao.accounts",
    "banggiao.audit",
    "banggiao.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_tasks_db",
    "django_filters",
    "rules.apps.AutodiscoverRulesConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "banggiao.core.middleware.database_missing",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "banggiao.accounts.middleware.user_language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "banggiao.audit.middleware.audit_context",
    "banggiao.accounts.middleware.sign_in_required",
]

ROOT_URLCONF = "banggiao.config.urls"
WSGI_APPLICATION = "banggiao.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "banggiao.desk.context.frame",
            ],
            "builtins": ["django.templatetags.i18n", "banggiao.core.templatetags.banggiao"],
        },
    }
]
FORM_RENDERER = "banggiao.core.forms.Renderer"

DATABASE = env.database()
DATABASES: dict[str, dict[str, Any]] = {"default": {**DATABASE.options, "ATOMIC_REQUESTS": False}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]

# Sign-in by name; nobody signs up by themselves, and no mail is sent.
ACCOUNT_ADAPTER = "banggiao.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Banggiao"
MFA_TOTP_TOLERANCE = 1  # clocks in closed networks drift
MFA_ADAPTER = "banggiao.accounts.adapter.SecondStepAdapter"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}

# Work that no page waits for, such as making papers. The database keeps it; a worker does it.
TASKS: dict[str, dict[str, Any]] = {"default": {"BACKEND": env.tasks()}}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English")), ("ja", _("Japanese"))]
LOCALE_PATHS: list[str] = []
TIME_ZONE = env.time_zone()
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Where nothing was collected (tests, development), files come straight from the packages.
if DEBUG or not (STATIC_ROOT / "staticfiles.json").exists():
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = DATA_DIR / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 13_000  # a pasted block comes back as one field a cell

SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.flag("HTTPS")
SESSION_COOKIE_AGE = 12 * 60 * 60  # one working day
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("HTTPS") else None
CSRF_FAILURE_VIEW = "banggiao.core.views.csrf_failure"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"no_tokens": {"()": "banggiao.exchange.logs.WithoutTokens"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["no_tokens"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.tasks": {"level": "WARNING"}},  # not a line a task
}
