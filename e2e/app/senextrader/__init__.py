# Every process knows the Celery application, so that a task's .delay() finds
# the broker also in a web process.
from .celery import app as celery_app

__all__ = ["celery_app"]
