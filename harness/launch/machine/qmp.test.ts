import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { acceptOne } from "./accept.ts";
import { Qmp, QmpGone } from "./qmp.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-qmp-"));
const open: Socket[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
/** A channel with us at its other end, in the place of QEMU. */
const channel = async (): Promise<{ qmp: Qmp; qemu: Socket; heard: () => { execute: string; arguments: unknown }[] }> => {
  const path = join(folder, String(count++));
  const { socket } = acceptOne(path);
  const qemu = connect(path);
  let text = "";
  qemu.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  const own = await socket;
  open.push(qemu, own);
  const heard = () =>
    text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line));
  return { qmp: new Qmp(own), qemu, heard };
};
const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
const greeting = line({ QMP: { version: {} } });

describe("QEMU's machine protocol", () => {
  test("gives each command its own answer, in order, with events between, however the lines come", async () => {
    const { qmp, qemu, heard } = await channel();
    const events: unknown[] = [];
    const stop = qmp.listen((...event) => events.push(event));
    const answers = Promise.all([qmp.execute("first"), qmp.execute("second", { uri: "fd:0" })]);
    const text =
      greeting + line({ event: "STOP" }) + line({ return: { a: 1 } }) + line({ event: "MIGRATION", data: { status: "completed" } }) + line({ return: "é" });
    for (const byte of Buffer.from(text)) qemu.write(Buffer.of(byte));
    expect(await answers).toEqual([{ a: 1 }, "é"]);
    expect(events).toEqual([
      ["STOP", {}],
      ["MIGRATION", { status: "completed" }],
    ]);
    expect(heard()).toEqual([
      { execute: "first", arguments: {} },
      { execute: "second", arguments: { uri: "fd:0" } },
    ]);
    stop();
    const last = qmp.execute("last");
    qemu.write(line({ event: "RESUME" }) + line({ return: {} }));
    await last;
    expect(events).toHaveLength(2);
  });

  test("tells a refusal in QEMU's own words, and goes on", async () => {
    const { qmp, qemu } = await channel();
    const [refused, taken] = [qmp.execute("bad"), qmp.execute("good")];
    qemu.write(line({ error: { class: "GenericError", desc: "no such device" } }) + line({ return: {} }));
    await expect(refused).rejects.toThrow("no such device");
    expect(await taken).toEqual({});
  });

  test("answers all that waits, and all that comes later, when QEMU is gone", async () => {
    const { qmp, qemu } = await channel();
    const waiting = [qmp.execute("a"), qmp.execute("b")];
    qemu.end(greeting);
    for (const each of waiting) await expect(each).rejects.toThrow(QmpGone);
    await expect(qmp.execute("c")).rejects.toThrow("QEMU has gone");
  });

  test("knows of a QEMU that had gone before it was told of the connection", async () => {
    const { qmp: _, qemu } = await channel();
    qemu.destroy();
    await expect(new Qmp(qemu).execute("a")).rejects.toThrow(QmpGone);
  });
});

describe("a socket that somebody connects to once", () => {
  test("takes one and no more", async () => {
    const path = join(folder, "once");
    const { socket } = acceptOne(path);
    open.push(connect(path), await socket);
    await expect(new Promise((_, reject) => connect(path).on("error", reject))).rejects.toMatchObject({ code: expect.stringMatching(/ENOENT|ECONNREFUSED/) });
  });

  test("is told where it cannot be made", async () => {
    await expect(acceptOne(join(folder, "absent/x")).socket).rejects.toThrow(/ENOENT|EACCES|listen/);
  });
});
