/**
 * A QEMU without a machine: opens its channels, talks its protocol, and has an agent that keeps files in memory. One trait each.
 *
 *   qemu.mjs TRAIT [what QEMU is told]...
 *
 * Commands of the agent do what their first word says: say TEXT, exit CODE, oom, wait, off, panic; echo gives back what comes in by
 * a pipe, until that ends; serve ADDRESS listens at one, as the kernel's table has it, until it is sent a signal. What QEMU's monitor
 * is told in words is noted in machine-said, beside its folder.
 */
import { appendFileSync, closeSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { connect } from "node:net";
import { dirname, join } from "node:path";

const [trait, ...argv] = process.argv.slice(2);
if (trait === "dies") {
  process.stderr.write("qemu: no such machine\n");
  process.exit(1);
}
const settings = (text) => Object.fromEntries(text.split(",").map((part) => part.split("=")));
const valuesOf = (option) => argv.filter((_, index) => argv[index - 1] === option).map(settings);
const memory = valuesOf("-object").find((own) => own["mem-path"]);
if (memory.share === "on") {
  const file = openSync(memory["mem-path"], "w");
  ftruncateSync(file, 1 << 20);
  writeSync(file, "in memory", 300_000);
  closeSync(file);
}
const paths = Object.fromEntries(valuesOf("-chardev").map(({ id, path }) => [id, path]));
if (trait === "absent") setInterval(() => {}, 1000);
else {
  const [qmp, agent, screen] = ["qmp", "agent", "console"].map((name) => connect(paths[name]));
  const go = (code, words) => screen.write(words, () => process.exit(code));
  serveMonitor(qmp);
  if (trait === "babbles") agent.write(Buffer.alloc(5));
  else if (trait !== "mute") serveAgent(agent, go);
}

/** The monitor: every command is well, and a migration is over at once. */
function serveMonitor(socket) {
  const tell = (value) => socket.write(`${JSON.stringify(value)}\n`);
  const done = (status) => tell({ event: "MIGRATION", data: { status } });
  let text = "";
  tell({ QMP: {} });
  socket.setEncoding("utf8").on("data", (part) => {
    const lines = (text + part).split("\n");
    text = lines.pop();
    for (const line of lines) {
      const { execute, arguments: given } = JSON.parse(line);
      if (trait === "refuses-to-be-saved" && execute === "migrate") {
        tell({ error: { desc: "State blocked by a device" } });
        continue;
      }
      if (execute === "human-monitor-command") appendFileSync(join(dirname(paths.qmp), "../machine-said"), `${given["command-line"]}\n`);
      tell({ return: {} });
      if (execute === "migrate-incoming") done(trait === "cannot-be-restored" ? "failed" : "completed");
      if (execute === "migrate") connect(given.uri.slice("unix:".length)).end("its state", () => done("completed"));
    }
  });
}

/** The agent: frames in, frames out. */
function serveAgent(socket, go) {
  const files = new Map();
  let bytes = Buffer.alloc(0);
  let file;
  let echoing;
  let table = "";
  const send = (letter, ...parts) => {
    const payload = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(`${part}\0`) : part)));
    const head = Buffer.alloc(5);
    head.writeUInt32LE(payload.length + 1);
    head.write(letter, 4);
    socket.write(Buffer.concat([head, payload]));
  };
  const number = (value) => {
    const own = Buffer.alloc(4);
    own.writeUInt32LE(value);
    return own;
  };
  const textOf = (payload) => payload.toString("utf8").split("\0")[0];
  const answer = (id, how, oom = 0) => {
    const line = { id: Number(id), code: 0, signal: 0, wallUs: 1000, userUs: 10, systemUs: 1, peakKib: 5, limit: "", left: 0, stage: "", error: "", ...how };
    send("a", number(oom), Buffer.from(JSON.stringify(line)));
  };
  const run = (fields) => {
    const [, id, , , , , , , , stdout, stderr, , , , word, given] = fields;
    for (const path of [stdout, stderr]) files.set(path, Buffer.alloc(0));
    if (word === "say") files.set(stdout, Buffer.from(given));
    if (word === "off") return go(0, "");
    if (word === "panic") return go(0, `${"x".repeat(9000)}Kernel panic`);
    if (word === "oom") return answer(id, { code: -1, signal: 9 }, 1);
    if (word === "echo") echoing = id;
    else if (word === "serve") table = `   0: ${given} 00000000:0000 0A \n`;
    else if (word !== "wait") answer(id, { code: word === "exit" ? Number(given) : 0 });
  };
  const take = (letter, payload) => {
    if (letter === "P") send("p");
    else if (letter === "F") {
      file = textOf(payload.subarray(4));
      files.set(file, Buffer.alloc(0));
      if (trait === "is-full") send("x", Buffer.from(`write ${file}: No space left on device`));
    } else if (letter === "B") files.set(file, Buffer.concat([files.get(file), payload]));
    else if (letter === "W") files.delete(textOf(payload));
    else if (letter === "G") {
      send("f", number(0o644), trait === "attacks" ? "../outside" : "");
      send("b", files.get(textOf(payload.subarray(8))) ?? Buffer.alloc(0));
      send("e");
    } else if (letter === "I" && echoing !== undefined) {
      if (payload.length === 0) answer(echoing, { code: 0 });
      else {
        send("s", number(1), payload);
        send("i");
      }
    } else if (letter === "N") send("n", Buffer.from(table));
    else if (letter === "X") {
      const fields = payload.toString("utf8").split("\0");
      if (fields[0] === "S") answer(fields[1], { code: -1, signal: Number(fields[2]) });
      else run(fields);
    }
  };
  socket.on("data", (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
    while (bytes.length >= 5 && bytes.length >= 4 + bytes.readUInt32LE()) {
      const end = 4 + bytes.readUInt32LE();
      take(String.fromCharCode(bytes[4]), bytes.subarray(5, end));
      bytes = bytes.subarray(end);
    }
  });
  socket.on("close", () => process.exit(0));
}
