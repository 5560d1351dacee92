"""What the tests of a floor's constraints share: the database's own no, and by which constraint it said it."""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction


def constraints_of(app: str) -> dict[str, tuple[type[models.Model], models.BaseConstraint]]:
    """Every named constraint of an app's models."""
    return {
        constraint.name: (model, constraint)
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    }


def refuses_update(name: str, row: models.Model, wrong: dict[str, Any]) -> None:
    """The database refuses to make a good row into this, by the constraint of this name."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**wrong)
    assert says(name, type(row), str(refused.value))


def refuses_another(name: str, row: models.Model, **wrong: Any) -> None:
    """The database refuses a second row that is like this one but for these fields."""
    held = {field.attname: getattr(row, field.attname) for field in row._meta.fields if not field.primary_key}
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        type(row).objects.bulk_create([type(row)(**{**held, **wrong})])
    assert says(name, type(row), str(refused.value))


def says(name: str, model: type[models.Model], message: str) -> bool:
    """Whether the refusal is this constraint's. SQLite names the columns of a unique one instead of the constraint."""
    constraint = next(each for each in model._meta.constraints if each.name == name)
    if (
        connection.vendor == "sqlite"
        and isinstance(constraint, models.UniqueConstraint)
        and constraint.fields
    ):
        columns = [model._meta.get_field(field).column for field in constraint.fields]
        return message.endswith(": " + ", ".join(f"{model._meta.db_table}.{column}" for column in columns))
    return name in message
