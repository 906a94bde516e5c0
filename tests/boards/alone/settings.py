"""The settings of the project, with ``boards`` as its only app: nothing that is built on it is installed."""

from config.settings import *  # noqa: F403
from config.settings import DATA_DIR, INSTALLED_APPS, STORAGES, TEMPLATES

#: The apps above ``boards``.
ABOVE = {"actionplans", "audits", "demo"}


def is_below(name: str) -> bool:
    return name.partition(".")[0] not in ABOVE


INSTALLED_APPS = [app for app in INSTALLED_APPS if is_below(app)]
ROOT_URLCONF = "tests.boards.alone.urls"
_options = TEMPLATES[0]["OPTIONS"]
_options["context_processors"] = [name for name in _options["context_processors"] if is_below(name)]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "alone.sqlite3"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["testserver"]
