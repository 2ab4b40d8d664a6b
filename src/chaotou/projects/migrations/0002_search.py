"""The search index over Project.grams, kept by the database itself.

SQLite: an FTS5 table that points at the rows, with three triggers. An import indexes its rows by itself, all at
once (`rows.inserting`): row by row it takes ten times as long. A later migration that makes SQLite build
projects_project anew drops the triggers and has to run `create` again. PostgreSQL: a generated column.
"""

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE projects_search USING fts5"
    "(grams, content='projects_project', content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER projects_search_added AFTER INSERT ON projects_project WHEN new.batch_id IS NULL BEGIN"
    " INSERT INTO projects_search(rowid, grams) VALUES (new.id, new.grams); END",
    "CREATE TRIGGER projects_search_removed AFTER DELETE ON projects_project BEGIN"
    " INSERT INTO projects_search(projects_search, rowid, grams) VALUES ('delete', old.id, old.grams); END",
    "CREATE TRIGGER projects_search_changed AFTER UPDATE OF grams ON projects_project"
    " WHEN old.grams IS NOT new.grams BEGIN"
    " INSERT INTO projects_search(projects_search, rowid, grams) VALUES ('delete', old.id, old.grams);"
    " INSERT INTO projects_search(rowid, grams) VALUES (new.id, new.grams); END",
    "INSERT INTO projects_search(projects_search) VALUES ('rebuild')",
)
SQLITE_UNDONE = (
    "DROP TRIGGER IF EXISTS projects_search_added",
    "DROP TRIGGER IF EXISTS projects_search_removed",
    "DROP TRIGGER IF EXISTS projects_search_changed",
    "DROP TABLE IF EXISTS projects_search",
)
POSTGRESQL = (
    "ALTER TABLE projects_project ADD COLUMN search tsvector"
    " GENERATED ALWAYS AS (to_tsvector('simple', grams)) STORED",
    "CREATE INDEX projects_search ON projects_project USING gin (search)",
)
POSTGRESQL_UNDONE = ("ALTER TABLE projects_project DROP COLUMN IF EXISTS search",)


def create(apps, schema_editor):
    _run(schema_editor, SQLITE_UNDONE + SQLITE, POSTGRESQL_UNDONE + POSTGRESQL)


def remove(apps, schema_editor):
    _run(schema_editor, SQLITE_UNDONE, POSTGRESQL_UNDONE)


def _run(schema_editor, sqlite, postgresql):
    for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_projects")]
    operations = [migrations.RunPython(create, remove)]
