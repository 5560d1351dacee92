"""Where static files lie once collected: under names that carry their content's mark, compressed."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

# `import … from "./cells.js"`, with the mark of that file's content in its name. Of our own modules only: Django's
# setting for this reads the packages' minified files too, and takes words in them for imports.
OUR_IMPORTS = ("js/*.js", ((r"""(?P<matched>from "(?P<url>\.{1,2}/[^"]+)")""", 'from "%(url)s"'),))


class StaticFiles(CompressedManifestStaticFilesStorage):
    """... with the imports of our script modules rewritten to those names too."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, OUR_IMPORTS)
