"""One request passed on to a service behind the site, as a web server does in production."""

from collections.abc import Collection

import httpx
from starlette.requests import Request
from starlette.responses import Response

OUR_OWN = {
    *("connection", "keep-alive", "transfer-encoding", "content-encoding", "content-length"),
    *("date", "server"),
}
"""Headers of the way between the two, not of the answer."""


async def passed_on(
    client: httpx.AsyncClient, request: Request, names: Collection[str], body: bytes = b""
) -> Response:
    """The service's answer, a redirection as it is; `names` are the headers it gets to see.

    Raises httpx.HTTPError when there is none in time.
    """
    headers = {name: request.headers[name] for name in names if name in request.headers}
    if request.client is not None:
        headers["x-forwarded-for"] = request.client.host
    url = httpx.URL(request.url.path, query=request.url.query.encode())
    answer = await client.request(request.method, url, headers=headers, content=body)
    passed = {k: v for k, v in answer.headers.items() if k.lower() not in OUR_OWN}
    return Response(answer.content, answer.status_code, passed)
