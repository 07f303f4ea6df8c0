"""Gradio is imported without its work for code editors, and is Gradio all the same."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import inspect, time
before = inspect.getfile
stubs = []
import sys

def watch(event, args):
    if event == "open" and str(args[0]).endswith(".pyi"):
        stubs.append(args[0])

sys.addaudithook(watch)
from ui.library import gr
assert inspect.getfile is before
assert not stubs, stubs[:3]
with gr.Blocks() as page:
    box = gr.Textbox(label="Say")
    box.submit(lambda words: words, box, box)
assert page.get_config_file()["components"]
print("ok")
"""


def test_gradio_is_imported_without_reading_or_writing_stubs() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "ok\n", done.stderr[-2000:]
