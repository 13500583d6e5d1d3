"""A kind of engagement may belong to a wider one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kommunen", "0013_task_of_contact_persons"),
    ]

    operations = [
        migrations.AddField(
            model_name="category",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                help_text="Leave empty for a kind of its own. Otherwise whoever looks for the wider kind finds this one too. There are two levels.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="kommunen.category",
                verbose_name="belongs to",
            ),
        ),
    ]
