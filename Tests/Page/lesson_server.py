"""A loopback server for one folder, below a sub-path, with or without byte ranges (RFC 9110, 14.2)."""

import contextlib
import functools
import http.server
import os
import re
import threading

SUB_PATH = "/courses/physics 1/"


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    has_ranges = True

    def translate_path(self, path):
        from urllib.parse import quote
        prefix = quote(SUB_PATH)
        return super().translate_path("/" + path[len(prefix):] if path.startswith(prefix) else "/not-below-the-sub-path")

    def log_message(self, *_):
        pass

    def do_GET(self):
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        path = self.translate_path(self.path.split("?")[0])
        if not self.has_ranges or not wanted:
            return super().do_GET()
        try:
            file = open(path, "rb")
        except OSError:
            return self.send_error(404)
        with file:
            size = os.fstat(file.fileno()).st_size
            start = int(wanted[1])
            end = min(int(wanted[2] or size - 1), size - 1)
            if start > end:
                return self.send_error(416)
            self.send_response(206)
            self.send_header("Content-Type", self.guess_type(path))
            self.send_header("Accept-Ranges", "bytes")
            self.send_header("Content-Range", f"bytes {start}-{end}/{size}")
            self.send_header("Content-Length", str(end - start + 1))
            self.end_headers()
            file.seek(start)
            left = end - start + 1
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                while left > 0 and (data := file.read(min(left, 1 << 18))):
                    self.wfile.write(data)
                    left -= len(data)

    def handle(self):
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            super().handle()


@contextlib.contextmanager
def serving(folder, has_ranges):
    """The address of `folder`, served while the context lasts."""
    from urllib.parse import quote
    kind = type("Handler", (Handler,), {"has_ranges": has_ranges})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(kind, directory=str(folder)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{quote(SUB_PATH)}"
    finally:
        server.shutdown()
