import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
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
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(unique=True, verbose_name='序号')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('act', models.CharField(max_length=80, verbose_name='操作')),
                ('target', models.CharField(max_length=200, verbose_name='对象')),
                ('before', models.JSONField(null=True, verbose_name='此前')),
                ('after', models.JSONField(null=True, verbose_name='此后')),
                ('previous_seal', models.CharField(max_length=64)),
                ('seal', models.CharField(max_length=64)),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '操作记录',
                'verbose_name_plural': '操作记录',
                'ordering': ['-number'],
                'indexes': [models.Index(fields=['target', '-number'], name='journal_by_target'), models.Index(fields=['actor', '-number'], name='journal_by_actor')],
            },
        ),
    ]
