from django.db import migrations, models


def begin(apps, schema_editor):
    """Nobody knows which entry was about people last: the latest one stands for it."""
    head = apps.get_model("journal", "Head")
    head.objects.update(people_seal=models.F("seal"))


class Migration(migrations.Migration):

    dependencies = [
        ("journal", "0001_chain"),
    ]

    operations = [
        migrations.AddField("Head", "people_seal", models.CharField(blank=True, default="", max_length=64), preserve_default=False),
        migrations.RunPython(begin, migrations.RunPython.noop, elidable=True),
    ]
