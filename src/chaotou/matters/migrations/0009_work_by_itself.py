"""Indexes of what is still to be done alone; the search index knows the phase of each matter too.

A later migration that makes SQLite build matters_matter anew drops the triggers and has to run `create` again.
"""

from django.db import migrations, models

ASKED = [
    "phase",
    "kind",
    "due_at",
    "soon_at",
    "suspended_since",
    "next_due_at",
    "privacy",
    "organization",
    "lead",
    "holder",
    "is_listed",
    "id",
]
SQLITE = (
    "CREATE VIRTUAL TABLE matters_search USING fts5"
    "(grams, phase, content='matters_matter', content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER matters_search_added AFTER INSERT ON matters_matter WHEN new.batch_id IS NULL BEGIN"
    " INSERT INTO matters_search(rowid, grams, phase) VALUES (new.id, new.grams, new.phase); END",
    "CREATE TRIGGER matters_search_removed AFTER DELETE ON matters_matter BEGIN"
    " INSERT INTO matters_search(matters_search, rowid, grams, phase)"
    " VALUES ('delete', old.id, old.grams, old.phase); END",
    "CREATE TRIGGER matters_search_changed AFTER UPDATE OF grams, phase ON matters_matter"
    " WHEN old.grams IS NOT new.grams OR old.phase IS NOT new.phase BEGIN"
    " INSERT INTO matters_search(matters_search, rowid, grams, phase)"
    " VALUES ('delete', old.id, old.grams, old.phase);"
    " INSERT INTO matters_search(rowid, grams, phase) VALUES (new.id, new.grams, new.phase); END",
    "INSERT INTO matters_search(matters_search) VALUES ('rebuild')",
)
SQLITE_UNDONE = (
    "DROP TRIGGER IF EXISTS matters_search_added",
    "DROP TRIGGER IF EXISTS matters_search_removed",
    "DROP TRIGGER IF EXISTS matters_search_changed",
    "DROP TABLE IF EXISTS matters_search",
)
POSTGRESQL = (
    "ALTER TABLE matters_matter ADD COLUMN search tsvector GENERATED ALWAYS AS"
    " (setweight(to_tsvector('simple', grams), 'A') || setweight(to_tsvector('simple', phase), 'B')) STORED",
    "CREATE INDEX matters_search ON matters_matter USING gin (search)",
)
POSTGRESQL_UNDONE = ("ALTER TABLE matters_matter DROP COLUMN IF EXISTS search",)


def create(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE_UNDONE + SQLITE if is_sqlite else POSTGRESQL_UNDONE + POSTGRESQL:
        schema_editor.execute(statement)


def work(name, *first):
    """What is still to be done, in the order of `first`, with all that lists and counts of it ask for."""
    rest = [field for field in ASKED if field not in first]
    condition = models.Q(phase__in=["waiting", "open"])
    return migrations.AddIndex("matter", models.Index(fields=[*first, *rest], name=name, condition=condition))


class Migration(migrations.Migration):
    dependencies = [("matters", "0008_limits_past_rest")]
    operations = [
        migrations.RemoveIndex("matter", "matter_by_holder"),
        migrations.RemoveIndex("matter", "matter_by_standing"),
        work("work_by_due", "next_due_at", "id"),
        work("work_by_holder", "holder", "next_due_at", "id"),
        work("work_by_lead", "lead", "kind"),
        migrations.RemoveIndex("assignment", "assignment_by_body"),
        migrations.AddIndex(
            "assignment",
            models.Index(fields=["organization", "ended_at", "role", "matter"], name="assignment_in_role"),
        ),
        migrations.RunPython(create, migrations.RunPython.noop),
    ]
