"""A migration step that makes a table's rows unalterable, on SQLite and on PostgreSQL."""

from collections.abc import Callable

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = """
CREATE TRIGGER {table}_refuses_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{sentence}'); END;
"""
POSTGRESQL = """
CREATE FUNCTION {table}_refuse_update() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_refuses_update BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_refuse_update();
"""
SQLITE_UNDO = "DROP TRIGGER {table}_refuses_update"
POSTGRESQL_UNDO = "DROP TRIGGER {table}_refuses_update ON {table}; DROP FUNCTION {table}_refuse_update();"


DO = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
UNDO = {"sqlite": SQLITE_UNDO, "postgresql": POSTGRESQL_UNDO}


def forbid_update(table: str, sentence: str) -> migrations.RunPython:
    """The step for one table. Rows can still be deleted: tests empty tables, and a demonstration is thrown away."""
    return migrations.RunPython(running(DO, table, sentence), running(UNDO, table, sentence))


def allow_update(table: str, sentence: str) -> migrations.RunPython:
    """Take the lock off, for a migration that makes the table anew (as SQLite does); to be followed by the other."""
    return migrations.RunPython(running(UNDO, table, sentence), running(DO, table, sentence))


def running(
    templates: dict[str, str], table: str, sentence: str
) -> Callable[[StateApps, BaseDatabaseSchemaEditor], None]:
    def run(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        template = templates[schema_editor.connection.vendor]
        schema_editor.execute(template.format(table=table, sentence=sentence))

    return run
