"""A program of the dialogue as a process: its pipes, when it listens, and how it ended."""
import json, os, re, shutil, socket, subprocess, threading, time
from plan import Failed, compare, here, work


class Stream:
    """What a program writes on a pipe: read all the time, taken as steps ask."""

    def __init__(self, pipe, path):
        self.pipe, self.path, self.data, self.taken, self.over = pipe, path, bytearray(), 0, False
        self.more = threading.Condition()
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        while part := self.pipe.read1(65536):
            with self.more:
                self.data += part
                self.more.notify_all()
        with self.more:
            self.over = True
            self.more.notify_all()
        with open(self.path, "wb") as file:
            file.write(self.data)

    def expect(self, expected, until):
        end = self.taken + len(expected)
        with self.more:
            while len(self.data) < end and not self.over and bytes(self.data[self.taken :]) == expected[: len(self.data) - self.taken]:
                if not self.more.wait(max(0, until - time.monotonic())) and time.monotonic() >= until:
                    raise Failed(f"no more than {len(self.data) - self.taken} of {len(expected)} bytes came", "timeout")
            compare(bytes(self.data[self.taken : end]), expected)
            self.taken = end


class Program:
    """A program that runs: its pipes, and how it ended."""

    def __init__(self, role, own):
        self.role, self.own, self.cut, self.signals = role, own, False, []
        self.folder = os.path.join(work, role)
        for name in ("home", "cache"):
            os.makedirs(os.path.join(self.folder, name))
        for index, fixture in enumerate(own["directories"]):
            to = os.path.join(self.folder, f"directory-{index}")
            shutil.copytree(os.path.join(here, fixture), to, symlinks=True) if fixture else os.mkdir(to)
        if own["directories"]:
            for name in ("outside.txt", "outside"):
                (shutil.copytree if name == "outside" else shutil.copy)(os.path.join(here, name), os.path.join(self.folder, name))
        self.listening = os.path.join(self.folder, "listening")
        self.report = os.path.join(self.folder, "report")
        argv = [self.word(word) for word in own["argv"]]
        env = {"HOME": os.path.join(self.folder, "home"), "TMPDIR": os.path.join(self.folder, "home")}
        env.update({name: self.word(word) for name, word in own["env"].items()})
        pipes = own["pipes"]
        out = {name: subprocess.PIPE if name in pipes else open(self.path(name), "wb") for name in ("stdout", "stderr")}
        if own["stdio"] == "one-file":
            shutil.copyfile(os.path.join(here, own["stdin"]), self.path("stdout"))
            stdin = out["stdout"] = open(self.path("stdout"), "r+b")
        elif own["stdio"] == "unopened":
            os.mkfifo(self.path("stdin"))
            stdin = os.open(self.path("stdin"), os.O_RDONLY | os.O_NONBLOCK)
            os.set_blocking(stdin, True)
        else:
            stdin = subprocess.PIPE if "stdin" in pipes else open(os.path.join(here, own["stdin"]), "rb")
        report = os.open(self.report, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        try:
            self.process = subprocess.Popen(
                ["/bin/sh", "-c", 'report=$1; shift; eval "exec 3>&$report"; exec "$@"', "sh", str(report), *argv],
                stdin=stdin, stdout=out["stdout"], stderr=out["stderr"], env=env, cwd=os.path.join(self.folder, "home"), pass_fds=(report,),
            )
        finally:
            os.close(report)
        self.input = self.process.stdin
        self.streams = {name: Stream(getattr(self.process, name), self.path(name)) for name in ("stdout", "stderr") if name in pipes}

    def open_input(self):
        self.input = open(self.path("stdin"), "wb")

    def path(self, name):
        return os.path.join(self.folder, name)

    def word(self, parts):
        places = {"file": lambda name: os.path.join(here, name), "work": self.path, "variable": lambda name: os.environ[name]}
        return "".join(part if isinstance(part, str) else places[part["is"]](part["name"]) for part in parts)

    def ended(self):
        return self.process.poll() is not None

    def listens(self, place):
        host, port = place["host"], place["port"]
        told = os.path.exists(self.listening) and f"{place['protocol']} {host}:{port}\n" in open(self.listening, encoding="utf-8").read()
        if place["told"]:
            return told
        table = f"/proc/net/{place['protocol']}"
        if not os.path.exists(table):
            return time.monotonic() > place.setdefault("from", time.monotonic()) + 2
        ours = socket.inet_aton(host)[::-1].hex().upper()
        ready = "0A" if place["protocol"] == "tcp" else "07"
        rows = [line.split() for line in open(table, encoding="ascii").readlines()[1:]]
        return any(row[1] in (f"{ours}:{port:04X}", f"00000000:{port:04X}") and row[3] == ready for row in rows)

    def until_ready(self, until):
        while not all(self.listens(place) for place in self.own["listens"]):
            if self.ended():
                raise Failed("it ended before it listened")
            if time.monotonic() > until:
                raise Failed("it does not listen in time")
            time.sleep(0.01)

    def how(self):
        """How it ended: a word, and the exit code."""
        code = self.process.returncode
        if code < 0:
            return "signal", 128 - code
        if self.own["report"]:
            try:
                return json.load(open(self.report, encoding="utf-8"))["how"], code
            except (ValueError, KeyError):
                return "start", code
        said = open(self.path("stderr"), "rb").read()[-4096:].decode("utf-8", "replace")
        for rule in self.own["endings"]:
            if rule["exit"] == code and re.search(rule["stderr"], said, re.M):
                return rule["means"], code
        return ("signal" if 128 < code < 193 and code != self.own["known"] else "exit"), code
