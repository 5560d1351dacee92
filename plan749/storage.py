"""Where static files lie once collected: under names that carry their content's mark, compressed."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """... with the imports of our script modules rewritten to those names too."""

    support_js_module_import_aggregation = True
