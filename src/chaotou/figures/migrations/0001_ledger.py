import django.core.validators
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
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=80, unique=True, verbose_name='代码')),
                ('title', models.CharField(max_length=200, verbose_name='标题')),
                ('english', models.CharField(blank=True, max_length=250, verbose_name='英文标题')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='发布日期')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='网址')),
                ('kind', models.CharField(blank=True, max_length=20, verbose_name='类别')),
                ('note', models.TextField(blank=True, verbose_name='说明')),
            ],
            options={
                'verbose_name': '来源',
                'verbose_name_plural': '来源',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True, verbose_name='代码')),
                ('name', models.CharField(max_length=100, verbose_name='名称')),
                ('english', models.CharField(blank=True, max_length=150, verbose_name='英文名称')),
                ('kind', models.CharField(choices=[('nation', '全国'), ('province', '省'), ('city', '市'), ('county', '县区'), ('zone', '开发区'), ('zone_group', '开发区汇总'), ('firm', '企业')], max_length=20, verbose_name='类别')),
                ('scope', models.CharField(blank=True, max_length=200, verbose_name='口径')),
                ('aliases', models.JSONField(blank=True, default=list, verbose_name='别名')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='次序')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='figures.body')),
                ('statistical_parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statistical_parts', to='figures.body')),
            ],
            options={
                'verbose_name': '统计主体',
                'verbose_name_plural': '统计主体',
                'ordering': ['order', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=80, unique=True, verbose_name='代码')),
                ('name', models.CharField(max_length=100, verbose_name='名称')),
                ('english', models.CharField(blank=True, max_length=150, verbose_name='英文名称')),
                ('aliases', models.JSONField(blank=True, default=list, verbose_name='别名')),
                ('unit', models.CharField(max_length=30, verbose_name='单位')),
                ('measure', models.CharField(choices=[('flow', '流量'), ('stock', '存量'), ('ratio', '比率'), ('count', '个数'), ('rank', '位次')], max_length=10, verbose_name='性质')),
                ('is_cumulative', models.BooleanField(default=True, verbose_name='累计')),
                ('direction', models.CharField(choices=[('higher', '越高越好'), ('lower', '越低越好'), ('none', '不论高低')], max_length=10, verbose_name='方向')),
                ('frequency', models.CharField(choices=[('month', '月'), ('quarter', '季'), ('year', '年')], max_length=10, verbose_name='频率')),
                ('decimals', models.PositiveSmallIntegerField(default=2, verbose_name='小数位')),
                ('group', models.CharField(blank=True, max_length=40, verbose_name='分组')),
                ('definition', models.TextField(blank=True, verbose_name='定义')),
                ('english_definition', models.TextField(blank=True, verbose_name='英文定义')),
                ('provenance', models.CharField(blank=True, max_length=20, verbose_name='依据')),
                ('slot', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='国考序号')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='次序')),
                ('whole', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='figures.indicator')),
            ],
            options={
                'verbose_name': '指标',
                'verbose_name_plural': '指标',
                'ordering': ['order', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.CharField(blank=True, max_length=64, verbose_name='文件编号')),
                ('sentence', models.TextField(blank=True, verbose_name='原句')),
                ('start', models.PositiveIntegerField(blank=True, null=True)),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('code', models.SlugField(max_length=80, verbose_name='代码')),
                ('name', models.CharField(max_length=150, verbose_name='名称')),
                ('english', models.CharField(blank=True, max_length=200, verbose_name='英文名称')),
                ('kind', models.CharField(choices=[('level', '总量'), ('count', '个数'), ('growth', '增速'), ('rank', '位次'), ('at_most', '不高于'), ('share', '比重'), ('items', '事项'), ('faster_than', '快于'), ('share_rises', '比重提高'), ('formula', '数字口诀')], max_length=20, verbose_name='类别')),
                ('first_month', models.PositiveIntegerField(verbose_name='起月')),
                ('latest_month', models.PositiveIntegerField(verbose_name='止月')),
                ('value', models.DecimalField(blank=True, decimal_places=8, max_digits=20, null=True, verbose_name='目标值')),
                ('bound', models.CharField(blank=True, choices=[('at_least', '不低于'), ('at_most', '不高于'), ('about', '左右'), ('exact', '等于'), ('rank_at_most', '位次以内')], max_length=20, verbose_name='界限')),
                ('compared_with', models.JSONField(blank=True, default=list, verbose_name='比较对象')),
                ('curve', models.JSONField(blank=True, null=True, verbose_name='序时曲线')),
                ('provenance', models.CharField(blank=True, max_length=20, verbose_name='依据')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='次序')),
                ('set_at', models.DateTimeField(verbose_name='设定时间')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='撤销时间')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='调整原因')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='figures.body')),
                ('indicator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='figures.indicator')),
                ('set_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='figures.source')),
            ],
            options={
                'verbose_name': '目标',
                'verbose_name_plural': '目标',
                'ordering': ['order', 'code'],
            },
        ),
        migrations.CreateModel(
            name='TargetPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='次序')),
                ('label', models.CharField(max_length=40, verbose_name='数字')),
                ('target_code', models.CharField(blank=True, max_length=80, verbose_name='对应目标')),
                ('formula', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='figures.target')),
            ],
            options={
                'verbose_name': '口诀分项',
                'verbose_name_plural': '口诀分项',
                'ordering': ['formula', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.CharField(blank=True, max_length=64, verbose_name='文件编号')),
                ('sentence', models.TextField(blank=True, verbose_name='原句')),
                ('start', models.PositiveIntegerField(blank=True, null=True)),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('first_month', models.PositiveIntegerField(verbose_name='起月')),
                ('latest_month', models.PositiveIntegerField(verbose_name='止月')),
                ('value', models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name='数值')),
                ('absence', models.CharField(blank=True, choices=[('not_reported', '缺报'), ('not_applicable', '不适用'), ('exempt', '豁免')], max_length=20, verbose_name='空缺原因')),
                ('growth_yoy', models.DecimalField(blank=True, decimal_places=8, max_digits=14, null=True, verbose_name='同比')),
                ('growth_basis', models.CharField(blank=True, choices=[('comparable', '可比价'), ('nominal', '名义'), ('same_scope', '同口径'), ('unstated', '未说明')], max_length=20, verbose_name='同比口径')),
                ('status', models.CharField(choices=[('estimated', '预计'), ('preliminary', '初步'), ('final', '终值'), ('revised', '修订')], max_length=20, verbose_name='状态')),
                ('scope', models.CharField(blank=True, max_length=60, verbose_name='口径')),
                ('is_synthetic', models.BooleanField(default=False, verbose_name='合成数据')),
                ('evidence', models.FileField(blank=True, upload_to='evidence/', validators=[django.core.validators.FileExtensionValidator(['pdf', 'docx', 'xlsx', 'xls', 'png', 'jpg', 'jpeg', 'ofd', 'txt', 'md'])], verbose_name='佐证材料')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('revision', models.PositiveSmallIntegerField(default=0, verbose_name='版次')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='修订原因')),
                ('recorded_at', models.DateTimeField(verbose_name='填报时间')),
                ('superseded_at', models.DateTimeField(blank=True, null=True, verbose_name='被替代时间')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='发布时间')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='figures.body')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='figures.indicator')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='figures.source')),
            ],
            options={
                'verbose_name': '观测值',
                'verbose_name_plural': '观测值',
                'ordering': ['indicator', 'body', 'latest_month', 'revision'],
                'indexes': [models.Index(fields=['body', 'indicator', 'latest_month'], name='observation_series')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('indicator', 'body', 'first_month', 'latest_month', 'scope'), name='observation_one_current'), models.CheckConstraint(condition=models.Q(('latest_month__gte', models.F('first_month'))), name='observation_period_in_order'), models.CheckConstraint(condition=models.Q(('value__isnull', False), ('growth_yoy__isnull', False), models.Q(('absence', ''), _negated=True), _connector='OR'), name='observation_says_something')],
            },
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('code',), name='target_one_in_force'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('indicator__isnull', False), ('kind', 'formula'), _connector='OR'), name='target_has_indicator'),
        ),
        migrations.AddConstraint(
            model_name='targetpart',
            constraint=models.UniqueConstraint(fields=('formula', 'position'), name='formula_part_once'),
        ),
    ]
