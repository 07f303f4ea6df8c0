"""Nothing leaves the machine: start, first index and first conversation reach nothing but loopback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys, threading, time
reached = []

def watch(event, args):
    if event in ("socket.connect", "socket.sendto"):
        host = args[1][0] if isinstance(args[1], tuple) else str(args[1])
        reached.append(host)
    elif event == "socket.getaddrinfo":
        reached.append(str(args[0]))

sys.addaudithook(watch)
from pathlib import Path
from assistant import Coach, Settings
from ui.serve import create_app
import httpx, uvicorn

settings = Settings(data_dir=Path(sys.argv[1]), port=0)
with Coach(settings) as coach:
    canvas = coach.new_canvas("Pedal & Post")
    coach.reply(canvas.id, "We repair bikes for couriers and commuters")
    coach.reply(canvas.id, "what is co-creation?")
    server = uvicorn.Server(uvicorn.Config(create_app(coach, settings), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    for path in ("/", "/healthz", "/readyz", "/docs", f"/api/canvases/{canvas.id}"):
        assert httpx.get(f"http://127.0.0.1:{port}{path}", timeout=30).status_code == 200, path
    server.should_exit = True
    thread.join(20)
away = [host for host in reached if host not in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "None")]
assert not away, away
print("reached only loopback,", len(reached), "times")
"""


def test_start_first_index_and_first_conversation_open_no_socket_but_on_loopback(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)], capture_output=True, text=True, timeout=180, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "reached only loopback" in done.stdout
