import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organization',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True, verbose_name='代码')),
                ('name', models.CharField(max_length=100, verbose_name='名称')),
                ('english', models.CharField(blank=True, max_length=150, verbose_name='英文名称')),
                ('short', models.CharField(blank=True, max_length=40, verbose_name='简称')),
                ('kind', models.CharField(choices=[('zone', '开发区'), ('bureau', '部门'), ('subdistrict', '街办'), ('park', '园区'), ('state_firm', '国有企业'), ('village', '村（社区）'), ('other', '其他')], max_length=20, verbose_name='类别')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='次序')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organization.organization')),
            ],
            options={
                'verbose_name': '机构',
                'verbose_name_plural': '机构',
                'ordering': ['order', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('name', models.CharField(blank=True, max_length=60, verbose_name='姓名')),
                ('english', models.CharField(blank=True, max_length=100, verbose_name='英文姓名')),
                ('must_change_password', models.BooleanField(default=False, verbose_name='须修改密码')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='organization.organization')),
            ],
            options={
                'verbose_name': '人员',
                'verbose_name_plural': '人员',
                'ordering': ['username'],
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True, verbose_name='代码')),
                ('title', models.CharField(max_length=80, verbose_name='职务')),
                ('english', models.CharField(blank=True, max_length=120, verbose_name='英文职务')),
                ('duty', models.CharField(choices=[('records', '填报'), ('reviews', '审核'), ('leads', '领导'), ('administers', '账号管理'), ('audits', '审计')], max_length=20, verbose_name='职责')),
                ('held_from_on', models.DateField(blank=True, null=True, verbose_name='任职起')),
                ('held_until_on', models.DateField(blank=True, null=True, verbose_name='任职止')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='organization.organization')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '岗位',
                'verbose_name_plural': '岗位',
                'ordering': ['organization__order', 'code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('held_until_on__isnull', True), ('held_from_on__isnull', True), ('held_until_on__gte', models.F('held_from_on')), _connector='OR'), name='post_held_until_not_before_from')],
            },
        ),
        migrations.CreateModel(
            name='Responsibility',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('lead', '牵头'), ('supporting', '协办')], max_length=20, verbose_name='角色')),
                ('subject', models.CharField(choices=[('indicator', '指标'), ('target', '目标')], max_length=20, verbose_name='事由')),
                ('code', models.CharField(max_length=80, verbose_name='代码')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responsibilities', to='organization.organization')),
            ],
            options={
                'verbose_name': '责任',
                'verbose_name_plural': '责任',
                'ordering': ['subject', 'code', 'role'],
                'constraints': [models.UniqueConstraint(fields=('subject', 'code', 'organization'), name='responsibility_once'), models.UniqueConstraint(condition=models.Q(('role', 'lead')), fields=('subject', 'code'), name='responsibility_one_lead')],
            },
        ),
    ]
