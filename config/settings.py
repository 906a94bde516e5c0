"""One settings file: machines differ by their environment only. ``.env.example`` names every variable.

ENVIRONMENT is ``local`` (the default: one small machine, or a trial) or ``production`` (served to others over
HTTPS). In production a setting that is missing stops the start with a sentence that names it.
"""

import shlex
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import elsewhere, evidence, local_secret
from config import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = env.text("ENVIRONMENT", "local")
if ENVIRONMENT not in ("local", "production"):
    raise ImproperlyConfigured(f"ENVIRONMENT is “{ENVIRONMENT}”: it must be local or production.")
PRODUCTION = ENVIRONMENT == "production"

# All data of the site is in one folder, so that one folder is backed up.
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var")))
# How a command of this site is typed, as its pages and commands say it.
RUN = "./run" if DATA_DIR == BASE_DIR / "var" else f"DATA_DIR={shlex.quote(str(DATA_DIR))} ./run"

DEBUG = env.yes("DEBUG") and not PRODUCTION
if PRODUCTION:
    SECRET_KEY = env.required("SECRET_KEY", "it signs sessions and links, and must be long, random and kept secret")
    env.required("ALLOWED_HOSTS", "the site answers only to the host names listed there, separated by commas")
else:
    SECRET_KEY = env.text("SECRET_KEY") or local_secret.read_or_make(DATA_DIR / "secret_key")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
SITE_ADDRESS = env.text("SITE_ADDRESS").rstrip("/")  # where links in mails lead (boards.web.site_address)
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "demo",
    "boards",
    "actionplans",
    "audits",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_filters",
    "django_tasks",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "boards.web.headers.HeadersMiddleware",
    "boards.sign_in.sessions.SessionsMiddleware",
    "boards.web.drafts.DraftsMiddleware",
    "boards.web.gate.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "boards.sign_in.two_step_gate.SecondStepMiddleware",
    "boards.web.gate.GateMiddleware",
    "boards.web.failure_pages.FailuresMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["boards.templatetags.typed_text"],  # for every form into which text is typed
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "boards.web.context_processors.shell",
                "actionplans.context_processors.marking",
            ],
        },
    },
]

# Data ---------------------------------------------------------------------------------------------------------------
_sqlite = DATA_DIR / "boards.sqlite3"
DATABASES = {"default": dj_database_url.parse(env.text("DATABASE_URL") or f"sqlite:///{_sqlite}", conn_max_age=60)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        # Several people write at once: readers never wait (WAL), writers queue instead of failing (IMMEDIATE, timeout).
        # What has been confirmed to a user is on the disk (FULL): with NORMAL a power cut takes back the last minutes.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Outside the database: the list of published versions (actionplans.publishing.journal).
SEALS_JOURNAL = Path(env.text("SEALS_JOURNAL", str(DATA_DIR / "seals.log")))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the database, so that limits on signing in count over all processes.
CACHES = {
    "default": {
        "BACKEND": "boards.web.cache.Cache",
        "LOCATION": "cache",
        # Beyond this many entries a third is deleted, counts of wrong passwords too; Django's 300 are soon reached.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# Work that no request waits for (boards.jobs): how much of it a worker runs at once, by lane. No lane waits for another.
JOB_LANES = {"default": 2, "mail": 2, "printing": 2, "reading": 4}
#: Seconds after which work is taken up by another worker unless its own has said that it is still at it.
JOB_LEASE_SECONDS = env.number("JOB_LEASE_SECONDS", 15)
TASKS = {"default": {"BACKEND": "boards.jobs.backend.QueueBackend", "QUEUES": list(JOB_LANES), "OPTIONS": {}}}

# People -------------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "boards.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "boards:home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "boards.sign_in.adapters.AccountAdapter"
ACCOUNT_EMAIL_NOTIFICATIONS = True  # changes of an account are mailed to its address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # accounts are by invitation: strangers get no mail of ours
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are by invitation, which is mailed to the address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
# Limits on attempts: by internet address (ip), by typed address or account (key), by user (user).
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,60/h/ip,5/5m/key",  # wrong passwords and wrong codes
    "reset_password": "10/m/ip,3/10m/key",
    "reset_password_from_key": "20/m/ip",
    "request_login_code": "10/m/ip,3/10m/key",
    "mailed_code": "3/10m/key",  # attempts at one mailed code
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "join": "30/m/ip",  # accepting an invitation
}
MFA_RATE_LIMITS = {"webauthn_login": "10/m/ip"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_FORMS = {
    "login": "boards.forms.sign_in.LoginForm",
    "reset_password": "boards.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "boards.forms.sign_in.ResetPasswordKeyForm",
    "change_password": "boards.forms.sign_in.ChangePasswordForm",
    "set_password": "boards.forms.sign_in.SetPasswordForm",
    "reauthenticate": "boards.forms.sign_in.ReauthenticateForm",
    "add_email": "boards.forms.sign_in.AddEmailForm",
    "request_login_code": "boards.forms.sign_in.RequestCodeForm",
    "confirm_login_code": "boards.forms.sign_in.MailedCodeForm",
}
MFA_ADAPTER = "boards.sign_in.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a finger, a face or a PIN: a passkey alone is two steps
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # http://localhost
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # by invitation, as above
MFA_FORMS = {
    "authenticate": "boards.forms.sign_in.AuthenticateForm",
    "reauthenticate": "boards.forms.sign_in.ReauthenticateCodeForm",
    "activate_totp": "boards.forms.sign_in.ActivateTOTPForm",
    "deactivate_totp": "boards.forms.sign_in.DeactivateTOTPForm",
    "generate_recovery_codes": "boards.forms.sign_in.GenerateRecoveryCodesForm",
    "add_webauthn": "boards.forms.passkeys.AddPasskeyForm",
    "edit_webauthn": "boards.forms.passkeys.RenamePasskeyForm",
    "login_webauthn": "boards.forms.passkeys.SignInByPasskeyForm",
    "authenticate_webauthn": "boards.forms.passkeys.PasskeyAfterPasswordForm",
    "reauthenticate_webauthn": "boards.forms.passkeys.ReauthenticateByPasskeyForm",
}
# Organisations whose own accounts people may sign in with. This creates no account, and matches none by its address.
SOCIALACCOUNT_ADAPTER = "boards.sign_in.organisations.ElsewhereAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": elsewhere.apps(production=PRODUCTION)}}
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_TIMEOUT = 10  # seconds that an organisation's server may take to answer

#: Who runs the site and how to reach them, for the privacy and accessibility pages where no board is named.
SITE_CONTACT = env.text("SITE_CONTACT")

# Mail ---------------------------------------------------------------------------------------------------------------
if env.text("EMAIL_HOST") or PRODUCTION:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = env.required("EMAIL_HOST", "password links are sent by mail, through the mail server named there")
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.yes("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", "action-plans@localhost")
if PRODUCTION:
    DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.required("DEFAULT_FROM_EMAIL", "mail is sent from this address")

# Words and time -----------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.text("TIME_ZONE", "Europe/London")
USE_I18N = True
USE_TZ = True
TIME_FORMAT = "g:ia"

# Files --------------------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ("govuk", BASE_DIR / "var" / "frontend" / "govuk")]  # the latter by ./run
MEDIA_ROOT = DATA_DIR / "evidence"  # outside the web root: files are served only by views that check the user's right
STORAGES = {
    "default": evidence.storage(production=PRODUCTION),
    "staticfiles": {"BACKEND": "config.storage.StaticFilesStorage"},
}
#: The largest evidence file, in megabytes.
EVIDENCE_LIMIT_MB = env.number("EVIDENCE_LIMIT_MB", 20)
# Files are received before the user and the view are known: more than any page accepts is never written to disk.
UPLOAD_LIMIT_MB = max(EVIDENCE_LIMIT_MB, 25) + 1
FILE_UPLOAD_HANDLERS = [
    "boards.web.uploads.Limit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "boards.web.uploads.OnDisk",
]
#: Seconds that a print may take: 400 pages take about 10.
PRINT_LIMIT_SECONDS = env.number("PRINT_LIMIT_SECONDS", 120)
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024  # a row of nine cells of 50,000 characters, some of them four bytes long
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# Hardening ----------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *elsewhere.origins(SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "boards.sign_in.session_store"
SESSION_COOKIE_AGE = 60 * 60 * 12  # counted from signing in (boards.sign_in.sessions), whatever is done meanwhile
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = PRODUCTION and env.yes("SECURE_SSL_REDIRECT", True)
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 31536000) if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
if env.yes("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Without it all people would share the proxy's address, in the trail and in the limits on signing in.
    ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 1)
CSRF_FAILURE_VIEW = "boards.views.errors.csrf_failure"
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {
        "hide_secrets": {"()": "boards.web.log_redaction.HideSecrets"},
        "no_trace_of_refusals": {"()": "boards.web.log_redaction.NoTraceOfRefusals"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["hide_secrets", "no_trace_of_refusals"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
