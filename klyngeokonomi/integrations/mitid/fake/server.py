"""The fake broker over HTTP: a threaded server from the standard library, addresses as at the real ones."""

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from klyngeokonomi.integrations.mitid.fake import pages
from klyngeokonomi.integrations.mitid.fake.broker import SHAPES, FakeBroker, Wrong

SLOW_SECONDS = 20
LONGEST_FORM = 64 * 1024
POLICY = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'"


def make_server(port: int, people_file: Path, *, host: str = "127.0.0.1") -> ThreadingHTTPServer:
    """A server ready for serve_forever; port 0 takes any free one. Raises OSError when the port is taken."""
    server = ThreadingHTTPServer((host, port), Handler)
    server.daemon_threads = True
    server.broker = FakeBroker(f"http://localhost:{server.server_port}", people_file)
    return server


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "fake-mitid"

    @property
    def broker(self) -> FakeBroker:
        return self.server.broker

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        query = dict(parse_qsl(address.query, keep_blank_values=True))
        place, _, rest = address.path.strip("/").partition("/")
        try:
            if address.path == "/page.css":
                self._answer(200, pages.STYLE, "text/css; charset=utf-8")
            elif place in SHAPES and rest == ".well-known/openid-configuration":
                self._json(200, self.broker.discovery(place))
            elif place in SHAPES and rest == ".well-known/openid-configuration/jwks":
                self._json(200, {"keys": [self.broker.key.jwk()]})
            elif place in SHAPES and rest.endswith("/authorize"):
                name = self.broker.begin(place, query)
                page = pages.choose_page(name, self.broker.look(name), self.broker.people())
                self._html(200, page)
            elif place in SHAPES and rest.endswith("/userinfo"):
                self._userinfo()
            elif place in SHAPES and rest.endswith("/endsession"):
                self._redirect(query.get("post_logout_redirect_uri", "/"))
            else:
                self._html(404, pages.wrong_page("404"))
        except Wrong as wrong:
            self._html(400, pages.wrong_page(str(wrong)))

    def do_POST(self) -> None:
        length = min(int(self.headers.get("Content-Length") or 0), LONGEST_FORM)
        form = dict(parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True))
        place, _, rest = self.path.strip("/").partition("/")
        if self.path == "/valg":
            self._chosen(form)
        elif place in SHAPES and rest.endswith("/token"):
            self._token(form)
        else:
            self._html(404, pages.wrong_page("404"))

    def _chosen(self, form: dict[str, str]) -> None:
        name = form.get("sign_in", "")
        try:
            sign_in = self.broker.look(name)
            answer = {"state": sign_in.query.get("state", "")}
            if form.get("cancel"):
                answer["error"] = "access_denied"
            else:
                self.broker.choose(
                    name,
                    subject=form.get("subject") or form.get("other", ""),
                    level=form.get("level", ""),
                    defect=form.get("defect", ""),
                )
                answer["code"] = sign_in.code
        except Wrong as wrong:
            self._html(400, pages.wrong_page(str(wrong)))
            return
        self._redirect(f"{sign_in.query['redirect_uri']}?{urlencode(answer)}")

    def _token(self, form: dict[str, str]) -> None:
        try:
            sign_in = self.broker.spend(form)
        except Wrong as wrong:
            self._json(400, {"error": str(wrong)})
            return
        if sign_in.defect == "slow":
            time.sleep(SLOW_SECONDS)
        if sign_in.defect == "error_500":
            self._json(500, {"error": "server_error"})
        elif sign_in.defect == "bad_json":
            self._answer(200, b"<html>vedligeholdelse</html>", "application/json")
        elif sign_in.defect == "list_json":
            self._json(200, [])
        elif sign_in.defect == "drip":
            self._drip(json.dumps(self.broker.tokens(sign_in)).encode())
        else:
            self._json(200, self.broker.tokens(sign_in))

    def _userinfo(self) -> None:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            claims, defect = self.broker.userinfo(token)
        except Wrong as wrong:
            self._json(401, {"error": str(wrong)})
            return
        if defect == "userinfo_500":
            self._json(500, {"error": "server_error"})
        else:
            self._json(200, claims)

    def _drip(self, body: bytes) -> None:
        """Each byte well within any time limit between bytes, the whole far beyond any limit for all."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            for number in range(len(body)):
                self.wfile.write(body[number : number + 1])
                self.wfile.flush()
                time.sleep(0.2)
        except OSError:
            self.close_connection = True

    def _redirect(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _json(self, status: int, value: Any) -> None:
        self._answer(status, json.dumps(value).encode(), "application/json")

    def _html(self, status: int, page: bytes) -> None:
        self._answer(status, page, "text/html; charset=utf-8")

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: addresses hold codes, and the developer's terminal is for the product."""
