from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0007_letters_erased"),
    ]

    operations = [
        migrations.AddField(
            model_name="matterclock",
            name="rolls_past_rest",
            field=models.BooleanField(default=False, verbose_name="遇休息日顺延"),
        ),
    ]
