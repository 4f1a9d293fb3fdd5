import asyncio
import logging
from uuid import uuid4

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from django.core.cache import cache
from django.core.signing import BadSignature
from django.db import connection
from django.db.models import Count
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_safe

from senextrader.celery import app as celery_app

from .models import Entry
from .tasks import record

log = logging.getLogger(__name__)

LISTED = 500  # entries in one answer


@require_safe
def index(request):
    return render(request, "journal/index.html", {"release": settings.RELEASE})


@require_safe
def version(request):
    return JsonResponse({"version": settings.RELEASE})


@require_safe
def healthz(request):
    """The process answers. Whether what it depends on does is not its fault,
    and starting it again would not help: that is for readyz."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request):
    """Whether the application can do its work now, part by part."""
    parts = {}
    for name, ask in DEPENDENCIES.items():
        try:
            ask()
            parts[name] = "ok"
        except Exception as error:  # whatever a driver may raise
            # The reason may hold addresses and names: it is for the log alone.
            log.warning("not ready: %s: %s", name, error)
            parts[name] = "failed"
    ready = all(state == "ok" for state in parts.values())
    return JsonResponse(parts, status=200 if ready else 503)


@require_safe
def visit(request):
    """Counts the visits of a visitor, in a cookie that the application signs,
    and asks database and cache on the way."""
    ask_database()
    ask_cache()
    visits = 0
    if "visits" in request.COOKIES:
        try:
            visits = int(request.get_signed_cookie("visits"))
        except BadSignature:
            return HttpResponse("this cookie is not ours\n", content_type="text/plain", status=403)
    answer = JsonResponse({"release": settings.RELEASE})
    answer.set_signed_cookie("visits", visits + 1, secure=True, httponly=True)
    return answer


def ask_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def ask_cache():
    probe = uuid4().hex
    cache.set(probe, probe, timeout=10)
    if cache.get(probe) != probe:
        raise RuntimeError("the cache has lost what was just written")
    cache.delete(probe)


def ask_channels():
    async def echo():
        layer = get_channel_layer()
        channel = await layer.new_channel()
        await layer.send(channel, {"type": "probe"})
        await layer.receive(channel)

    async_to_sync(asyncio.wait_for)(echo(), timeout=5)


def ask_broker():
    with celery_app.connection_for_write(transport_options={"max_retries": 1}) as broker:
        broker.ensure_connection(max_retries=1, timeout=5)


DEPENDENCIES = {
    "database": ask_database,
    "cache": ask_cache,
    "channels": ask_channels,
    "broker": ask_broker,
}


@ensure_csrf_cookie
@require_http_methods(["GET", "HEAD", "POST"])
def tasks(request):
    if request.method == "POST":
        text = request.POST.get("text", "")
        if not text:
            return JsonResponse({"error": "the field text is missing"}, status=400)
        return JsonResponse({"task": record.delay(text).id}, status=202)
    total = dict.fromkeys(Entry.Source.values, 0)
    total.update(Entry.objects.order_by().values_list("source").annotate(Count("id")))
    return JsonResponse({"total": total, "entries": [entry.as_json() for entry in Entry.objects.all()[:LISTED]]})
