"""Takes orders, and confirms them to whoever asks for an answer."""

import os

from celery import Celery

app = Celery("orders", broker=os.environ["CELERY_BROKER_URL"], backend="rpc://")


@app.task(name="orders.confirm")
def confirm(order):
    return f"confirmed {order}"
