import { spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { digestFolder } from "../host/digest.ts";
import { openContained } from "./contained.fixture.ts";
import type { Cargo, Exit } from "./launcher.ts";
import { openHostLauncher } from "./open.ts";

const { folder, store, launcher, landlocked, attacker, contained, shell, by, close } = await openContained();
afterAll(close);
const run = async (own: ReturnType<typeof contained>): Promise<Exit> => launcher.run(own.command);

// A loopback has all addresses, and nobody is at them: what is sent there goes nowhere.
const inOwnNetwork = [
  ...["a loopback address", "another case's address", "this machine by no address", "an address of IPv6", "a datagram", "a message", "a message", "a message"],
  ...["another's address as its own", "an address that changes while it is looked at", "the sockets of its network"],
];

describe.skipIf(process.platform !== "linux")("a command that is contained", { timeout: 60_000 }, () => {
  test("is so where this machine allows it", () => expect(launcher.contained).toBe("namespaces"));

  test.each([
    ["its own addresses", ["127.9.9.8:0", "0.0.0.0:28998"], "namespaces", []],
    // A network in which nobody is may be asked for anything.
    ["nobody", undefined, "namespaces", ["another's address as its own", "the sockets of its network"]],
    ["a loopback of its own", "loopback", "namespaces", inOwnNetwork],
    // Names of files and processes are seen.
    ["nobody", undefined, "landlock", ["sees its supervisor"]],
    ["its own addresses", ["127.9.9.8:0", "0.0.0.0:28998"], "landlock", ["sees its supervisor"]],
  ] as const)("gets nothing by any way out that there is, also as root, where it reaches %s, by %s %s", async (_, network, means, all) => {
    const [secret, outside] = [join(folder, "secret"), join(folder, "outside")];
    const engine = join(folder, "engine", "engine");
    for (const path of [outside, join(folder, "engine")]) mkdirSync(path, { recursive: true });
    writeFileSync(secret, "token\n", { mode: 0o644 });
    writeFileSync(engine, "#!/bin/sh\n", { mode: 0o755 });
    const [socket, server] = [createServer(), createServer()];
    const port = await new Promise<number>((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port)));
    await new Promise<void>((resolve) => socket.listen("\0gatehouse-escape", resolve));
    const other = createServer().listen(port, "127.9.9.9");
    onTestFinished(() => {
      for (const each of [socket, server, other]) each.close();
    });
    const before = digestFolder(join(folder, "engine"));
    const own = contained([attacker, String(process.pid), secret, engine, outside, String(port)], {
      carry: { lane: [join(folder, "engine")], inputs: [attacker], ...(network && { network }) },
    });
    writeFileSync(join(own.at, "input"), "input\n");
    expect(await by(means).run({ ...own.command, stdin: join(own.at, "input") })).toMatchObject({
      code: 0,
      limit: undefined,
      startError: undefined,
    });
    const got = [...own.out().matchAll(/^(.*) GOT$/gm)].map((match) => match[1]);
    expect(got).toEqual(all);
    expect(own.out().split("\n").length).toBeGreaterThan(68);
    expect([digestFolder(join(folder, "engine")), readdirSync(outside), readFileSync(join(own.at, "input"), "utf8")]).toEqual([before, [], "input\n"]);
  });

  test("has a loopback that nobody else is on: it talks to itself there, and others may have the same address", async () => {
    const outside = createServer().listen(0, "127.0.0.1");
    await once(outside, "listening");
    const port = (outside.address() as AddressInfo).port;
    const script = `const net = require("node:net"); const told = [];
      const to = (host, done) => net.connect(${port}, host).on("error", (error) => { told.push(error.code); done(); }).on("connect", function () { told.push("connected"); this.end(); done(); });
      to("127.0.0.1", () => { const server = net.createServer((own) => own.end()).listen(${port}, "127.0.0.1", () =>
        to("127.0.0.1", () => { const six = net.createServer((own) => own.end()).listen(${port}, "::1", () =>
          to("::1", () => { console.log(told.join()); server.close(); six.close(); })); })); });`;
    const own = contained([process.execPath, "-e", script], { carry: { lane: [process.execPath], inputs: [], network: "loopback" } });
    expect(await run(own)).toMatchObject({ code: 0, startError: undefined });
    expect(own.out()).toBe("ECONNREFUSED,connected,connected\n");
    outside.close();
  });

  test("is so by Landlock where namespaces are refused, and not at all where both are", async () => {
    expect(landlocked.contained).toBe("landlock");
    expect(landlocked.hold).toBeUndefined();
    const own = shell("cat ../data/given; echo new > ../data/new; cat ../../outside.txt; ls ..; ls /; echo no > ../../outside.txt; mkdir beside && ls", {
      carry: { inputs: [] },
    });
    const bait = join(own.at, "outside.txt");
    writeFileSync(bait, "outside\n");
    const carry = { ...own.command.carry, inputs: [bait] } as Cargo;
    expect(await landlocked.run({ ...own.command, carry })).toMatchObject({ code: 0, startError: undefined });
    expect(own.out()).toBe("as it was\noutside\nbeside\n");
    expect([readdirSync(own.data).sort(), readFileSync(bait, "utf8")]).toEqual([["given", "new"], "outside\n"]);
    const uncontained = await openHostLauncher(store, [], "uncontained");
    expect(uncontained.contained).toBe("no");
    await uncontained.close();
  });

  test("talks to the addresses that it has, and nobody else notices that it asks", async () => {
    const [tcp, udp] = [createServer((socket) => socket.pipe(socket)), createSocket("udp4")];
    await new Promise<void>((resolve) => tcp.listen(28_997, "127.9.9.8", resolve));
    udp.on("message", (bytes, from) => udp.send(bytes, from.port, from.address)).bind(28_997, "127.9.9.8");
    const script = `
      const net = require("node:net"), dgram = require("node:dgram");
      const own = net.createServer().listen(28_998, "127.9.9.8", () => {
        const socket = net.connect(28_997, "127.9.9.8", () => socket.end("by stream "));
        socket.pipe(process.stdout, { end: false });
        socket.on("close", () => {
          const datagrams = dgram.createSocket("udp4");
          datagrams.on("message", (bytes) => { process.stdout.write(bytes); datagrams.close(); own.close(); });
          datagrams.send("by datagram", 28_997, "127.9.9.8");
        });
      });
      for (const [host, port] of [["127.0.0.1", 28_997], ["1.1.1.1", 80]]) net.connect(port, host).on("error", ({ code }) => process.stderr.write(code + " "));`;
    const own = contained([process.execPath, "-e", script], { carry: { lane: [process.execPath], network: ["127.9.9.8:0"] } });
    expect(await run(own)).toMatchObject({ code: 0, limit: undefined });
    expect([own.out(), own.err()]).toEqual(["by stream by datagram", "ENETUNREACH ENETUNREACH "]);
    tcp.close();
    udp.close();
  });

  test.each(["connect", "sendto"])("reaches its limits also while it asks without end: %s", async (way) => {
    const own = contained([attacker, "asks", way], { carry: { inputs: [attacker], network: [] }, limits: { timeMs: 500 } });
    expect(await run(own)).toMatchObject({ limit: "time", signal: "SIGKILL" });
  });

  test.each(["namespaces", "landlock"])("reaches its memory limit also by files that have no name and are not mapped, by %s", async (means) => {
    const own = contained([attacker, "fills"], { carry: { inputs: [attacker] }, limits: { timeMs: 60_000, memoryKib: 64 * 1024 } });
    expect(await by(means).run(own.command)).toMatchObject({ limit: "memory" });
  });

  test.each([
    ["memory", "talks", "streams"],
    ["memory", "talks", "datagrams"],
    ["processes", "multiplies", "processes"],
    ["processes", "multiplies", "threads"],
    ["output", "swells", "1"],
    ["output", "swells", "3"],
  ])("reaches its %s limit by any way to take more: %s %s", async (limit, what, way) => {
    const limits = { timeMs: 60_000, memoryKib: 64 * 1024, processes: 16, outputBytes: 2 ** 20 };
    const own = contained([attacker, what, way], { carry: { inputs: [attacker] }, limits });
    expect(await launcher.run({ ...own.command, report: join(own.at, "report") })).toMatchObject({ limit });
    expect(await launcher.run(shell("true").command)).toMatchObject({ code: 0 });
  });

  test("inherits its streams and its report, and no other descriptor", async () => {
    const own = shell("ls /proc/self/fd | tr '\\n' ' '");
    expect((await run(own)).code).toBe(0);
    // The last one is the folder that `ls` lists.
    expect(own.out().trim()).toBe("0 1 2 3");
    const other = shell("ls /proc/self/fd | tr '\\n' ' '");
    await launcher.run({ ...other.command, report: join(other.at, "report") });
    expect(other.out().trim()).toBe("0 1 2 3 4");
  });

  test("sees only itself and what it carries", async () => {
    // A mount names the folder that it is from: here one that is nobody's. Of a lane of its own, for a lane's root keeps the names of earlier inputs.
    const [carried, engine] = [join(folder, "carried"), join(folder, "seen-engine")];
    for (const path of [carried, engine]) copyFileSync(attacker, path);
    const own = shell("ls / /dev /etc; cat /proc/self/mountinfo; ls /proc", { carry: { lane: [engine], inputs: [carried] } });
    expect((await run(own)).code).toBe(0);
    expect(own.out()).not.toMatch(/work|check|home\n|root\n|shadow|kvm|sda|vda\n/);
    expect(existsSync(carried)).toBe(true);
  });

  test("finds room in its root however many commands of its lane were before it", async () => {
    const engine = join(folder, "busy-engine");
    copyFileSync(attacker, engine);
    const names = async (): Promise<number> => {
      const own = shell(`ls ${folder} | wc -l`, { carry: { lane: [engine] } });
      expect((await run(own)).code).toBe(0);
      return Number(own.out());
    };
    const seen: number[] = [];
    for (let count = 0; count < 1005; count++) seen.push(await names());
    expect(Math.max(...seen)).toBeLessThanOrEqual(1002);
    expect(seen.at(-1)).toBeLessThan(10);
  });

  test("finds files and folders written when the harness says", async () => {
    const own = shell("cd ../data; stat -c %Y given . ");
    for (const [path, seconds] of [
      [join(own.data, "given"), 1_000_000_000],
      [own.data, 1_100_000_000],
    ] as const)
      utimesSync(path, seconds, seconds);
    expect((await run(own)).code).toBe(0);
    expect(own.out()).toBe("1000000000\n1100000000\n");
  });

  test("has its directories copied in and out: files, folders, links and rights as it left them", async () => {
    const own = shell("cd ../data; cat given; rm given; mkdir -p a/b; echo new > a/b/c; chmod 0 a/b/c; ln -s /etc/passwd link; mkfifo pipe; chmod 0 a/b");
    symlinkSync("given", join(own.data, "to"));
    chmodSync(join(own.data, "given"), 0o755);
    expect(await run(own)).toMatchObject({ code: 0 });
    expect(own.out()).toBe("as it was\n");
    expect(readdirSync(own.data).sort()).toEqual(["a", "link", "pipe", "to"]);
    expect([readFileSync(join(own.data, "a/b/c"), "utf8"), readlinkSync(join(own.data, "link"))]).toEqual(["new\n", "/etc/passwd"]);
  });

  test("leaves nothing where the harness was started", () => {
    const start = join(folder, "start");
    mkdirSync(start);
    const script = `const { openHostLauncher } = await import(${JSON.stringify(join(import.meta.dirname, "open.ts"))});
      const launcher = await openHostLauncher(${JSON.stringify(store)});
      console.log(launcher.contained);
      await launcher.close();`;
    expect(spawnSync(process.execPath, ["--input-type=module", "-e", script], { cwd: start, encoding: "utf8" }).stdout).toBe("namespaces\n");
    expect(readdirSync(start)).toEqual([]);
  });

  test("cannot start where what it carries is not there", async () => {
    expect((await run(shell("true", { carry: { inputs: ["/absent"] } }))).startError).toBe("contain: No such file or directory");
    expect((await run(shell("true", { carry: { lane: ["/absent-engine"] } }))).startError).toBe("contain: No such file or directory");
  });

  test("changes in place what it may, and nothing beside it", async () => {
    const own = shell("");
    const [kept, beside] = [join(own.at, "kept"), join(own.at, "beside")];
    for (const path of [kept, beside]) writeFileSync(path, "before\n");
    const command = {
      ...own.command,
      argv: ["/bin/sh", "-c", `echo after > ${kept}; echo after > ${beside}`],
      carry: { ...own.command.carry, writable: [kept] } as Cargo,
    };
    expect((await launcher.run(command)).code).toBe(0);
    expect([kept, beside].map((path) => readFileSync(path, "utf8"))).toEqual(["after\n", "before\n"]);
  });
});
