from django.db import migrations, models

import journal.fields


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("task", models.UUIDField(unique=True)),
                ("source", models.CharField(choices=[("request", "Request"), ("beat", "Beat")], max_length=16)),
                ("text", journal.fields.EncryptedTextField()),
                ("worker", models.CharField(max_length=255)),
                ("created", models.DateTimeField(auto_now_add=True)),
            ],
            options={"ordering": ["-id"]},
        ),
    ]
