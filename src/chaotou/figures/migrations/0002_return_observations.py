import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('figures', '0001_ledger'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='observation',
            name='return_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='退回原因'),
        ),
        migrations.AddField(
            model_name='observation',
            name='returned_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='退回时间'),
        ),
        migrations.AddField(
            model_name='observation',
            name='returned_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(('returned_at__isnull', True), models.Q(('published_at__isnull', True), models.Q(('return_reason', ''), _negated=True)), _connector='OR'), name='observation_returned_is_not_published'),
        ),
    ]
