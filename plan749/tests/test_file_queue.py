"""The queue without a broker: what is seen in it can be read."""

import threading
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection

from plan749.file_queue import Transport

MESSAGES = 300


@pytest.fixture
def connection(tmp_path: Path) -> Connection:
    folders = {
        "data_folder_in": str(tmp_path),
        "data_folder_out": str(tmp_path),
        "control_folder": str(tmp_path / "c"),
    }
    return Connection("filesystem://", transport_options=folders)


def test_the_portal_s_queue_of_files_is_the_one_used(connection: Connection) -> None:
    assert connection.get_transport_cls() is Transport


def test_a_reader_that_never_rests_gets_every_message_whole(connection: Connection) -> None:
    writer, reader = connection.channel(), connection.clone().channel()

    def write() -> None:
        for number in range(MESSAGES):
            writer._put("work", {"body": "x" * 2000, "number": number})

    thread = threading.Thread(target=write)
    thread.start()
    found = []
    while len(found) < MESSAGES:
        try:
            found.append(reader._get("work")["number"])
        except Empty:
            assert (
                thread.is_alive()
                or len(found) + len(list(Path(reader.data_folder_in).glob("*.msg"))) == MESSAGES
            )
    thread.join()

    assert sorted(found) == list(range(MESSAGES))
