"""A migration step that makes a table's rows unalterable, on SQLite and on PostgreSQL."""

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


def forbid_update(table: str, sentence: str) -> migrations.RunPython:
    """The step for one table. Rows can still be deleted: tests empty tables, and a demonstration is thrown away."""

    def run(template: dict[str, str], schema_editor: BaseDatabaseSchemaEditor) -> None:
        schema_editor.execute(
            template[schema_editor.connection.vendor].format(table=table, sentence=sentence)
        )

    def forwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        run({"sqlite": SQLITE, "postgresql": POSTGRESQL}, schema_editor)

    def backwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        run({"sqlite": SQLITE_UNDO, "postgresql": POSTGRESQL_UNDO}, schema_editor)

    return migrations.RunPython(forwards, backwards)
