"""Names in OpenRefine: run this, then Reconcile > Start reconciling > Add standard service: http://127.0.0.1:8000/"""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jipp


class Service(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.reply(urlsplit(self.path).query)

    def do_POST(self) -> None:
        self.reply(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def reply(self, form: str) -> None:
        here, queries = f"http://{self.headers['Host']}/", parse_qs(form).get("queries")
        answer: object
        try:
            status, answer = 200, jipp.reconcile(queries[0]) if queries else jipp.reconcile_manifest(here, here)
        except jipp.SettingsError as error:
            status, answer = 400, {"code": error.code, "message": str(error)}
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", 8000), Service).serve_forever()
