"""Where uploaded files are stored, read from the environment: a folder of this machine, or an S3-compatible store.

Either way outside the web root: files are served only by views that check the user's right.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import environment as env

_HERE = ("localhost", "127.0.0.1", "::1")
_ENCRYPTION = ("AES256", "aws:kms")


def storage(*, production: bool) -> dict[str, Any]:
    """The entry ``default`` of STORAGES. Raises ImproperlyConfigured, with a sentence that names the setting, where one is
    missing or unusable."""
    where = env.text("EVIDENCE_STORAGE", "local")
    if where == "local":
        return {
            "BACKEND": "config.folder.FolderStorage",
            "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
        }
    if where != "s3":
        raise ImproperlyConfigured(f"EVIDENCE_STORAGE is “{where}”: it must be local or s3.")
    return {"BACKEND": "config.s3.S3Storage", "OPTIONS": _s3(production)}


def _s3(production: bool) -> dict[str, Any]:
    why = "EVIDENCE_STORAGE is s3, so files are stored there"
    endpoint = env.text("S3_ENDPOINT_URL").rstrip("/")
    address = urlsplit(endpoint)
    if endpoint and (address.scheme not in ("http", "https") or not address.hostname):
        raise ImproperlyConfigured(
            f"S3_ENDPOINT_URL is “{endpoint}”: it must be an address such as https://s3.example.org."
        )
    if production and endpoint and address.scheme != "https" and address.hostname not in _HERE:
        raise ImproperlyConfigured(f"S3_ENDPOINT_URL is “{endpoint}”: it must begin with https://.")
    options = {
        "bucket_name": env.required("S3_BUCKET", why),
        "region_name": env.text("S3_REGION", "us-east-1") if endpoint else env.required("S3_REGION", why),
        "endpoint_url": endpoint or None,
        "location": env.text("S3_PREFIX").strip("/"),
        "addressing_style": "path" if endpoint else "virtual",
        "object_parameters": _encryption(),
    }
    if not env.yes("S3_ROLE"):
        options["access_key"] = env.required("S3_ACCESS_KEY", why)
        options["secret_key"] = env.required("S3_SECRET_KEY", why)
    return options


def _encryption() -> dict[str, str]:
    how, key = env.text("S3_ENCRYPTION"), env.text("S3_KMS_KEY")
    if how and how not in _ENCRYPTION:
        raise ImproperlyConfigured(f"S3_ENCRYPTION is “{how}”: it must be AES256 or aws:kms, or left out.")
    if key and how != "aws:kms":
        raise ImproperlyConfigured("S3_KMS_KEY is set, but S3_ENCRYPTION is not aws:kms.")
    named = {"ServerSideEncryption": how, "SSEKMSKeyId": key}
    return {name: value for name, value in named.items() if value}
