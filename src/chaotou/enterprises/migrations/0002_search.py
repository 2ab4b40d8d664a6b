"""The search index over Enterprise.grams, kept by the database itself.

SQLite: an FTS5 table that points at the rows, with three triggers. A later migration that makes SQLite build
enterprises_enterprise anew drops the triggers and has to run `create` again. PostgreSQL: a generated column.
"""

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE enterprises_search USING fts5"
    "(grams, content='enterprises_enterprise', content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER enterprises_search_added AFTER INSERT ON enterprises_enterprise BEGIN"
    " INSERT INTO enterprises_search(rowid, grams) VALUES (new.id, new.grams); END",
    "CREATE TRIGGER enterprises_search_removed AFTER DELETE ON enterprises_enterprise BEGIN"
    " INSERT INTO enterprises_search(enterprises_search, rowid, grams)"
    " VALUES ('delete', old.id, old.grams); END",
    "CREATE TRIGGER enterprises_search_changed AFTER UPDATE OF grams ON enterprises_enterprise"
    " WHEN old.grams IS NOT new.grams BEGIN"
    " INSERT INTO enterprises_search(enterprises_search, rowid, grams)"
    " VALUES ('delete', old.id, old.grams);"
    " INSERT INTO enterprises_search(rowid, grams) VALUES (new.id, new.grams); END",
    "INSERT INTO enterprises_search(enterprises_search) VALUES ('rebuild')",
)
SQLITE_UNDONE = (
    "DROP TRIGGER IF EXISTS enterprises_search_added",
    "DROP TRIGGER IF EXISTS enterprises_search_removed",
    "DROP TRIGGER IF EXISTS enterprises_search_changed",
    "DROP TABLE IF EXISTS enterprises_search",
)
POSTGRESQL = (
    "ALTER TABLE enterprises_enterprise ADD COLUMN search tsvector"
    " GENERATED ALWAYS AS (to_tsvector('simple', grams)) STORED",
    "CREATE INDEX enterprises_search ON enterprises_enterprise USING gin (search)",
)
POSTGRESQL_UNDONE = ("ALTER TABLE enterprises_enterprise DROP COLUMN IF EXISTS search",)


def create(apps, schema_editor):
    _run(schema_editor, SQLITE_UNDONE + SQLITE, POSTGRESQL_UNDONE + POSTGRESQL)


def remove(apps, schema_editor):
    _run(schema_editor, SQLITE_UNDONE, POSTGRESQL_UNDONE)


def _run(schema_editor, sqlite, postgresql):
    for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0001_enterprises")]
    operations = [migrations.RunPython(create, remove)]
