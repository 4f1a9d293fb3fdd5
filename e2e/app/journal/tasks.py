from celery import shared_task
from django.conf import settings

from .models import Entry


def write(task, source, text):
    Entry.objects.get_or_create(
        task=task.request.id,
        defaults={"source": source, "text": text, "worker": task.request.hostname, "release": settings.RELEASE},
    )


@shared_task(bind=True)
def record(self, text):
    """Writes down what somebody posted."""
    write(self, Entry.Source.REQUEST, text)


@shared_task(bind=True)
def heartbeat(self):
    """Shows that beat sends, a worker runs, and the database takes what it writes."""
    write(self, Entry.Source.BEAT, "heartbeat")
