"""The search index over Matter.grams, kept by the database itself; see `projects/migrations/0002_search.py`."""

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE matters_search USING fts5"
    "(grams, content='matters_matter', content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER matters_search_added AFTER INSERT ON matters_matter WHEN new.batch_id IS NULL BEGIN"
    " INSERT INTO matters_search(rowid, grams) VALUES (new.id, new.grams); END",
    "CREATE TRIGGER matters_search_removed AFTER DELETE ON matters_matter BEGIN"
    " INSERT INTO matters_search(matters_search, rowid, grams) VALUES ('delete', old.id, old.grams); END",
    "CREATE TRIGGER matters_search_changed AFTER UPDATE OF grams ON matters_matter"
    " WHEN old.grams IS NOT new.grams BEGIN"
    " INSERT INTO matters_search(matters_search, rowid, grams) VALUES ('delete', old.id, old.grams);"
    " INSERT INTO matters_search(rowid, grams) VALUES (new.id, new.grams); END",
    "INSERT INTO matters_search(matters_search) VALUES ('rebuild')",
)
SQLITE_UNDONE = (
    "DROP TRIGGER IF EXISTS matters_search_added",
    "DROP TRIGGER IF EXISTS matters_search_removed",
    "DROP TRIGGER IF EXISTS matters_search_changed",
    "DROP TABLE IF EXISTS matters_search",
)
POSTGRESQL = (
    "ALTER TABLE matters_matter ADD COLUMN search tsvector"
    " GENERATED ALWAYS AS (to_tsvector('simple', grams)) STORED",
    "CREATE INDEX matters_search ON matters_matter USING gin (search)",
)
POSTGRESQL_UNDONE = ("ALTER TABLE matters_matter DROP COLUMN IF EXISTS search",)


def create(apps, schema_editor):
    _run(schema_editor, SQLITE_UNDONE + SQLITE, POSTGRESQL_UNDONE + POSTGRESQL)


def remove(apps, schema_editor):
    _run(schema_editor, SQLITE_UNDONE, POSTGRESQL_UNDONE)


def _run(schema_editor, sqlite, postgresql):
    for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_matters")]
    operations = [migrations.RunPython(create, remove)]
