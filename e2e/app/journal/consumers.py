from channels.generic.websocket import AsyncWebsocketConsumer


class Echo(AsyncWebsocketConsumer):
    """Sends back what it gets. Each message takes the way over the channel
    layer, as one from another process would."""

    async def receive(self, text_data=None, bytes_data=None):
        message = {"type": "echo", "text": text_data, "bytes": bytes_data}
        await self.channel_layer.send(self.channel_name, message)

    async def echo(self, message):
        await self.send(text_data=message["text"], bytes_data=message["bytes"])
