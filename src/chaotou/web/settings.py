"""Every setting. What a deployment changes is read from the environment; docs/running.md names each."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels
from django.urls import reverse_lazy

from chaotou.web import environment as env

PACKAGE = Path(__file__).resolve().parent.parent

HOME = Path(env.text("CHAOTOU_HOME", "var")).resolve()
ZONE = env.zone_directory()
DEBUG = env.flag("CHAOTOU_DEBUG", default=False)
SECRET_KEY = env.secret("CHAOTOU_SECRET_KEY", HOME)
ALLOWED_HOSTS = env.words("CHAOTOU_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CHAOTOU_ORIGINS", "")
DATABASES = {"default": env.database(env.text("CHAOTOU_DATABASE", "sqlite"), HOME)}
BEHIND_TLS = env.flag("CHAOTOU_TLS", default=False)

INSTALLED_APPS = [
    "chaotou.web",
    "chaotou.intake",
    "chaotou.evaluation",
    "chaotou.meetings",
    "chaotou.matters",
    "chaotou.projects",
    "chaotou.figures",
    "chaotou.enterprises",
    "chaotou.journal",
    "chaotou.organization",
    "chaotou.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "chaotou.organization.middleware.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "chaotou.ui.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "chaotou.web.menu.menu",
            ],
        },
    }
]

ROOT_URLCONF = "chaotou.web.urls"
WSGI_APPLICATION = "chaotou.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_IN_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": _IN_MEMORY, "LOCATION": "answers", "OPTIONS": {"MAX_ENTRIES": 1000}},
    "counters": {"BACKEND": _IN_MEMORY, "LOCATION": "counters", "OPTIONS": {"MAX_ENTRIES": 100_000}},
}
"""Answers kept while nothing is written; apart from them, so that they do not push it out, what is counted
against whoever comes without signing in.
"""

AUTH_USER_MODEL = "organization.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "chaotou.journal.backends.PersonBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "chaotou.organization.passwords.Length", "OPTIONS": {"min_length": 10}},
    {"NAME": "chaotou.organization.passwords.Uncommon"},
    {"NAME": "chaotou.organization.passwords.NotOnlyDigits"},
    {"NAME": "chaotou.organization.passwords.UnlikeThePerson"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = reverse_lazy("organization:sign_in")
LOGIN_REDIRECT_URL = reverse_lazy("home")
LOGOUT_REDIRECT_URL = LOGIN_URL

AXES_FAILURE_LIMIT = env.number("CHAOTOU_SIGN_IN_TRIES", 5)
AXES_COOLOFF_TIME = env.number("CHAOTOU_LOCKOUT_HOURS", 1)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "chaotou.organization.views.signing.locked_out"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True

SESSION_COOKIE_AGE = 60 * env.number("CHAOTOU_SESSION_MINUTES", 30)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31536000 if BEHIND_TLS else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = env.time_zone().key
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = HOME / "media"
UPLOAD_LIMIT_MB = env.number("CHAOTOU_UPLOAD_LIMIT_MB", 50)
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT_MB * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

MAIL = env.mail(env.text("CHAOTOU_MAIL", ""))
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_SSL, EMAIL_TIMEOUT, DEFAULT_FROM_EMAIL = MAIL.tls, 20, MAIL.sender
ROBOTS = env.robots(env.text("CHAOTOU_ROBOTS", ""))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"dated": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "dated"}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
    },
}

MESSAGE_TAGS = {message_levels.SUCCESS: "done"}
