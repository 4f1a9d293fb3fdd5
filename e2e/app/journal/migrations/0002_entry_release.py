from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="entry",
            name="release",
            field=models.CharField(max_length=64, default="unknown"),
            preserve_default=False,
        ),
    ]
