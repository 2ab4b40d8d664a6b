from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0001_chain'),
    ]

    operations = [
        migrations.CreateModel(
            name='Head',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(verbose_name='序号')),
                ('seal', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': '记录末端',
                'verbose_name_plural': '记录末端',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='journal_one_head')],
            },
        ),
    ]
