from django.db import models

from .fields import EncryptedTextField


class Entry(models.Model):
    """What a task wrote. One task writes one entry, however often it is delivered."""

    class Source(models.TextChoices):
        REQUEST = "request"
        BEAT = "beat"

    task = models.UUIDField(unique=True)
    source = models.CharField(max_length=16, choices=Source.choices)
    text = EncryptedTextField()
    worker = models.CharField(max_length=255)
    release = models.CharField(max_length=64)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def as_json(self):
        return {
            "id": self.id,
            "task": str(self.task),
            "source": self.source,
            "text": self.text,
            "worker": self.worker,
            "release": self.release,
            "created": self.created.isoformat(),
        }
