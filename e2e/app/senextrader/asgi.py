"""What Daphne serves: HTTP by Django, WebSockets by Channels."""

from django.core.asgi import get_asgi_application

# First, because it sets Django up, which the imports below rely on.
http = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import OriginValidator  # noqa: E402
from django.conf import settings  # noqa: E402

from journal.routing import websocket_urlpatterns  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": http,
        # Browsers do not apply the same-origin policy to WebSockets.
        "websocket": OriginValidator(URLRouter(websocket_urlpatterns), settings.WS_ALLOWED_ORIGINS),
    }
)
