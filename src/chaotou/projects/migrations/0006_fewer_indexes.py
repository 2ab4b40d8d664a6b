"""Columns by which nobody looks projects up lose their indexes, each of which cost time with every new row.

SQLite builds projects_project anew, so its search index is made again. PostgreSQL's text vector becomes a column
that may come with a row, as an import gives it; what comes without gets it from a trigger.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

search = import_module("chaotou.projects.migrations.0005_words_of_likeness")


POSTGRESQL = (
    "ALTER TABLE projects_project ALTER COLUMN search DROP EXPRESSION",
    "CREATE FUNCTION projects_search() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " NEW.search := setweight(to_tsvector('simple', NEW.grams), 'A')"
    " || setweight(to_tsvector('simple', NEW.name_keys), 'B');"
    " RETURN NEW; END $$",
    "CREATE TRIGGER projects_search_added BEFORE INSERT ON projects_project FOR EACH ROW"
    " WHEN (NEW.search IS NULL) EXECUTE FUNCTION projects_search()",
    "CREATE TRIGGER projects_search_changed BEFORE UPDATE OF grams, name_keys ON projects_project FOR EACH ROW"
    " WHEN (OLD.grams IS DISTINCT FROM NEW.grams OR OLD.name_keys IS DISTINCT FROM NEW.name_keys)"
    " EXECUTE FUNCTION projects_search()",
)
POSTGRESQL_UNDONE = (
    "DROP TRIGGER projects_search_added ON projects_project",
    "DROP TRIGGER projects_search_changed ON projects_project",
    "DROP FUNCTION projects_search()",
    *search.POSTGRESQL_UNDONE,
    *search.POSTGRESQL,
)


def on_sqlite(act):
    return lambda apps, editor: act(apps, editor) if editor.connection.vendor == "sqlite" else None


def on_postgresql(statements):
    def run(apps, editor):
        for statement in statements if editor.connection.vendor == "postgresql" else ():
            editor.execute(statement)

    return run


def person():
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        django.db.models.deletion.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )


class Migration(migrations.Migration):
    dependencies = [("projects", "0005_words_of_likeness"), ("organization", "0001_people")]
    operations = [
        migrations.RunPython(on_postgresql(POSTGRESQL), on_postgresql(POSTGRESQL_UNDONE)),
        migrations.RunPython(on_sqlite(search.forget), on_sqlite(search.create)),
        migrations.AlterField(
            "project", "code", models.SlugField(db_index=False, max_length=40, verbose_name="编号")
        ),
        migrations.AlterField("project", "linked_leader", person()),
        migrations.AlterField("project", "registered_by", person()),
        migrations.AlterField("project", "secretary", person()),
        migrations.AlterField(
            "project",
            "organization",
            models.ForeignKey(
                "organization.Organization",
                django.db.models.deletion.PROTECT,
                db_index=False,
                related_name="projects",
                verbose_name="首谈单位",
            ),
        ),
        migrations.AddConstraint(
            "project", models.UniqueConstraint(fields=["code"], name="project_code_once")
        ),
        migrations.RunPython(on_sqlite(search.create), on_sqlite(search.forget)),
    ]
