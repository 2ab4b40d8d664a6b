"""Leads are found to be like one another by words that the search index keeps beside what is searched.

A later migration that makes SQLite build projects_project anew drops the triggers and has to run `create` again;
one that changes how names are compared has to run `fill` again.
"""

from django.db import migrations, models

from chaotou.projects.grams import keys_of

SQLITE = (
    "CREATE VIRTUAL TABLE projects_search USING fts5(grams, name_keys, content='projects_project',"
    " content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER projects_search_added AFTER INSERT ON projects_project WHEN new.batch_id IS NULL BEGIN"
    " INSERT INTO projects_search(rowid, grams, name_keys) VALUES (new.id, new.grams, new.name_keys); END",
    "CREATE TRIGGER projects_search_removed AFTER DELETE ON projects_project BEGIN"
    " INSERT INTO projects_search(projects_search, rowid, grams, name_keys)"
    " VALUES ('delete', old.id, old.grams, old.name_keys); END",
    "CREATE TRIGGER projects_search_changed AFTER UPDATE OF grams, name_keys ON projects_project"
    " WHEN old.grams IS NOT new.grams OR old.name_keys IS NOT new.name_keys BEGIN"
    " INSERT INTO projects_search(projects_search, rowid, grams, name_keys)"
    " VALUES ('delete', old.id, old.grams, old.name_keys);"
    " INSERT INTO projects_search(rowid, grams, name_keys) VALUES (new.id, new.grams, new.name_keys); END",
    "INSERT INTO projects_search(projects_search) VALUES ('rebuild')",
)
SQLITE_UNDONE = (
    "DROP TRIGGER IF EXISTS projects_search_added",
    "DROP TRIGGER IF EXISTS projects_search_removed",
    "DROP TRIGGER IF EXISTS projects_search_changed",
    "DROP TABLE IF EXISTS projects_search",
)
POSTGRESQL = (
    "ALTER TABLE projects_project ADD COLUMN search tsvector GENERATED ALWAYS AS"
    " (setweight(to_tsvector('simple', grams), 'A') || setweight(to_tsvector('simple', name_keys), 'B')) STORED",
    "CREATE INDEX projects_search ON projects_project USING gin (search)",
)
POSTGRESQL_UNDONE = ("ALTER TABLE projects_project DROP COLUMN IF EXISTS search",)


def forget(apps, schema_editor):
    _run(schema_editor, SQLITE_UNDONE, POSTGRESQL_UNDONE)


def fill(apps, schema_editor):
    projects = apps.get_model("projects", "Project").objects.using(schema_editor.connection.alias)
    rows = projects.order_by("pk").values_list("pk", "investor_name", "investor__name", "name")
    for pk, investor_name, investor, name in rows:
        projects.filter(pk=pk).update(name_keys=keys_of(investor_name, investor or "", name))


def create(apps, schema_editor):
    _run(schema_editor, SQLITE, POSTGRESQL)


def _run(schema_editor, sqlite, postgresql):
    for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("projects", "0004_conditions_as_matters"), ("enterprises", "0001_enterprises")]
    operations = [
        migrations.RunPython(forget, migrations.RunPython.noop),
        migrations.AddField("project", "name_keys", models.TextField(blank=True, editable=False)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(create, forget),
    ]
