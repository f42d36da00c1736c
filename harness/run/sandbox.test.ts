import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { randomName } from "../host/digest.ts";
import type { Program } from "../model/contract.ts";
import { plain as program } from "./program.fixture.ts";
import { closeSandbox, openSandbox } from "./sandbox.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-sandbox-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A sandbox with a fixture at /data. */
const open = (directories: Program["directories"] = [{ guest: "/data", fixture: "fixture" }]) => {
  const workload = join(scratch, randomName());
  mkdirSync(join(workload, "fixture/sub"), { recursive: true });
  writeFileSync(join(workload, "fixture/in"), "in");
  writeFileSync(join(workload, "fixture/sub/deep"), "deep");
  symlinkSync("in", join(workload, "fixture/link"));
  const own: Program = { ...program, directories };
  const sandbox = openSandbox(join(scratch, randomName()), "case", own, workload);
  return { sandbox, workload, data: sandbox.directories[0] as string };
};

describe("sandboxes", () => {
  test("each has its own copy: what one guest does, no other sees, and the fixture stays", () => {
    const { sandbox, workload, data } = open();
    expect(readFileSync(join(data, "link"), "utf8")).toBe("in");
    writeFileSync(join(data, "link"), "through the link");
    expect(readFileSync(join(workload, "fixture/in"), "utf8")).toBe("in");
    const other = openSandbox(dirname(sandbox.folder), "other", { ...program, directories: [{ guest: "/", fixture: "fixture" }] }, workload);
    expect(readFileSync(join(other.directories[0] as string, "in"), "utf8")).toBe("in");
    expect(readdirSync(other.home)).toEqual([]);
    expect(readFileSync(join(sandbox.folder, "outside.txt"), "utf8")).toBe("outside of the sandbox\n");
    expect(readFileSync(join(sandbox.folder, "outside/link"), "utf8")).toBe("outside of the sandbox\n");
  });

  test("go away whole, also where a guest took permissions away", () => {
    const { sandbox, data } = open();
    chmodSync(join(data, "in"), 0);
    closeSandbox(sandbox);
    expect(existsSync(sandbox.folder)).toBe(false);
    closeSandbox(sandbox);
  });
});
