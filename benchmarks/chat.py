"""How fast the chat opens, and whether it stays awake while it works.

::

    python benchmarks/chat.py [--json] [--runs N] [--files N]

*Opening* is the command in a terminal of its own (a pty), as a cold process over a library that is indexed: the time
until the question box is drawn, and until letters that are typed then stand in it. The library and the models are
opened behind that. Everything the process reads is in the file cache, the models are compiled.

*Staying awake* is the chat in such a terminal over a library of new files: it indexes them as it opens, and meanwhile
letters are typed. A task of its event loop wakes every 5 ms and notes how late it was. Nothing can be drawn and no key
be seen in such a gap, so that the longest one is the longest blocked frame. Two things tell what of it is the
machine's: the longest processor time of the chat's main thread within a gap (its own work), and the same beats in a
process of its own that does nothing else, at the same time.

Exits with 1 where a bound does not hold, and names it on stderr.
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import json
import os
import pty
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path
from typing import Any

from bounds import Bound, print_bounds
from speed import SEEDS, count, generate, processor

BEAT = 0.005
KEYS_EVERY = 0.05
TYPED = "zqx"
_CONTROL = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")


class Terminal:
    """A process in a pty of 120 by 40."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.began = time.perf_counter()
        self.seen = b""
        self.pid, self._screen = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            os.execve(command[0], command, environment)

    def type(self, keys: str) -> None:
        """Send keys."""
        os.write(self._screen, keys.encode())

    def read(self, seconds: float) -> bool:
        """Take in what is printed within some time; False once the process has ended."""
        if not select.select([self._screen], [], [], seconds)[0]:
            return True
        try:
            self.seen += os.read(self._screen, 1 << 16)
        except OSError:  # what a pty answers when nobody is at its other end
            return False
        return True

    def worked(self) -> float:
        """Processor seconds that it has taken."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def until(self, words: str) -> float:
        """Seconds from the start until some words were printed."""
        while words.encode() not in _CONTROL.sub(b"", self.seen):
            if not self.read(60):
                raise SystemExit(f"the chat ended: {_CONTROL.sub(b'', self.seen).decode(errors='replace')[-500:]}")
        return time.perf_counter() - self.began

    def end(self) -> None:
        """Leave the chat, and wait for its end."""
        self.type("\x03\x03")
        while self.read(60):
            pass
        os.close(self._screen)
        os.waitpid(self.pid, 0)


def opening(library: Path, runs: int, environment: dict[str, str]) -> dict[str, Any]:
    """Seconds to the first paint and to readiness, of cold processes."""
    command = [str(Path(sys.executable).with_name("askdocs")), "--library", str(library), "--private"]
    painted, ready, worked = [], [], []
    for run in range(runs + 1):
        terminal = Terminal(command, environment)
        first = terminal.until("Ask your documents")
        processor_seconds = terminal.worked()
        terminal.type(TYPED)
        echoed = terminal.until(TYPED)
        terminal.end()
        if run:  # the first brings everything into the file cache
            painted.append(first)
            ready.append(echoed)
            worked.append(processor_seconds)
    return {
        "painted_s": round(statistics.median(painted), 3),
        "painted_least_s": round(min(painted), 3),
        "painted_cpu_s": round(statistics.median(worked), 3),
        "ready_s": round(statistics.median(ready), 3),
        "ready_least_s": round(min(ready), 3),
    }


def awake(library: Path, folder: Path, environment: dict[str, str]) -> dict[str, Any]:
    """How late the event loop is while new files are indexed, and one that does nothing."""
    script = str(Path(__file__).resolve())
    ours, bare = folder / "ours.json", folder / "bare.json"
    terminal = Terminal([sys.executable, script, "--beat-in-chat", str(library), str(ours)], environment)
    terminal.until("Ask your documents")
    with subprocess.Popen([sys.executable, script, "--beat-alone", str(bare)], env=environment) as other:
        keys = 0
        due = time.perf_counter()
        while terminal.read(max(due - time.perf_counter(), 0)):
            if time.perf_counter() >= due:
                terminal.type("\x7f" if keys % 20 > 9 else "q")
                keys += 1
                due += KEYS_EVERY
        os.waitpid(terminal.pid, 0)
        other.terminate()
    return {"keys": keys, "chat": json.loads(ours.read_text()), "alone": json.loads(bare.read_text())}


class Beats:
    """Wakes every few milliseconds, and notes how late, and how much of that its own thread was at work."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self.own: list[float] = []

    async def go_on(self) -> None:
        """Until cancelled."""
        while True:
            due, worked = time.perf_counter() + BEAT, time.thread_time()
            await asyncio.sleep(BEAT)
            self.late.append(1000 * (time.perf_counter() - due))
            self.own.append(1000 * (time.thread_time() - worked))

    def figures(self) -> dict[str, Any]:
        """In milliseconds."""
        ordered = sorted(self.late)
        return {
            "beats": len(ordered),
            "longest_ms": round(ordered[-1], 1),
            "p999_ms": round(ordered[int(len(ordered) * 0.999)], 1),
            "p99_ms": round(ordered[int(len(ordered) * 0.99)], 1),
            "over_50_ms": sum(late > 50 for late in ordered),
            "longest_own_ms": round(max(self.own), 1),
        }


def beat_in_chat(library: Path, out: Path) -> None:
    """The chat itself, with a task that beats from the first paint to the end of the first sync."""
    from askdocs.library.chat import Chat
    from askdocs.library.library import Reporter
    from askdocs.model import SyncReport
    from askdocs.tui.app import ChatApp
    from askdocs.tui.desk import opened
    from askdocs.tui.opening import Opening

    beats = Beats()

    class Measured(ChatApp):
        def open_chat(self) -> Chat:
            app, chat = self, opened(self.opening, self)

            class Syncing(Chat):
                def sync(self, reporter: Reporter) -> SyncReport:
                    report = super().sync(reporter)
                    app.call_from_thread(app.exit)
                    return report

            self.call_from_thread(self.run_worker, beats.go_on())
            return Syncing(chat.library)

    Measured(Opening(library=library, private=True)).run()
    out.write_text(json.dumps(beats.figures()))
    os._exit(0)


def beat_alone(out: Path) -> None:
    """A loop that does nothing but beat, until it is told to end."""
    beats = Beats()

    async def run() -> None:
        task = asyncio.create_task(beats.go_on())
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        await asyncio.wait([task])

    asyncio.run(run())
    out.write_text(json.dumps(beats.figures()))


def measure(runs: int, files: int) -> tuple[dict[str, Any], list[Bound]]:
    """Measure everything; the report, and what must hold of it."""
    load = os.getloadavg()
    with tempfile.TemporaryDirectory(prefix="askdocs-chat-") as name:
        folder = Path(name).resolve()
        environment = {
            **os.environ,
            "ASKDOCS_CACHE": os.environ.get("ASKDOCS_CACHE", str(folder / "cache")),
            "ASKDOCS_DATA": str(folder / "data"),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }
        indexed, new = folder / "indexed", folder / "new"
        for library, documents in ((indexed, SEEDS), (new, new / "articles")):
            library.mkdir()
            (library / "askdocs.toml").write_text(f"documents = [{json.dumps(str(documents))}]\n")
        (new / "articles").mkdir()
        for number, text in enumerate(generate(SEEDS, files)):
            # Two paragraphs, about 1 KB: what takes time per file counts as much as what takes time per word.
            (new / "articles" / f"{number}.md").write_text("\n\n".join(text.split("\n\n")[:3]) + "\n")
        ask = [sys.executable, "-m", "askdocs", "--library", str(indexed), "who inspected NSO?"]
        subprocess.run(ask, env=environment, check=True, capture_output=True)
        opened = opening(indexed, runs, environment)
        stayed = awake(new, folder, environment)
    bounds = [
        Bound("first paint, s", None, 0.5, opened["painted_s"]),
        Bound("ready to ask, s", None, 1.0, opened["ready_s"]),
        Bound("longest blocked frame, ms", None, 50, stayed["chat"]["longest_ms"]),
    ]
    return {
        "processor": processor(),
        "load": [round(each, 1) for each in load],
        "files": files,
        "opening": opened,
        "awake": stayed,
        "bounds": [bound.figures() for bound in bounds],
    }, bounds


def main() -> int:
    """The command line; the exit code."""
    options = argparse.ArgumentParser(description="How fast the chat opens, and whether it stays awake while it works.")
    options.add_argument("--json", action="store_true", help="print one JSON document")
    options.add_argument("--runs", type=count, default=5, metavar="N", help="openings (default 5)")
    options.add_argument("--files", type=count, default=1000, metavar="N", help="files that are synced (default 1000)")
    options.add_argument("--beat-in-chat", nargs=2, type=Path, help=argparse.SUPPRESS)
    options.add_argument("--beat-alone", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.beat_in_chat:
        beat_in_chat(*chosen.beat_in_chat)
    if chosen.beat_alone:
        beat_alone(chosen.beat_alone)
        return 0
    report, bounds = measure(chosen.runs, chosen.files)
    print(json.dumps(report, indent=1) if chosen.json else table(report))
    return print_bounds(bounds, quiet=chosen.json)


def table(report: dict[str, Any]) -> str:
    """The figures, for a reader."""
    opened, stayed = report["opening"], report["awake"]
    lines = [
        f"{report['processor']}; load {report['load'][0]} before",
        "",
        f"{'opening':34}{'median':>9}{'least':>9}{'of the processor':>18}",
        f"{'first paint, s':34}{opened['painted_s']:9.3f}{opened['painted_least_s']:9.3f}"
        f"{opened['painted_cpu_s']:18.3f}",
        f"{'ready to ask, s':34}{opened['ready_s']:9.3f}{opened['ready_least_s']:9.3f}",
        "",
        f"while {report['files']:,} files are synced and {stayed['keys']:,} keys typed:",
        f"{'the event loop is late, ms':34}{'longest':>9}{'99.9 %':>9}{'99 %':>9}{'over 50':>9}{'of beats':>10}"
        f"{'own work':>10}",
    ]
    for name, figures in (("in the chat", stayed["chat"]), ("alone, beside it", stayed["alone"])):
        lines.append(
            f"{name:34}{figures['longest_ms']:9.1f}{figures['p999_ms']:9.1f}{figures['p99_ms']:9.1f}"
            f"{figures['over_50_ms']:9}{figures['beats']:10,}{figures['longest_own_ms']:10.1f}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
