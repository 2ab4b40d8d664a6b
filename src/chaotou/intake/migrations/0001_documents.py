import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('figures', '0001_ledger'),
        ('organization', '0001_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SourceDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=64, unique=True, verbose_name='编号')),
                ('title', models.CharField(max_length=200, verbose_name='标题')),
                ('filename', models.CharField(max_length=200, verbose_name='文件名')),
                ('file', models.FileField(blank=True, upload_to='documents/', verbose_name='原件')),
                ('text', models.TextField(verbose_name='全文')),
                ('year', models.PositiveSmallIntegerField(verbose_name='基准年份')),
                ('body', models.CharField(max_length=80, verbose_name='统计主体')),
                ('is_public', models.BooleanField(default=False, verbose_name='已公开')),
                ('content', models.JSONField(default=dict, verbose_name='版面')),
                ('findings', models.JSONField(default=list, verbose_name='不相符之处')),
                ('read_at', models.DateTimeField(verbose_name='读取时间')),
                ('received_at', models.DateTimeField(verbose_name='收到时间')),
                ('received_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('received_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.organization')),
            ],
            options={
                'verbose_name': '来源文件',
                'verbose_name_plural': '来源文件',
                'ordering': ['-received_at', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(verbose_name='次序')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('sentence_start', models.PositiveIntegerField()),
                ('sentence_end', models.PositiveIntegerField()),
                ('content', models.JSONField(verbose_name='提取内容')),
                ('correction', models.JSONField(blank=True, null=True, verbose_name='更正内容')),
                ('state', models.CharField(choices=[('proposed', '待核'), ('accepted', '已采纳'), ('corrected', '更正后采纳'), ('rejected', '不采纳')], default='proposed', max_length=20, verbose_name='状态')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='决定时间')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='理由')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('observation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='figures.observation')),
                ('targets', models.ManyToManyField(blank=True, related_name='+', to='figures.target')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='intake.sourcedocument')),
            ],
            options={
                'verbose_name': '提取值',
                'verbose_name_plural': '提取值',
                'ordering': ['document', 'start', 'end', 'position'],
                'constraints': [models.UniqueConstraint(fields=('document', 'position'), name='claim_position_once')],
            },
        ),
    ]
