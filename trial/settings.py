"""Settings of the application; what differs between machines comes from outside."""

import os
import sysconfig
from pathlib import Path
from urllib.parse import unquote, urlsplit

from psycopg.conninfo import conninfo_to_dict

from edc.text import T

BASE_DIR = Path(__file__).resolve().parent.parent


def secret(name: str, default: str = "") -> str:
    """An environment variable, or the content of the file that ``NAME_FILE`` points to."""
    path = os.environ.get(f"{name}_FILE")
    return Path(path).read_text().strip() if path else os.environ.get(name, default)


def is_on(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


DEBUG = is_on("DEBUG")
SECRET_KEY = secret("SECRET_KEY")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if o]
IS_BEHIND_TLS = is_on("BEHIND_TLS")
# Where a mail sends its reader: the address under which browsers reach the trial.
PUBLIC_URL = next(iter(CSRF_TRUSTED_ORIGINS), "http://localhost:8000")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "drf_spectacular",
    "django_htmx",
    "crispy_forms",
    "crispy_bootstrap5",
    "edc",
    "enrollment",
    "dosing",
    "mrd",
    "followup",
    "safety",
    "trial",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "edc.middleware.RequestIdentity",
    "edc.middleware.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "edc.middleware.DenyByDefault",
]
ROOT_URLCONF = "trial.urls"
WSGI_APPLICATION = "trial.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "edc.templatetags.edc.everywhere",
            ],
        },
    }
]


POOL = {"min_size": 1, "max_size": 8, "timeout": 10}


def database(url: str) -> dict:
    """Django's settings for a PostgreSQL URL."""
    parts = conninfo_to_dict(url)
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    settings = {"NAME": "edc"} | {known[key]: value for key, value in parts.items() if key in known}
    options = {k: v for k, v in parts.items() if k not in {*known, "port"}}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "PORT": str(parts.get("port", "")),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {**({"pool": POOL} if url else {}), **options},
        **settings,
    }


DATABASES = {"default": database(secret("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "edc.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_BEHIND_TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = IS_BEHIND_TLS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_TLS else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = [
    "edc.middleware.FilesWhereTaken",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATIC_ROOT = os.environ.get("STATIC_ROOT") or None
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
# Bootstrap's package is no Django app: its folder is served as it is.
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap/css", Path(sysconfig.get_path("purelib")) / "bootstrap" / "css"),
]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["edc.api.tokens.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["edc.access.MayDoWhatTheViewNeeds"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["edc.api.parsing.ExactJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "edc.api.errors.handle",
    "COERCE_DECIMAL_TO_STRING": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Trial data API",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
}

# smtps: TLS from the first byte; smtp+tls: from STARTTLS on; smtp: a relay beside us, in the clear.
# Without a mail server mails are written to the worker's log.
MAIL_PORTS = {"smtps": 465, "smtp+tls": 587, "smtp": 25, "console": None}
MAIL_URL = urlsplit(secret("EMAIL_URL") or "console:")
EMAIL_BACKEND = "django.core.mail.backends.{}.EmailBackend".format(
    "console" if MAIL_URL.scheme == "console" else "smtp"
)
EMAIL_HOST, EMAIL_PORT = MAIL_URL.hostname, MAIL_URL.port or MAIL_PORTS[MAIL_URL.scheme]
EMAIL_HOST_USER = unquote(MAIL_URL.username or "")
EMAIL_HOST_PASSWORD = unquote(MAIL_URL.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL_URL.scheme == "smtps", MAIL_URL.scheme == "smtp+tls"
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "trial@localhost")

REDIS_URL = secret("REDIS_URL", "redis://localhost:6379/0")
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Nobody who saves a form waits for Redis to come back: beat finds what a lost message asked for.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_connect_timeout": 2,
    "max_retries": 1,
    "interval_start": 0,
}
CELERY_TIMEZONE = TIME_ZONE
LOOK_EVERY_SECONDS = 10
CELERY_BEAT_SCHEDULE = {
    name: {"task": name, "schedule": LOOK_EVERY_SECONDS, "options": {"expires": 30}}
    for name in (
        "edc.tasks.sweep",
        "edc.tasks.code",
        "mrd.tasks.process_uploads",
        "followup.tasks.assess",
        "followup.tasks.estimate",
        "safety.tasks.send_notices",
        "followup.tasks.ask_about_moves",
    )
}

EDC_PARAMETERS = "trial.protocol.PARAMETERS"
EDC_SCHEDULE = "trial.protocol.SCHEDULE"
EDC_ADMISSION = "enrollment.admission.refusal"  # why nobody more can be enrolled
EDC_OFFER = "followup.owing.offer"  # whether a visit is offered, and what is owed there
EDC_ANCHOR = "enrollment.windows.anchor_of"
EDC_ASSESSED = "trial.assessed.ASSESSED"
EDC_DATASETS = ["enrollment.listing.LAB_RESULTS"]  # besides those that the forms give
TRIAL_NAME = T(
    "Olverembatinib + InO in Ph+ ALL with persistent MRD",
    "奥雷巴替尼联合奥加伊妥珠单抗治疗MRD持续阳性Ph+ ALL",
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
