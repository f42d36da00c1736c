import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { randomName } from "../../host/digest.ts";
import type { Command, Exit } from "../launcher.ts";
import { type Act, type Agent, commandIn, hardware, launcherWith } from "./agent.fixture.ts";
import { bring, converse, greet, Reins, tidy } from "./conversation.ts";
import { uint32 } from "./frames.ts";
import { Machine, MachineFailure } from "./machine.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-agent-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A machine whose agent does what `act` says; a moment of silence is enough. */
const start = async (act?: Act, patienceMs = 20_000) => {
  const host = launcherWith(act);
  const folder = join(scratch, randomName());
  const machine = await Machine.start(host, hardware, { folder, memory: join(folder, "memory") }, { patienceMs });
  return { machine, agent: host.agents[0] as Agent, folder };
};

const commandOf = (rest: Partial<Command> = {}): Command => {
  const own = join(scratch, randomName());
  mkdirSync(own);
  writeFileSync(join(own, "stdin"), "some input");
  const [stdin, stdout, stderr] = ["stdin", "stdout", "stderr"].map((name) => join(own, name)) as [string, string, string];
  return { argv: ["/opt/engine", "x.wasm"], env: {}, cwd: own, stdin, stdout, stderr, limits: { timeMs: 1000 }, ...rest };
};

/** The end of a program that wrote this. */
const writes =
  (stdout: string, stderr = "", end: (agent: Agent) => void = (agent) => agent.answer()): Act =>
  (frame, agent) => {
    if (frame.letter !== "X") return false;
    const [out, err] = frame.payload.toString("utf8").split("\0").slice(9, 11) as [string, string];
    agent.files.set(out, stdout).set(err, stderr);
    end(agent);
    return true;
  };

const run = async (act: Act, rest: Partial<Command> = {}, patienceMs?: number) => {
  const { machine, agent, folder } = await start(act, patienceMs);
  const command = commandOf(rest);
  try {
    const exit: Exit = await converse(machine, 1, command, command.carry ?? { inputs: [], directories: [] });
    return { exit, agent, command };
  } finally {
    await machine.end();
    expect(existsSync(folder)).toBe(false);
  }
};

describe("a command in a machine", () => {
  test("has its input and what it carries at the same paths, and its streams come back", async () => {
    const inputs = [join(scratch, "engine")];
    writeFileSync(inputs[0] as string, "the engine");
    const { exit, agent, command } = await run(writes("out", "err"), { carry: { inputs, directories: [] } });
    expect(exit).toMatchObject({ code: 0, wallMs: 1, limit: undefined });
    expect([agent.files.get(command.stdin), agent.files.get(inputs[0] as string)]).toEqual(["some input", "the engine"]);
    expect(agent.folders.has(command.cwd)).toBe(true);
    expect([readFileSync(command.stdout, "utf8"), readFileSync(command.stderr, "utf8")]).toEqual(["out", "err"]);
  });

  test("has its report at the same path, which comes back, and is removed with the rest", async () => {
    const own = join(scratch, randomName());
    mkdirSync(own);
    const report = join(own, "report");
    const act: Act = (frame, agent) => {
      if (frame.letter === "X") agent.files.set(report, "told");
      return writes("")(frame, agent);
    };
    const { machine, agent } = await start(act);
    const command = commandOf({ report });
    await converse(machine, 1, command, { inputs: [], directories: [] });
    expect([agent.folders.has(own), readFileSync(report, "utf8")]).toEqual([true, "told"]);
    await tidy(machine, command, { inputs: [], directories: [] });
    expect([...agent.files.keys()]).toEqual([]);
    await machine.end();
  });

  test("gets the time and random bytes before anything else: machines of one snapshot share neither", async () => {
    const { agent } = await run(writes(""));
    expect(agent.heard[0]).toBe("T");
    expect(agent.heard.indexOf("X")).toBeGreaterThan(agent.heard.lastIndexOf("B"));
  });

  test("gives back its directory as it is there", async () => {
    const directory = join(scratch, randomName());
    mkdirSync(directory);
    for (const name of ["old", "kept"]) writeFileSync(join(directory, name), name);
    const act: Act = (frame, agent) => {
      if (frame.letter === "X") {
        agent.files.delete(join(directory, "old"));
        agent.files.set(join(directory, "new"), "new");
      }
      return writes("")(frame, agent);
    };
    await run(act, { carry: { inputs: [], directories: [directory] } });
    expect(readdirSync(directory).sort()).toEqual(["kept", "new"]);
  });

  test.each<[string, (agent: Agent) => void, Partial<Exit>]>([
    ["an exit code", (agent) => agent.answer({ code: 7 }), { code: 7, limit: undefined }],
    ["a signal", (agent) => agent.answer({ code: -1, signal: 11 }), { signal: "SIGSEGV", limit: undefined }],
    ["memory that ran out", (agent) => agent.answer({ code: -1, signal: 9 }, 1), { signal: "SIGKILL", limit: "memory" }],
    ["a kill while memory ran out elsewhere, at a limit of its own", (agent) => agent.answer({ code: -1, signal: 9, limit: "time" }, 1), { limit: "time" }],
    ["a kill that had another reason", (agent) => agent.answer({ code: -1, signal: 9 }, 0), { signal: "SIGKILL", limit: undefined }],
    ["a program that could not be started", (agent) => agent.answer({ stage: "exec", error: "No such file" }), { startError: "exec: No such file" }],
  ])("ends as it did: %s", async (_, end, exit) => {
    expect((await run(writes("", "", end))).exit).toMatchObject(exit);
  });

  test("that the agent refuses could not be started; the machine goes on", async () => {
    const refuse: Act = (frame, agent) => {
      if (frame.letter === "F") agent.send("x", Buffer.from("write /x: no space left"));
      return writes("")(frame, agent);
    };
    expect((await run(refuse)).exit).toMatchObject({ startError: "the virtual machine could not write /x: no space left", code: null });
    const { machine } = await start(refuse);
    const engine = join(scratch, randomName());
    writeFileSync(engine, "the engine");
    await expect(bring(machine, [engine])).rejects.toThrow("could not write /x");
    await greet(machine, 1000);
    await machine.end();
  });

  test("of an engine of many megabytes may be slow: it answers for each part of it", async () => {
    let pings = 0;
    const { machine, agent } = await start((frame) => {
      pings += frame.letter === "P" ? 1 : 0;
      return false;
    });
    const engine = join(scratch, randomName());
    writeFileSync(engine, Buffer.alloc(9 << 20, "engine"));
    await bring(machine, [engine]);
    expect([pings, agent.files.get(engine)?.length]).toEqual([3, 9 << 20]);
    await machine.end();
  });

  test("takes signals, those too that came before it was sent", async () => {
    const seen: string[] = [];
    const { machine } = await start((frame, agent) => {
      if (frame.letter !== "X") return false;
      const { kind } = commandIn(frame);
      seen.push(kind === "S" ? frame.payload.toString("utf8").split("\0").slice(0, 3).join(" ") : kind);
      if (kind === "R") writes("", "", () => {})(frame, agent);
      if (seen.length === 3) agent.answer({ code: -1, signal: 15 });
      return true;
    });
    const reins = new Reins();
    reins.signal("SIGINT");
    const running = converse(machine, 9, commandOf(), { inputs: [], directories: [] }, reins);
    reins.signal("SIGTERM");
    expect(await running).toMatchObject({ signal: "SIGTERM" });
    expect(seen).toEqual(["R", "S 9 2", "S 9 15"]);
    reins.signal("SIGTERM");
    await machine.end();
    expect(seen).toHaveLength(3);
  });

  test("leaves nothing for the next one", async () => {
    const { machine, agent } = await start(writes("out"));
    const command = commandOf();
    await converse(machine, 1, command, { inputs: [], directories: [] });
    await tidy(machine, command, { inputs: [], directories: [] });
    expect([...agent.files.keys()]).toEqual([]);
    await machine.end();
  });
});

describe("a machine that fails", () => {
  const failure = async (act: Act, patienceMs?: number): Promise<string> => {
    const error: unknown = await run(act, {}, patienceMs).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MachineFailure);
    return (error as Error).message;
  };

  test("by silence is told, with the end of its console", async () => {
    const silent: Act = ({ letter }, agent) => {
      if (letter === "X") agent.console(`${"early ".repeat(2000)}Kernel panic - not syncing`);
      return ["X", "P"].includes(letter);
    };
    const message = await failure(silent, 200);
    expect(message).toMatch(/^it does not answer for 0\.2 s; its console ends with:\n[\s\S]*Kernel panic - not syncing$/);
    expect(message.length).toBeLessThan(4500);
  });

  test("by ending is told with how", async () => {
    const ends =
      (exit?: Partial<Exit>): Act =>
      ({ letter }, agent) => {
        if (letter === "X") agent.exit(exit);
        return letter === "X";
      };
    expect(await failure(ends({ code: 1 }))).toMatch(/^QEMU has ended: exit 1; its console says nothing$/);
    expect(await failure(ends())).toMatch(/^QEMU has ended: the guest went off/);
  });

  test.each<[string, (agent: Agent) => void, RegExp]>([
    ["bytes that are no frame", (agent) => agent.write(Buffer.alloc(8, 255)), /its agent sends a frame of 4294967295 bytes/],
    ["a tree that is none", (agent) => agent.answer(), /its agent sends a tree that is no file/],
  ])("by sending %s is told, and nothing of it is believed", async (_, end, message) => {
    const lie: Act = (frame, agent) => {
      if (frame.letter === "G") agent.send("d", uint32(0o755), "");
      return frame.letter === "G" || writes("", "", end)(frame, agent);
    };
    expect(await failure(lie)).toMatch(message);
  });

  test("at its start is told with what QEMU said, and leaves nothing", async () => {
    const folder = join(scratch, randomName());
    const places = { folder, memory: join(folder, "memory") };
    const host = launcherWith(undefined, (agent) => {
      writeFileSync(join(folder, "stderr"), "qemu: no such accelerator\n");
      agent.exit({ code: 1 });
    });
    // Its channels may have been opened before it ended: then it fails a moment later.
    const failed = Machine.start(host, hardware, places).then((machine) => greet(machine, 5000).finally(() => machine.end()));
    await expect(failed).rejects.toThrow(/exit 1: qemu: no such accelerator/);
    expect(existsSync(folder)).toBe(false);
  });
});

describe("a machine that listens", () => {
  test("is reached at the same address from when it does until its command has ended", async () => {
    const address = "127.0.0.9:4700";
    const header = "  sl  local_address rem_address   st";
    const table = `${header}\n   0: 0900007F:125C 00000000:0000 0A 0 0 0 0 0 0 0\n`;
    let looks = 0;
    const act: Act = (frame, agent) => {
      if (frame.letter === "N") {
        agent.send("n", Buffer.from(looks++ === 0 ? `${header}\n` : table));
        if (looks === 3) agent.answer();
        return true;
      }
      return frame.letter === "X" ? writes("", "", () => {})(frame, agent) : false;
    };
    const { agent } = await run(act, { carry: { inputs: [], directories: [], listens: [address] } });
    expect(agent.asked).toEqual([`hostfwd_add net tcp:${address}-${address}`, `hostfwd_remove net tcp:${address}`]);
  });
});
