#!/usr/bin/env python3
"""make bench: how fast and how small, beside the peers that are installed, in one run.

    run.py --obste PROGRAM --build FOLDER [--short] [--only PART] [--million]

Medians; each figure stands beside what it is measured against, with the ratio and the bound it should keep. Data come
from gen.py with a fixed seed and are kept in the build folder. --short only shows that everything runs (no figure of
it means anything); --million adds the million rows (several minutes to import).
"""
import argparse
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import gen  # noqa: E402
from ttytime import Terminal  # noqa: E402


def have(program):
    return shutil.which(program) is not None


def median(values):
    return statistics.median(values) if values else None


def percentile(values, q):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * q / 100))] if values else None


class Peak(threading.Thread):
    """The most memory a process had, in MB. Looked up while it runs: what wait4 tells begins with the size of the
    interpreter that started it."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.path, self.kib, self.over = f"/proc/{pid}/status", 0, threading.Event()
        self.start()

    def run(self):
        while not self.over.wait(0.004):
            try:
                with open(self.path, encoding="ascii", errors="replace") as f:
                    text = f.read()
            except OSError:
                return
            if "VmHWM:" in text:
                self.kib = int(text.split("VmHWM:")[1].split()[0])

    def end(self):
        self.over.set()
        self.join()
        return self.kib / 1024


class Bench:
    def __init__(self, args):
        self.obste, self.build, self.short = os.path.abspath(args.obste), os.path.abspath(args.build), args.short
        self.rounds = 1 if self.short else 5
        self.keys = 5 if self.short else 200
        self.failed, self.over = [], []
        os.makedirs(self.build, exist_ok=True)
        # Nothing of the user's own is read or written.
        home = self.path("home")
        os.makedirs(home, exist_ok=True)
        for name in list(os.environ):
            if name.startswith(("XDG_", "OBSTE_")) and name != "OBSTE_DATA":
                del os.environ[name]
        os.environ.update(HOME=home, LC_ALL="C.UTF-8")

    def path(self, *parts):
        return os.path.join(self.build, *parts)

    def made(self, name, make):
        """A file or folder made once: half of one is never left behind."""
        path = self.path(name)
        if not os.path.exists(path):
            part = path + ".part"
            shutil.rmtree(part, ignore_errors=True)
            if os.path.isfile(part):
                os.unlink(part)
            make(part)
            os.rename(part, path)
        return path

    def table(self, kind, n):
        def write(path):
            with open(path, "w", encoding="utf-8", newline="") as out:
                gen.write(kind, n, out)
        return self.made(f"{kind}-{n}.{'ics' if kind == 'ics' else 'csv'}", write)

    def database(self, kind, n):
        """A database of Obște with n records of a kind."""
        source = self.table("people" if kind == "person" else "events", n)

        def make(folder):
            os.mkdir(folder)
            db = os.path.join(folder, "group.db")
            self.call([self.obste, "--db", db, "--no-input", "init", "--name", "Bench"])
            self.call([self.obste, "--db", db, "--no-input", "import", kind, source])
        return os.path.join(self.made(f"{kind}-{n}", make), "group.db")

    def plain(self, n):
        """The same people in the least of databases, for minilist and sqlite3."""
        source = self.table("people", n)

        def make(path):
            columns = ", ".join(gen.PERSON)
            subprocess.run(["sqlite3", path], check=True, text=True, input=f".import --csv '{source}' raw\n"
                           f"create table people(id integer primary key, {columns});"
                           f"insert into people({columns}) select {columns} from raw; drop table raw;"
                           "create index people_order on people(surname, id); vacuum; analyze;")
        return self.made(f"plain-{n}.db", make)

    # ---- running and measuring

    def call(self, command, into=os.devnull):
        """(seconds, peak MB) of a command; its output goes into a file."""
        with open(into, "wb") as out, tempfile.TemporaryFile() as errors:
            begun = time.perf_counter()
            p = subprocess.Popen(command, stdout=out, stderr=errors, stdin=subprocess.DEVNULL)
            peak = Peak(p.pid)
            p.wait()
            seconds = time.perf_counter() - begun
            errors.seek(0)
            if p.returncode:
                raise RuntimeError(f"{' '.join(command[:8])}: ended with {p.returncode}: "
                                   + errors.read()[-400:].decode(errors="replace"))
        return seconds, peak.end()

    def several(self, command, into=os.devnull, before=None):
        found = []
        for _ in range(self.rounds):
            if before:
                before()
            found.append(self.call(command, into))
        return median([f[0] for f in found]), max(f[1] for f in found)

    def row(self, what, ours, unit, against=None, theirs=None, bound=None, limit=None):
        """One line. bound: the ratio that should not be passed; limit: the figure that should not be."""
        text = f"  {what:46} {ours:10.2f} {unit:3}" if ours is not None else f"  {what:46} {'no answer':>14}"
        good = ours is not None
        if against and theirs:
            ratio = ours / theirs if ours is not None else float("nan")
            text += f"   {against:28} {theirs:10.2f}   ratio {ratio:6.2f}"
            if bound:
                good = good and ratio <= bound
                text += f"  (at most {bound})"
        elif against and bound:
            text += f"   {against}: not measured here"
        if limit is not None:
            good = good and ours <= limit
            text += f"   at most {limit:g}"
        if not good:
            self.over.append(what)
        print(text + ("" if good or self.short else "   OVER"), flush=True)

    def screen(self, command, env=None, begin=(), until=None, settle=0.3):
        """First frame, one row down (many times), held key, idle: a dictionary of medians."""
        first, enter, downs, sizes, peak = [], [], [], [], 0
        held = idle = None
        for turn in range(self.rounds):
            t = Terminal(command, env)
            try:
                frame = t.start(until)
                if frame is None:
                    continue
                first.append(frame.ms)
                t.drain(settle)  # some go on loading behind the first frame
                for keys in begin:
                    answer = t.press(keys)
                    if answer:
                        enter.append(answer.ms)
                if turn == 0:
                    for _ in range(self.keys):
                        answer = t.press("j")
                        if answer:
                            downs.append(answer.ms)
                            sizes.append(answer.bytes)
                    held = t.press("j" * 100)
                    t.drain(0.2)
                    idle = t.idle(0.3 if self.short else 3)
                    peak = t.peak_mb()
            finally:
                t.close("q")
        return {"first": median(first), "enter": median(enter), "down": median(downs), "p99": percentile(downs, 99),
                "bytes": median(sizes), "held": held, "idle": idle, "peak": peak}

    # ---- the parts

    def minilist(self, n):
        program = self.path("minilist")
        source = os.path.join(HERE, "minilist.c")
        if not os.path.exists(program) or os.path.getmtime(program) < os.path.getmtime(source):
            flags = subprocess.run(["pkg-config", "--libs", "ncursesw", "sqlite3"], check=True, text=True,
                                   stdout=subprocess.PIPE).stdout.split()
            subprocess.run(["cc", "-O2", "-D_XOPEN_SOURCE=700", "-o", program, source, *flags], check=True)
        return self.screen([program, self.plain(n)], until="ready")

    def repository(self, n):
        """A git repository of n commits, for tig."""
        def make(path):
            subprocess.run(["git", "init", "-q", path], check=True)
            lines = []
            for i in range(1, n + 1):
                name = " ".join(gen.person(i)[:2]).replace('"', "").replace("<", "")
                text = f"{gen.event(i)[0]}\n".encode()
                lines.append(f"commit refs/heads/main\nmark :{i}\ncommitter {name} <om@exemplu.md> {1700000000 + i * 60} +0200\n"
                             f"data {len(text)}\n".encode() + text + (f"from :{i - 1}\n".encode() if i > 1 else b""))
            subprocess.run(["git", "-C", path, "fast-import", "--quiet"], input=b"".join(lines), check=True)
            subprocess.run(["git", "-C", path, "symbolic-ref", "HEAD", "refs/heads/main"], check=True)
        return self.made(f"repository-{n}", make)

    def tig(self, n):
        if not have("tig"):
            return None
        # tig takes the repository from the folder it is in.
        return self.screen(["sh", "-c", 'cd "$1" && exec tig', "sh", self.repository(n)])

    def abook(self, n):
        if not have("abook"):
            return None

        def make(path):
            self.call(["abook", "--convert", "--infile", self.table("abook", n), "--informat", "csv", "--outfile", path,
                       "--outformat", "abook"])
        return self.screen(["abook", "-C", os.devnull, "--datafile", self.made(f"abook-{n}.abook", make)],
                           until=gen.person(1)[0])

    def calcurse_folder(self, n):
        def make(path):
            os.mkdir(path)
            self.call(["calcurse", "-D", path, "-i", self.table("ics", n)])
        return self.made(f"calcurse-{n}", make)

    def calcurse(self, n):
        return self.screen(["calcurse", "-D", self.calcurse_folder(n)]) if have("calcurse") else None

    def part_screens(self, million):
        n = 500 if self.short else 100_000
        print(f"The terminal program, 80x24, {n:,} people (times in ms)")
        least, tig, abook = self.minilist(n), self.tig(200 if self.short else 10_000), self.abook(n)
        calcurse = self.calcurse(50 if self.short else 1_000)
        ours = self.screen([self.obste, "--db", self.database("person", n)], begin="2")
        of = lambda peer, key: peer and peer[key]  # noqa: E731
        self.row("first complete screen", ours["first"], "ms", "minimal list", least["first"], bound=2)
        self.row("", ours["first"], "ms", "calcurse, 1,000 events", of(calcurse, "first"), bound=0.5)
        self.row("opening the list of people", ours["enter"], "ms")
        self.row("one row down", ours["down"], "ms", "tig", of(tig, "down"), bound=2)
        self.row("", ours["down"], "ms", "minimal list", least["down"])
        self.row("one row down, p99", ours["p99"], "ms", "tig", of(tig, "p99"), limit=16)
        self.row("bytes for one row down", ours["bytes"], "B", "abook", of(abook, "bytes"), bound=1.5)
        if ours["held"]:
            self.row("a hundred rows typed ahead", ours["held"].ms, "ms", "of bytes", ours["held"].bytes)
        if ours["idle"]:
            self.row("idle: bytes written", ours["idle"][0], "B", limit=0)
            self.row("idle: times woken", ours["idle"][1], "", limit=0)
        self.row("memory", ours["peak"], "MB", "minimal list", least["peak"])
        self.searches(self.database("person", n), "")
        self.every_list(of(tig, "down"))
        if million:
            self.a_million(of(tig, "down"))

    def a_million(self, tig):
        small = self.screen([self.obste, "--db", self.database("person", 1_000)], begin="2")
        big = self.screen([self.obste, "--db", self.database("person", 1_000_000)], begin="2")
        self.row("first screen, a million", big["first"], "ms", "ours, a thousand", small["first"], bound=1.5)
        self.row("opening the list, a million", big["enter"], "ms", "ours, a thousand", small["enter"], bound=1.5)
        self.row("one row down, a million", big["down"], "ms", "tig", tig, bound=2)
        self.row("one row down, a million, p99", big["p99"], "ms", "ours, a thousand", small["p99"], limit=16)
        self.searches(self.database("person", 1_000_000), ", a million")

    def typed(self, db, begin, words):
        """(to the first byte, to the results) of every letter of the words, each word in a program of its own."""
        echo, found = [], []
        for word in words * (1 if self.short else 2):
            t = Terminal([self.obste, "--db", db])
            try:
                t.start()
                t.drain(0.2)
                for keys in begin:
                    t.press(keys)
                for letter in word:
                    answer = t.press(letter)
                    if answer:
                        echo.append(answer.first_ms)
                        found.append(answer.most_ms)
            finally:
                t.close("\x1b\x1bq")
        return echo, found

    def searches(self, db, where):
        words = ["mun", "ana", "rusu i", "цур", "069", "zq"]
        echo, found = self.typed(db, "2/", words)
        self.row(f"a letter in the search: first byte{where}", median(echo), "ms")
        self.row(f"a letter in the search: results, p95{where}", percentile(found, 95), "ms", limit=16)
        self.row("  the same, the slowest", max(found), "ms")
        echo, found = self.typed(db, "\x0b", words + ["sort", "settings"])
        self.row(f"a letter in the palette: results, p95{where}", percentile(found, 95), "ms", limit=16)

    def every_list(self, tig):
        """Each section of the sample group, and each list that the last section opens."""
        folder = self.made("sample", lambda path: self.call([self.obste, "demo", "--dir", path, "--no-open"]))
        kinds = subprocess.run([self.obste, "kinds"], check=True, text=True, stdout=subprocess.PIPE).stdout.count("\n")
        ways = [[key] for key in "23456789"] + [["0", *"j" * n, "\r"] for n in range(2 if self.short else kinds)]
        slowest = (0, "")
        for way in ways:
            t = Terminal([self.obste, "--db", os.path.join(folder, "obste.db")])
            try:
                t.start()
                t.drain(0.2)
                for key in way:
                    t.press(key, limit=0.1)
                t.drain(0.1)
                downs = [a.ms for a in (t.press("j", limit=0.2) for _ in range(5 if self.short else 20)) if a]
                slowest = max(slowest, (median(downs) or 0, "".join(way).strip()))
            finally:
                t.close("\x1b\x1bq")
        self.row(f"one row down, the slowest of all lists ({slowest[1]})", slowest[0], "ms", "tig", tig, bound=2)

    def part_tables(self, million):
        n = 500 if self.short else 100_000
        print(f"Tables, {n:,} people (seconds; the whole program, start included)")
        source, work = self.table("people", n), self.path("work.db")

        def fresh():
            for end in ("", "-wal", "-shm"):
                if os.path.exists(work + end):
                    os.unlink(work + end)

        def fresh_group():
            fresh()
            self.call([self.obste, "--db", work, "--no-input", "init", "--name", "Bench"])
        theirs, _ = self.several(["sqlite3", work, f".import --csv '{source}' raw"], before=fresh)
        ours, peak = self.several([self.obste, "--db", work, "--no-input", "import", "person", source], before=fresh_group)
        self.row("CSV import", ours, "s", "sqlite3 .import", theirs, bound=6)
        self.row("CSV import, memory", peak, "MB", limit=100)
        fresh()
        rows = 1_000_000 if million else n
        out = self.path("out.csv")
        db = self.database("person", rows)
        ours, peak = self.several([self.obste, "--db", db, "export", "csv", "person", "-o", out])
        # The same columns of the same rows of the same file.
        with open(out, encoding="utf-8-sig", newline="") as f:
            columns = ", ".join(f'"{name}"' for name in f.readline().strip().split(",") if not name.endswith(".id"))
        theirs, _ = self.several(["sqlite3", "-readonly", "-csv", "-header", db, f"select {columns} from person where deleted is null"],
                                 self.path("peer.csv"))
        self.row(f"CSV export of {rows:,}", ours, "s", "sqlite3 -csv", theirs, bound=0.7)
        self.row("CSV export, memory", peak, "MB", limit=40)

    def part_calendar(self, million):
        n = 100 if self.short else 10_000
        print(f"Calendar, {n:,} events (seconds)")
        theirs = None
        if have("calcurse"):
            theirs, _ = self.several(["calcurse", "-D", self.calcurse_folder(n), "-x"], self.path("peer.ics"))
        out = self.path("out.ics")
        small = self.several([self.obste, "--db", self.database("event", n // 10), "export", "ics", "-o", out])[1]
        ours, peak = self.several([self.obste, "--db", self.database("event", n), "export", "ics", "-o", out])
        self.row(".ics export", ours, "s", "calcurse -x", theirs, bound=0.9)
        self.row(".ics export, memory", peak, "MB", "a tenth of the events", small, bound=1.2)
        if not self.short:
            many = self.several([self.obste, "--db", self.database("event", 100_000), "export", "ics", "-o", out])[1]
            self.row(".ics export, memory, 100,000 events", many, "MB", limit=40)
        self.calendar_import(n)

    def calendar_import(self, n):
        """The same file into an empty group, an empty calcurse, an empty khal."""
        source, folder, db = self.table("ics", n), self.path("import"), self.path("import.db")

        def fresh():
            shutil.rmtree(folder, ignore_errors=True)
            os.makedirs(os.path.join(folder, "calendar"))
            for end in ("", "-wal", "-shm"):
                if os.path.exists(db + end):
                    os.unlink(db + end)

        def fresh_group():
            fresh()
            self.call([self.obste, "--db", db, "--no-input", "init", "--name", "Bench"])

        def fresh_khal():
            fresh()
            with open(os.path.join(folder, "config"), "w", encoding="utf-8") as f:
                f.write(f"[calendars]\n[[c]]\npath = {folder}/calendar\n[locale]\nlocal_timezone = Europe/Chisinau\n"
                        f"default_timezone = Europe/Chisinau\n[sqlite]\npath = {folder}/khal.db\n")
        ours, peak = self.several([self.obste, "--db", db, "--no-input", "import", "ics", source, "--as", "event"],
                                  before=fresh_group)
        if have("calcurse"):
            theirs, _ = self.several(["calcurse", "-q", "-D", folder, "-i", source], before=fresh)
            self.row(".ics import", ours, "s", "calcurse -i", theirs, bound=1)
        else:
            self.row(".ics import", ours, "s")
        self.row(".ics import, memory", peak, "MB", limit=60)
        if have("khal"):
            fresh_khal()  # once: it takes minutes
            theirs, _ = self.call(["khal", "-c", os.path.join(folder, "config"), "import", "--batch", "-a", "c", source])
            self.row("", ours, "s", "khal import", theirs, bound=1)

    def part_edit(self, million):
        print("One saved edit (ms; safe against a power cut)")
        program = self.path("..", "bench-edit")
        if not os.path.exists(program):
            print("  (build/bench-edit is not there: make bench builds it)")
            return
        n = 500 if self.short else 100_000
        work = self.path("edit.db")
        for end in ("", "-wal", "-shm"):
            if os.path.exists(work + end):
                os.unlink(work + end)
        shutil.copy(self.database("person", n), work)
        turns = "20" if self.short else "400"
        p = subprocess.run([program, work, turns], text=True, stdout=subprocess.PIPE, check=True)
        ours, theirs = (float(x) for x in p.stdout.split())
        self.row("one edit with its history", ours, "ms", "the bare commit", theirs, bound=1.5)

    def part_today(self, million):
        n = 500 if self.short else 100_000
        print(f"The first screen: 10,000 letters, 1,000 actions, {n:,} people (ms)")
        program = self.path("..", "bench-terms")
        if not os.path.exists(program):
            print("  (build/bench-terms is not there: make bench builds it)")
            return
        os.environ["OBSTE_NOW"] = "2026-11-23T18:05"

        def make(folder):
            os.mkdir(folder)
            db = os.path.join(folder, "group.db")
            shutil.copy(self.database("person", n), db)
            self.call([program, db, "make"])
        db = os.path.join(self.made(f"today-{n}", make), "group.db")
        p = subprocess.run([program, db, "1" if self.short else "20"], text=True, stdout=subprocess.PIPE, check=True)
        terms, today = (float(x) for x in p.stdout.split())
        self.row("all terms of 10,000 letters", terms, "ms", limit=50)
        self.row("what Today asks", today, "ms", limit=30)
        del os.environ["OBSTE_NOW"]

    def obste_at(self, db, *words, into=os.devnull):
        return self.call([self.obste, "--lang", "en", "--db", db, "--no-input", *words], into)

    def changed_everywhere(self, folder, n):
        """Two laptops that have met; one has then changed a field of every record. Returns the other's database and the file."""
        ours, theirs, shared = (os.path.join(folder, name) for name in ("ours.db", "theirs.db", "shared"))
        os.makedirs(shared)
        shutil.copy(self.database("person", n), ours)
        self.obste_at(ours, "sync", shared)
        self.obste_at(theirs, "init", "--name", "Bench")
        self.obste_at(theirs, "sync", shared)
        table, before = os.path.join(folder, "changed.csv"), set(os.listdir(shared))
        self.obste_at(theirs, "list", "person", "--columns", "id", "--csv", into=table)
        with open(table, encoding="utf-8-sig") as f:
            ids = [line.strip() for line in f if line.strip().isdigit()]
        with open(table, "w", encoding="utf-8") as f:
            f.write("id,sector\n" + "".join(f"{i},Altul\n" for i in ids))
        self.obste_at(theirs, "import", "person", table)
        self.obste_at(theirs, "sync", shared)
        return ours, os.path.join(shared, (set(os.listdir(shared)) - before).pop())

    def marked(self, folder, n):
        """A workshop of n expected, marked on a trainer's laptop. Returns the coordinator's database and the trainer's file."""
        ours, theirs = os.path.join(folder, "coordinator.db"), os.path.join(folder, "trainer.db")
        there, back, printed = (os.path.join(folder, name) for name in ("there.obste", "back.obste", "printed"))
        shutil.copy(self.database("person", n), ours)
        self.obste_at(ours, "add", "workshop", "title=Bench", "date=2026-11-23")
        self.obste_at(ours, "list", "person", "--columns", "id", "--csv", into=printed)
        with open(printed, encoding="utf-8-sig") as f:
            ids = ",".join(line.strip() for line in f if line.strip().isdigit())
        self.obste_at(ours, "attend", "Bench", "--present", ids)
        self.obste_at(ours, "pack", "Bench", "-o", there)
        self.obste_at(theirs, "init", "--name", "Bench")
        self.obste_at(theirs, "merge", there)
        self.obste_at(theirs, "attend", "Bench", "--sheet", f"~1-{n}")
        self.obste_at(theirs, "pack", "Bench", "-o", back)
        return ours, back

    def part_merge(self, million):
        n, marks = (500, 30) if self.short else (100_000, 300)
        print("Exchange (seconds; the whole program, start and passphrase included)")
        os.environ["OBSTE_PASSPHRASE"] = "bench"
        with tempfile.TemporaryDirectory(dir=self.path("")) as folder:
            for what, (ours, file), limit in (
                    (f"merge of {marks} marks", self.marked(folder, marks), 0.2),
                    (f"merge of {n:,} changed fields", self.changed_everywhere(folder, n), 3)):
                work = os.path.join(folder, "work.db")

                def again(ours=ours, work=work):
                    for end in ("-wal", "-shm"):
                        if os.path.exists(work + end):
                            os.unlink(work + end)
                    shutil.copy(ours, work)
                seconds, peak = self.several([self.obste, "--db", work, "--no-input", "merge", file], before=again)
                self.row(what, seconds, "s", limit=limit)
            self.row("merge, memory", peak, "MB", limit=100)
        del os.environ["OBSTE_PASSPHRASE"]

    def roll(self, n, expected):
        """A workshop of today with so many expected, among n people."""
        def make(folder):
            os.mkdir(folder)
            db, ids, members = (os.path.join(folder, name) for name in ("group.db", "ids.csv", "members.csv"))
            shutil.copy(self.database("person", n), db)
            self.obste_at(db, "list", "person", "--columns", "id", "--csv", into=ids)
            with open(ids, encoding="utf-8-sig") as f:
                people = [line.strip() for line in f if line.strip().isdigit()]
            with open(members, "w", encoding="utf-8") as f:
                f.write("group,person\n" + "".join(f"Bench,{i}\n" for i in people[::n // expected][:expected]))
            self.obste_at(db, "add", "group", "name=Bench")
            self.obste_at(db, "import", "membership", members)
            self.obste_at(db, "add", "workshop", "title=Bench", "date=today", "groups=Bench")
        return os.path.join(self.made(f"roll-{n}-{expected}", make), "group.db")

    def part_roll(self, million):
        n, expected = (500, 30) if self.short else (100_000, 300)
        print(f"The roll-call, {expected} expected among {n:,} people (ms; from the key to the screen, the mark on disk)")
        work, marks, bare = self.path("roll.db"), [], []
        for end in ("-wal", "-shm"):
            if os.path.exists(work + end):
                os.unlink(work + end)
        shutil.copy(self.roll(n, expected), work)
        t = Terminal([self.obste, "--db", work])
        try:
            t.start()
            t.drain(0.3)
            for key in "6P":
                t.press(key)
                t.drain(0.2)
            marks = [a.ms for a in (t.press(" ") for _ in range(10 if self.short else expected - 5)) if a]
        finally:
            t.close("\x1b\x1bq")
        program = self.path("..", "bench-edit")
        if os.path.exists(program):  # what the disk itself takes for one safe commit
            p = subprocess.run([program, work, "20" if self.short else "200"], text=True, stdout=subprocess.PIPE, check=True)
            bare = [float(p.stdout.split()[1])]
        self.row("a mark", median(marks), "ms", "the bare commit", median(bare), limit=5)
        self.row("a mark, p95", percentile(marks, 95), "ms")
        words = ["mun", "ana", "rusu i", "цур", "zq"]
        echo, found = self.typed(work, "6P", words)
        self.row("a letter in the search: results", median(found), "ms", limit=10)
        self.row("a letter in the search: results, p95", percentile(found, 95), "ms", limit=10)

    def part_paper(self, million):
        print("Paper (seconds)")
        db, out = self.database("person", 100), self.path("out.pdf")
        print_guide = [self.obste, "--lang", "ru", "--db", db, "print", "guide"]
        booklet, _ = self.several(print_guide + ["--booklet", "-o", out])
        self.row("the Guide's booklet", booklet, "s", limit=2)
        first, _ = self.several(print_guide + ["--page", "1", "-o", self.path("out.png")])
        self.row("the first page of it", first, "s", limit=0.5)

    def run(self, only, million):
        for part in ("screens", "today", "tables", "calendar", "edit", "roll", "merge", "paper"):
            if only and part != only:
                continue
            try:
                getattr(self, "part_" + part)(million)
            except (RuntimeError, OSError, subprocess.SubprocessError) as problem:
                self.failed.append(part)
                print(f"  {part}: {problem}", flush=True)
        absent = [p for p in ("tig", "calcurse", "khal", "abook", "sqlite3") if not have(p)]
        if absent:
            print("Not installed here, so not measured beside: " + ", ".join(absent))
        if self.over and not self.short:
            print(f"{len(self.over)} of the bounds are not kept.")
        return 1 if self.failed else 0


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--obste", required=True)
    ap.add_argument("--build", required=True)
    ap.add_argument("--short", action="store_true")
    ap.add_argument("--million", action="store_true")
    ap.add_argument("--only")
    a = ap.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(Bench(a).run(a.only, a.million))


if __name__ == "__main__":
    main()
