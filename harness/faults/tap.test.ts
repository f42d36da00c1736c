import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Command, Exit, Launcher } from "../launch/launcher.ts";
import { type Told, takeTold, tapped } from "./tap.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-tap-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const ending = '{"how":"exit","code":0}\n';
const told = '{"calls":["fd_read 0","fd_read 8"],"struck":2}\n';
const report = join(scratch, "report");

test.each<[string, string, Told | undefined]>([
  ["an ending and what was told", ending + told, { calls: ["fd_read 0", "fd_read 8"], struck: 2 }],
  ["the same the other way round", told + ending, { calls: ["fd_read 0", "fd_read 8"], struck: 2 }],
  ["an ending alone", ending, undefined],
  ["a line that was cut off", `${ending}{"calls":["fd_`, undefined],
  ["nothing", "", undefined],
])("of %s only the ending is left", (_, text, expected) => {
  writeFileSync(report, text);
  expect(takeTold(report)).toEqual(expected);
  expect(readFileSync(report, "utf8").trim()).toBe(text.includes("how") ? ending.trim() : "");
});

test("a report that is not there tells nothing", () => {
  expect(takeTold(join(scratch, "none"))).toBeUndefined();
});

test("a launcher is heard, and is otherwise as it was", async () => {
  const exit = { code: 0 } as Exit;
  const launcher: Launcher = {
    supervised: true,
    contained: "namespaces",
    run: async (command) => {
      writeFileSync(command.report as string, ending + told);
      return exit;
    },
    close: async () => {},
  };
  const heard: Told[] = [];
  const own = tapped(launcher, (each) => heard.push(each));
  expect(await own.run({ report } as Command)).toBe(exit);
  expect([heard.length, heard[0]?.struck, own.supervised, own.contained]).toEqual([1, 2, true, "namespaces"]);
});
