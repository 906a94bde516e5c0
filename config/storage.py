"""Storage backend for static files."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites ``import`` lines of our scripts to hashed names, so that they can be cached for ever."""

    support_js_module_import_aggregation = True
