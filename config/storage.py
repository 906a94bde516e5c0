"""Where static files are served from."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed names also inside ``import`` lines of our own modules, so that they may be cached for ever."""

    support_js_module_import_aggregation = True
