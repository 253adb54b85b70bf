"""A registry of one's own, for trying a release: crates are published into a folder, and all others come from crates.io.

Speaks the sparse protocol and the API of `cargo publish`, on a port of the loopback address that it prints. Without the
checks that a real registry makes, and for nothing but tests.

usage: registry.py FOLDER
"""

import hashlib
import json
import struct
import sys
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

UPSTREAM = "https://index.crates.io"


def place(name):
    """The path of a crate in an index."""
    name = name.lower()
    if len(name) < 4:
        return "/".join([str(len(name)), *([name[0]] if len(name) == 3 else []), name])
    return f"{name[:2]}/{name[2:4]}/{name}"


def entry(crate, checksum):
    """The line of an index for what `cargo publish` says of a crate."""
    dependencies = []
    for one in crate["deps"]:
        renamed = one.get("explicit_name_in_toml")
        line = {"name": renamed or one["name"], "req": one["version_req"], "package": one["name"] if renamed else None}
        same = ("features", "optional", "default_features", "target", "kind")
        dependencies.append(line | {key: one[key] for key in same})
    return {
        "name": crate["name"], "vers": crate["vers"], "deps": dependencies, "cksum": checksum, "yanked": False,
        "features": {}, "features2": crate["features"], "v": 2, "links": crate["links"], "rust_version": crate.get("rust_version"),
    }


class Registry(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = self.path.strip("/")
        own = f"http://{self.headers['Host']}"
        if path == "config.json":
            return self.answer(200, json.dumps({"dl": f"{own}/dl", "api": own}).encode())
        if path.startswith("dl/"):
            _, name, version, _ = path.split("/")
            crate = self.server.folder / "crates" / f"{name}-{version}.crate"
            if crate.exists():
                return self.answer(200, crate.read_bytes())
            return self.answer(302, Location=f"{self.server.upstream}/{name}/{version}/download")
        index = self.server.folder / "index" / path
        if index.is_file():
            return self.answer(200, index.read_bytes())
        return self.answer(302, Location=f"{UPSTREAM}/{path}")

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        (length,) = struct.unpack("<I", body[:4])
        crate, packed = json.loads(body[4:4 + length]), body[8 + length:]
        name, version = crate["name"], crate["vers"]
        file = self.server.folder / "crates" / f"{name}-{version}.crate"
        if file.exists():
            errors = {"errors": [{"detail": f"{name} {version} is there already"}]}
            return self.answer(400, json.dumps(errors).encode())
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(packed)
        index = self.server.folder / "index" / place(name)
        index.parent.mkdir(parents=True, exist_ok=True)
        with index.open("a") as lines:
            lines.write(json.dumps(entry(crate, hashlib.sha256(packed).hexdigest())) + "\n")
        self.answer(200, b"{}")

    def log_message(self, *_):
        pass


with urllib.request.urlopen(f"{UPSTREAM}/config.json") as answer:
    upstream = json.load(answer)["dl"]
server = ThreadingHTTPServer(("127.0.0.1", 0), Registry)
server.folder, server.upstream = Path(sys.argv[1]), upstream
print(f"sparse+http://127.0.0.1:{server.server_port}/", flush=True)
server.serve_forever()
