"""The queue of a machine without a broker: kombu's folder of files, with each message whole before it is seen.

Kombu opens a message's file and then writes it. A worker that looks in between takes an empty message, cannot read
it, and ends. Here the message is written beside the queue and moved into it, which the file system does at once.
"""

import os
from time import monotonic
from typing import Any
from uuid import uuid4

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **options: Any) -> None:
        name = f"{round(monotonic() * 1000)}_{uuid4()}.{queue}.msg"
        unseen = os.path.join(self.data_folder_out, f"{uuid4()}.being-written")
        with open(unseen, "wb") as file:
            file.write(str_to_bytes(dumps(payload)))
        os.replace(unseen, os.path.join(self.data_folder_out, name))


class Transport(filesystem.Transport):
    Channel = Channel


def install() -> None:
    """Let `filesystem://` mean this one."""
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:Transport"
