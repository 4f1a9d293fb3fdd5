"""The Celery application: celery -A senextrader."""

from celery import Celery

app = Celery("senextrader")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
