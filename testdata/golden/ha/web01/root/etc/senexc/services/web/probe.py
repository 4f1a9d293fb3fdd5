"""Succeeds when the application answers: probe.py PATH HOST.

Asks as the reverse proxy would, for a page that came by HTTPS under a public
name. A redirect is an answer and is not followed.
"""

import http.client
import sys

path, host = sys.argv[1:]
connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=8)
connection.request("GET", path, headers={"Host": host, "X-Forwarded-Proto": "https"})
status = connection.getresponse().status
if status >= 400:
    sys.exit(f"{path} answers {status}")
