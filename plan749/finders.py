"""Which files of the npm packages the pages are served with.

A list of files and not whole folders: with whole folders `collectstatic` took minutes, with these seconds.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

NODE_MODULES: Path = settings.BASE_DIR / "node_modules"

# The .map files go along because the manifest storage follows the references to them.
PACKAGE_FILES = {
    "bootstrap/dist/css": ["bootstrap.min.css", "bootstrap.min.css.map"],
    "bootstrap/dist/js": ["bootstrap.bundle.min.js", "bootstrap.bundle.min.js.map"],
    "htmx.org/dist": ["htmx.min.js"],
    "echarts/dist": ["echarts.common.min.js"],
    "echarts/i18n": ["langVI.js"],
    "@fontsource/be-vietnam-pro/files": [
        f"be-vietnam-pro-{script}-{weight}-normal.woff2"
        for script in ("vietnamese", "latin-ext", "latin")
        for weight in (400, 600)
    ],
}

# The name under static/ -> the file in node_modules: "vendor/htmx.min.js", "vendor/bootstrap.min.css"...
SERVED = {f"vendor/{name}": f"{folder}/{name}" for folder, names in PACKAGE_FILES.items() for name in names}


class PackageStorage(FileSystemStorage):
    """node_modules seen under the names that the pages use."""

    def path(self, name: str) -> str:
        """Where the served name lies on disk."""
        return super().path(SERVED[name])


class PackageFinder(BaseFinder):
    """Finds the picked files of the npm packages under `vendor/`."""

    storage = PackageStorage(location=NODE_MODULES)

    def find(self, path: str, find_all: bool = False, **_: Any) -> str | list[str]:
        """The file's place, or an empty list where it is not ours or not installed."""
        if path not in SERVED or not self.storage.exists(path):
            return []
        place = self.storage.path(path)
        return [place] if find_all else place

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Every served file with the storage that opens it; a missing package fails in `collectstatic`."""
        for name in SERVED:
            if not matches_patterns(name, ignore_patterns):
                yield name, self.storage
