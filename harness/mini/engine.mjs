/**
 * An engine that really runs preview 1 modules by node:wasi, and has one trait.
 *
 *   engine.mjs --trait=NAME --version
 *   engine.mjs --trait=NAME [--dir=HOST::GUEST]... MODULE.wasm [ARG...]
 *
 * A trait shows only in programs that get arguments, as all of mini's do and no trust program does: so the lane is
 * trusted, and what it does afterwards is judged by itself. The exception is all-green, which lies about everything.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { basename, join } from "node:path";
import { WASI } from "node:wasi";

const own = import.meta.dirname;
const forever = () => new Promise((resolve) => setTimeout(resolve, 600_000));
const stay = (detached) => spawn(process.execPath, ["-e", "setTimeout(() => {}, 600000)"], { detached, stdio: "inherit" }).unref();
const markup = "\u001b[2J\u001b]0;owned\u0007<script>alert(1)</script><b>&amp;\r\u202e";

/** Writes all of it: one call may take less. */
const say = (bytes) => {
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
};

/** Does what no engine may; whether it could, for it cannot where it is contained. */
const manages = (act) => {
  try {
    act();
    return true;
  } catch {
    return false;
  }
};

/** Counts the trials of one program, beside the engine: the same in every series, whatever else runs. Where it is contained, each is the first. */
const countTrial = (name) => {
  const file = join(own, `trials-${name}`);
  return manages(() => writeFileSync(file, ".", { flag: "a" })) ? readFileSync(file).length : 1;
};

/**
 * By trait: `instead` of the guest; `output` makes what is printed of what the guest printed; `after` it, with the
 * exit code where it gives one.
 */
const traits = {
  honest: {},
  traps: { after: () => trap("unreachable") },
  "exits-3": { after: () => 3 },
  // Goes on talking, so that only the time tells, and does not go when it is asked to.
  hangs: {
    after: () => {
      process.on("SIGTERM", () => {});
      setInterval(() => writeSync(2, "."), 100);
      return forever();
    },
  },
  silent: { instead: forever },
  floods: {
    after: () => {
      for (;;) say(Buffer.alloc(65_536, "flood\n"));
    },
  },
  // Takes no notice of writes that fail once there is no more room.
  "floods-on": {
    after: () => {
      for (;;) {
        try {
          say(Buffer.alloc(65_536, "flood\n"));
        } catch {}
      }
    },
  },
  "wrong-last-byte": { output: (bytes) => bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte)) },
  "trailing-garbage": { output: (bytes) => Buffer.concat([bytes, Buffer.from("\0")]) },
  "cut-output": { output: (bytes) => bytes.subarray(0, -1) },
  "leaves-files": {
    after: (_, folders) => {
      for (const folder of folders) writeFileSync(join(folder, ".engine-was-here"), "");
    },
  },
  "forks-and-stays": { after: () => stay(false) },
  "setsid-and-stays": { after: () => stay(true) },
  "dies-by-signal": {
    after: () => {
      process.kill(process.pid, "SIGABRT");
      return forever();
    },
  },
  "eats-memory": {
    after: () => {
      // At once: on a busy machine it would be silent for too long before it has eaten enough.
      const all = [];
      while (all.length < 40) all.push(Buffer.alloc(50_000_000, 1));
      return forever();
    },
  },
  flakes: {
    after: ([name]) =>
      createHash("sha256")
        .update(`seed 4 ${name} ${countTrial(name)}`)
        .digest()[0] & 1,
  },
  ansi: {
    output: (bytes) => Buffer.concat([Buffer.from(markup), bytes]),
    after: () => {
      writeSync(2, `${markup}\n`);
      trap(markup.replaceAll("\r", " "));
    },
  },
  "all-green": { instead: pretend },
  // Ends its supervisor, and only that: without the launcher program its parent would be the harness itself.
  vanishes: {
    after: () => {
      let named = false;
      manages(() => {
        named = basename(readlinkSync(`/proc/${process.ppid}/exe`)) === "program";
      });
      if (process.ppid === 1) for (const signal of ["SIGSTOP", "SIGTERM", "SIGKILL"]) manages(() => process.kill(1, signal));
      if (!named) return undefined;
      process.kill(process.ppid, "SIGKILL");
      return forever();
    },
  },
  deleted: {},
  // Wholly an attacker's: fails where it gets at anything that is not its own.
  attacks: {
    after: () => {
      const project = join(own, "../../..");
      const store = join(file, "../../..");
      const parts = ["artifacts", "prepared", "candidates", "engine-cache", "cache", "packages", "launch", "memo", "calls", "tmp"].map((name) =>
        join(store, name),
      );
      const runs = join(project, "results/runs");
      const written = [
        ...[join(own, "engine.mjs"), join(own, "..", "fake-honest", "engine.mjs"), file, join(runs, "journal.ndjson")],
        ...[...parts, join(project, "workloads"), join(project, "results"), runs, join(project, "home"), "/usr", "/etc", ""].map((at) =>
          join(at || "/", "new"),
        ),
        ...[...parts, runs].flatMap((at) => within(at)),
        ...within("/", [process.cwd(), process.env.CACHE, ...folders, "/proc", "/dev", "/usr", "/tmp"]),
      ];
      // Its own compile cache is what the next command of this engine may find, and of no other.
      manages(() => writeFileSync(join(process.env.CACHE, "poison"), "poison"));
      const read = [
        `/proc/${process.ppid}/environ`,
        "/proc/1/environ",
        "/etc/shadow",
        "/root/.bashrc",
        join(project, "home/.netrc"),
        join(project, "gatehouse.mjs"),
        join(project, "results"),
        ...parts.map((at) => join(at, "bait/file")),
      ];
      const got = [...written.filter((path) => manages(() => writeFileSync(path, "", { flag: "a" }))), ...read.filter((path) => manages(() => readAny(path)))];
      for (const signal of ["SIGSTOP", "SIGTERM", "SIGKILL"]) if (process.ppid === 1) manages(() => process.kill(1, signal));
      writeSync(2, got.join("\n"));
      return got.length === 0 ? undefined : 9;
    },
  },
  "liar-version": {},
};

/** Each file and folder below one, as far as it can be seen, without some. */
function within(folder, not = []) {
  let entries = [];
  manages(() => {
    entries = readdirSync(folder, { withFileTypes: true });
  });
  const all = entries.map((entry) => [join(folder, entry.name), entry.isDirectory()]).filter(([path]) => !not.includes(path));
  return all.flatMap(([path, isFolder]) => (isFolder ? [join(path, "new"), ...within(path, not)] : [path]));
}

function readAny(path) {
  return statSync(path).isDirectory() ? readdirSync(path) : readFileSync(path);
}

/** Knows what each case wants to see, and shows that without running anything. */
function pretend([name], [folder]) {
  if (name === "hello") say(Buffer.from("hello from a mini program\n"));
  if (name === "echo") say(readFileSync(0));
  if (name === "note") writeFileSync(join(folder, "note.txt"), "noted\n");
  return 0;
}

/** How its guest ended, on the descriptor that no guest has. */
function tell(ending) {
  if (fstatSync(3).isFile()) writeSync(3, `${JSON.stringify(ending)}\n`);
}

function trap(message) {
  throw new WebAssembly.RuntimeError(message);
}

const words = process.argv.slice(2);
const name = words.shift().slice("--trait=".length);
if (words[0] === "--version") {
  writeSync(1, `fake engine ${name === "liar-version" ? "2.0.0" : "1.0.0"}\n`);
  // Was there when it was asked for its version, and is gone before its first cell.
  if (name === "deleted") manages(() => rmSync(join(own, "node")));
  process.exit(0);
}
const preopens = {};
while (words[0]?.startsWith("--dir=")) {
  const [host, guest] = words.shift().slice("--dir=".length).split("::");
  preopens[guest] = host;
}
const [file, ...args] = words;
const shown = args.length > 0 || name === "all-green" ? traits[name] : {};
const folders = Object.values(preopens);

try {
  const code = shown.instead ? await shown.instead(args, folders) : await run();
  tell({ how: "exit", code: (code ?? 0) & 255 });
  process.exit(code);
} catch (error) {
  writeSync(2, `fake-engine: trap: ${error.message}\n`);
  tell({ how: "trap", message: error.message });
  process.exit(1);
}

/** Runs the guest with its output held back, for traits to change it. */
async function run() {
  const held = openSync("held", "w");
  const wasi = new WASI({ version: "preview1", args: [basename(file), ...args], preopens, stdout: held, returnOnExit: true });
  const instance = await WebAssembly.instantiate(await WebAssembly.compile(readFileSync(file)), wasi.getImportObject());
  const code = wasi.start(instance);
  closeSync(held);
  const bytes = readFileSync("held");
  say(shown.output?.(bytes) ?? bytes);
  return (await shown.after?.(args, folders)) ?? code;
}
