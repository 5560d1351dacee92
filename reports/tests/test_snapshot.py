"""What a publication reads belongs to one moment, and whoever writes meanwhile is not kept waiting."""

from threading import Thread

import pytest
from django.db import DatabaseError, connection, transaction

from indicators.models import Plan
from indicators.tests.builders import load_the_plan
from reports.snapshot import one_snapshot


def name_of_the_plan() -> str:
    return Plan.objects.get().name_vi


def renamed_by_someone_else(name: str) -> None:
    """On a connection of their own, over before we go on."""

    def rename() -> None:
        Plan.objects.update(name_vi=name)
        connection.close()

    someone = Thread(target=rename)
    someone.start()
    someone.join(timeout=10)
    assert not someone.is_alive()


@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_is_seen_only_afterwards():
    load_the_plan()
    Plan.objects.update(name_vi="trước")

    with one_snapshot():
        first = name_of_the_plan()
        renamed_by_someone_else("sau")
        second = name_of_the_plan()

    assert (first, second, name_of_the_plan()) == ("trước", "trước", "sau")


@pytest.mark.django_db(transaction=True)
def test_a_snapshot_ends_even_when_reading_fails():
    with pytest.raises(LookupError), one_snapshot():
        name_of_none = Plan.objects.count()
        raise LookupError(name_of_none)

    with transaction.atomic():
        load_the_plan()
    assert Plan.objects.count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_nothing_can_be_written_within_a_snapshot():
    load_the_plan()

    with pytest.raises(DatabaseError), one_snapshot():
        Plan.objects.update(name_vi="sau")


def test_within_a_transaction_its_own_view_is_the_moment(the_plan: Plan):
    with one_snapshot():
        Plan.objects.update(name_vi="trong cùng giao dịch")

    assert name_of_the_plan() == "trong cùng giao dịch"
