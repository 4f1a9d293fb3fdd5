"""Settings in production: everything that differs comes from the environment.

A variable without a default is required, and the process says so when it starts
rather than when a user first needs it.
"""

import json
import os
from datetime import timedelta
from pathlib import Path

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent.parent


def required(name):
    try:
        return os.environ[name]
    except KeyError:
        raise ImproperlyConfigured(f"the environment has no {name}") from None


def names(name):
    return [part for part in required(name).split(",") if part]


RELEASE = (BASE_DIR / "VERSION").read_text().strip()
DEBUG = False
SECRET_KEY = required("SECRET_KEY")
SECRET_KEY_FALLBACKS = json.loads(os.environ.get("SECRET_KEY_FALLBACKS", "[]"))

INSTALLED_APPS = [
    "channels",
    "django.contrib.staticfiles",
    "journal",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
ROOT_URLCONF = "senextrader.urls"
ASGI_APPLICATION = "senextrader.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TIME_ZONE = "UTC"
USE_TZ = True

# Behind a reverse proxy that ends TLS. It overwrites the header, so that only
# it can say that a request came by HTTPS.
ALLOWED_HOSTS = names("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = names("CSRF_TRUSTED_ORIGINS")
WS_ALLOWED_ORIGINS = names("WS_ALLOWED_ORIGINS")
SECURE_PROXY_SSL_HEADER = tuple(required("SECURE_PROXY_SSL_HEADER").split(",", 1))
SECURE_SSL_REDIRECT = True
CSRF_COOKIE_SECURE = True

# Columns that a copy of the database alone does not give away.
FIELD_ENCRYPTION = Fernet(required("FIELD_ENCRYPTION_KEY"))

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": required("DB_NAME"),
        "USER": required("DB_USER"),
        "PASSWORD": required("DB_PASSWORD"),
        "HOST": required("DB_HOST"),
        "PORT": required("DB_PORT"),
        "OPTIONS": {"connect_timeout": 5},
    }
}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": required("REDIS_URL"),
        "OPTIONS": {"socket_timeout": 5, "socket_connect_timeout": 5},
    }
}

CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {"hosts": [required("CHANNELS_REDIS_URL")]},
    }
}

# The names have the hash of the content, so that browsers may keep the files
# for ever. Which name belongs to which file is in a manifest beside them.
STATIC_URL = "/static/"
STATIC_ROOT = required("STATIC_ROOT")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}

CELERY_BROKER_URL = required("CELERY_BROKER_URL")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_RESULT_BACKEND = required("CELERY_RESULT_BACKEND")
CELERY_RESULT_EXPIRES = timedelta(hours=1)
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# A task is acknowledged when it is done: one whose worker dies is run again.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_ROUTES = {
    "journal.tasks.record": {"queue": "trading"},
    "journal.tasks.heartbeat": {"queue": "services"},
}

HEARTBEAT = timedelta(seconds=5)
CELERY_BEAT_SCHEDULE = {
    "heartbeat": {
        "task": "journal.tasks.heartbeat",
        "schedule": HEARTBEAT,
        # What no worker took in time is worth nothing any more.
        "options": {"expires": HEARTBEAT.total_seconds()},
    }
}

# The broker that trades are sent to.
TASTYTRADE = {
    "url": required("TASTYTRADE_BASE_URL"),
    "client_id": required("TASTYTRADE_CLIENT_ID"),
    "client_secret": required("TASTYTRADE_CLIENT_SECRET"),
}

# Without a mail server, mail goes to the log.
if "EMAIL_HOST" in os.environ:
    EMAIL_HOST = required("EMAIL_HOST")
    EMAIL_PORT = int(required("EMAIL_PORT"))
    EMAIL_USE_TLS = required("EMAIL_USE_TLS") == "true"
    EMAIL_HOST_USER = required("EMAIL_HOST_USER")
    EMAIL_HOST_PASSWORD = required("EMAIL_HOST_PASSWORD")
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# To standard error, and so to the journal, which adds the time.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}
