"""How much of a file somebody sends is kept while it is looked at."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers


class Bounded(FileUploadHandler):
    """Of what is larger than any page takes, only the size is kept: no memory, no disk. The page then says so."""

    is_too_large = False

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any) -> None:
        self.is_too_large = content_length > settings.LARGEST_UPLOAD

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.is_too_large:
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Hand on what is within bounds; the rest goes by."""
        return None if self.is_too_large else raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """None where the next handler has the file."""
        if not self.is_too_large:
            return None
        return UploadedFile(BytesIO(), self.file_name, self.content_type, file_size)
