"""Projects are found by the words by which their names are compared: those that are there take them up."""

from django.db import migrations

from chaotou.core.names import Likened
from chaotou.core.projects.duplicates import name_keys


def take_up(apps, schema_editor):
    projects = apps.get_model("projects", "Project").objects.using(schema_editor.connection.alias)
    rows = projects.select_related("investor").only("grams", "name", "investor_name", "investor__name")
    for row in rows.order_by("pk"):
        compared = row.investor_name or (row.investor.name if row.investor else "") or row.name
        projects.filter(pk=row.pk).update(grams=" ".join([row.grams, *name_keys(Likened(compared))]))


class Migration(migrations.Migration):
    dependencies = [("projects", "0004_conditions_as_matters"), ("enterprises", "0001_enterprises")]
    operations = [migrations.RunPython(take_up, migrations.RunPython.noop)]
