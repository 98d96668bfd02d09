"""A program on a pseudo-terminal, timed: from the key written to the last byte that answers it.

Reading only stamps and keeps the bytes; nothing is interpreted while the clock runs. An answer is over when nothing
came for QUIET seconds (that silence is not counted), or when `until` is in the text that came. Linux.
"""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

QUIET = 0.025
ESCAPES = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\x1b[ -/]*[0-~]|[\x0e\x0f\r]")


PAUSE = 0.002  # between what is painted at once and what joins it later


class Answer:
    """ms: to the last byte; first_ms: to the first; most_ms: to the end of what was painted at once with most of the
    bytes (after an echo come the rows, after the rows their number)."""

    def __init__(self, since, parts):
        self.data = b"".join(data for _, data in parts)
        self.bytes = len(self.data)
        self.first_ms, self.ms = (parts[0][0] - since) * 1e3, (parts[-1][0] - since) * 1e3
        runs = []
        for at, data in parts:
            if runs and at - runs[-1][0] < PAUSE:
                runs[-1] = (at, runs[-1][1] + len(data))
            else:
                runs.append((at, len(data)))
        self.most_ms = (max(runs, key=lambda run: run[1])[0] - since) * 1e3

    @property
    def text(self):
        return ESCAPES.sub(b"", self.data).decode(errors="replace")


class Terminal:
    def __init__(self, command, env=None, rows=24, cols=80):
        self.fd, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
        full = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **(env or {})}
        for name in ("LINES", "COLUMNS", "LANGUAGE"):
            full.pop(name, None)
        # posix_spawn: with fork, copying this interpreter would be part of the start-up time. The first terminal that
        # a session's leader opens becomes its controlling terminal.
        on_terminal = [(os.POSIX_SPAWN_OPEN, 0, os.ttyname(slave), os.O_RDWR, 0),
                       (os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2)]
        self.poll = select.poll()
        self.poll.register(self.fd, select.POLLIN)
        self.begun = time.perf_counter()
        self.pid = os.posix_spawnp(command[0], command, full, file_actions=on_terminal, setsid=True)
        os.close(slave)

    def read(self, seconds):
        """What comes within `seconds`; b"" when nothing does, None when the program has gone."""
        if not self.poll.poll(max(0.0, seconds) * 1e3):
            return b""
        try:
            return os.read(self.fd, 1 << 16) or None
        except OSError:
            return None

    def answer(self, since, until=None, limit=10.0):
        """Everything up to the silence (or to the text `until`, a regular expression); None: no answer."""
        parts, last = [], since
        wanted = re.compile(until) if until else None
        while True:
            now = time.perf_counter()
            waiting = not parts or wanted
            part = self.read(since + limit - now if waiting else last + QUIET - now)
            if not part:
                return Answer(since, parts) if parts and not wanted else None
            last = time.perf_counter()
            parts.append((last, part))
            # Queries that some programs wait for: where the cursor is, what the terminal can do.
            if b"\x1b[6n" in part:
                os.write(self.fd, b"\x1b[1;1R")
            if b"\x1b[c" in part:
                os.write(self.fd, b"\x1b[?6c")
            if wanted and wanted.search(Answer(since, parts).text):
                return Answer(since, parts)

    def start(self, until=None):
        found = self.answer(self.begun, until)
        if found and until:
            self.drain()
        return found

    def press(self, keys, until=None, limit=2.0):
        since = time.perf_counter()
        os.write(self.fd, keys.encode() if isinstance(keys, str) else keys)
        found = self.answer(since, until, limit)
        if found and until:
            self.drain()
        return found

    def drain(self, quiet=QUIET):
        data = b""
        while part := self.read(quiet):
            data += part
        return data

    def status(self, field):
        with open(f"/proc/{self.pid}/status") as f:
            return next((int(line.split()[1]) for line in f if line.startswith(field + ":")), 0)

    def idle(self, seconds):
        """(bytes written, times woken) while nobody touches a key."""
        before, until, size = self.status("voluntary_ctxt_switches"), time.perf_counter() + seconds, 0
        while (left := until - time.perf_counter()) > 0:
            part = self.read(left)
            if part is None:
                break
            size += len(part)
        return size, self.status("voluntary_ctxt_switches") - before

    def peak_mb(self):
        return self.status("VmHWM") / 1024

    def close(self, keys=""):
        try:
            if keys:
                os.write(self.fd, keys.encode())
                until = time.perf_counter() + 1
                while time.perf_counter() < until and self.read(0.2) is not None:
                    pass
        except OSError:
            pass
        for sig in (signal.SIGHUP, signal.SIGKILL):
            try:
                if os.waitpid(self.pid, os.WNOHANG)[0]:
                    break
                os.kill(self.pid, sig)
                time.sleep(0.1)
            except (ProcessLookupError, ChildProcessError):
                break
        else:
            os.waitpid(self.pid, 0)
        os.close(self.fd)
