import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Program } from "../model/contract.ts";
import { GatehouseError } from "../model/errors.ts";
import type { CaseManifest, Expectations, WorkloadManifest } from "../model/generated/workload.ts";
import { normaliseCase } from "./contract.ts";
import { lintWorkload } from "./lint.ts";

const main = (expect: Expectations, rest: Partial<CaseManifest> = {}): Program => {
  const program = normaliseCase({ id: "a", needs: [], expect, ...rest }).programs["main"];
  if (!program) throw new Error("there is no main");
  return program;
};
const silent = { match: "exact", content: { text: "" } };
const free = { match: "free" };

describe("normaliseCase", () => {
  test("a case that says nothing but its exit gets every default", () => {
    expect(normaliseCase({ id: "a", needs: ["args"], expect: { exit: 0 } })).toEqual({
      id: "a",
      needs: ["args"],
      targets: undefined,
      limits: { timeMs: 20_000, silenceMs: undefined, memoryMib: 2048, outputMib: 16, processes: 64 },
      mustFail: undefined,
      neighbour: false,
      programs: { main: { args: [], env: {}, stdin: { text: "" }, directories: [], sockets: [], exit: 0, stdout: silent, stderr: silent, files: {} } },
      plain: true,
      steps: [],
    });
  });

  test("limits are taken over, times in milliseconds", () => {
    const manifest = { id: "a", needs: [], seconds: 1.5, "silence-seconds": 0.25, "memory-mib": 32, "output-mib": 1, processes: 2, expect: { exit: 0 } };
    // A limit that nobody asks for stands in no contract: one that is new would change the digests of all.
    expect(normaliseCase({ ...manifest, "files-mib": 64 }).limits).toMatchObject({ filesMib: 64 });
    expect(normaliseCase(manifest).limits).toEqual({ timeMs: 1500, silenceMs: 250, memoryMib: 32, outputMib: 1, processes: 2 });
  });

  test.each<[Expectations["exit"], object, object]>([
    [0, silent, silent],
    [3, silent, free],
    ["nonzero", silent, free],
    ["trap", silent, free],
    ["failure", silent, free],
  ])("where exit is %j, silent streams are not free unless a failure may say why", (exit, stdout, stderr) => {
    expect(main({ exit })).toMatchObject({ exit, stdout, stderr });
  });

  test("what is said of a stream wins over the default", () => {
    expect(main({ exit: 3, stderr: { match: "exact", text: "why\n" } }).stderr).toEqual({ match: "exact", content: { text: "why\n" } });
    expect(main({ exit: 0, stdout: { match: "exact", random: 5, seed: 6 } }).stdout).toEqual({ match: "exact", content: { random: 5, seed: 6 } });
    expect(main({ exit: 0, stdout: { match: "per-engine" } }).stdout).toEqual({ match: "per-engine" });
    expect(main({ exit: 0, stderr: { match: "free" } }).stderr).toEqual(free);
  });

  test("an echo expects what the program is given", () => {
    const echo: Expectations = { exit: 0, stdout: { match: "exact", stdin: true } };
    expect(main(echo, { stdin: { random: 9 } }).stdout).toEqual({ match: "exact", content: { random: 9 } });
    expect(main(echo).stdout).toEqual(silent);
  });

  test("a case with roles, or with steps, is no plain one, and each role has defaults of its own", () => {
    const roles = normaliseCase({ id: "a", needs: [], programs: { server: { args: ["x"], expect: { exit: 0 } }, client: { expect: { exit: "nonzero" } } } });
    expect(roles.plain).toBe(false);
    expect(roles.programs).toMatchObject({ server: { args: ["x"], stderr: silent }, client: { args: [], exit: "nonzero", stderr: free } });
    expect(normaliseCase({ id: "a", needs: [], expect: { exit: 0 }, steps: [{ run: "main" }] }).plain).toBe(false);
  });

  test("targets, a planted failure and a neighbour are taken over", () => {
    expect(normaliseCase({ id: "a", needs: [], targets: ["wasip2"], "must-fail": "exit", neighbour: true, expect: { exit: 0 } })).toMatchObject({
      targets: ["wasip2"],
      mustFail: "exit",
      neighbour: true,
    });
  });
});

describe("lintWorkload on expected files", () => {
  const lintCase = (entry: Partial<CaseManifest>, roles?: [string]): void => {
    const manifest: WorkloadManifest = {
      id: "w",
      title: "w",
      kind: "probe",
      about: "w",
      ...(roles ? { roles } : {}),
      case: [{ id: "a", needs: [], ...entry }],
    };
    lintWorkload({ folder: join("/nowhere", "w"), manifest }, { languages: new Map(), modules: new Set(), keeps: new Map() }, "/nowhere");
  };
  const lint = (files: NonNullable<Expectations["files"]>, guests: readonly string[]): void =>
    lintCase({ directories: guests.map((guest) => ({ guest })), expect: { exit: 0, files } });

  test("a file below one of the case's directories is fine", () => {
    expect(() => lint({ "/data/a/b": { text: "" }, "/x": { absent: true } }, ["/data", "/"])).not.toThrow();
  });

  test("each role's files are held against its own directories; a variable that is called file is no file", () => {
    const server = { directories: [{ guest: "/data" }], env: { file: "absent.txt" }, expect: { exit: 0, files: { "/data/a": { text: "" } } } };
    expect(() => lintCase({ programs: { server } }, ["server"])).not.toThrow();
    expect(() => lintCase({ programs: { server: { ...server, directories: [] } } }, ["server"])).toThrow(
      expect.objectContaining({ code: "workload/file-outside", place: expect.objectContaining({ path: "/case/0/programs/server/expect/files" }) }),
    );
  });

  test.each<[string, string, readonly string[]]>([
    ["a mistyped one", "/dta/out", ["/data"]],
    ["the directory itself", "/data", ["/data"]],
    ["a name that begins like it", "/data-more", ["/data"]],
    ["one without any directory", "/data/out", []],
    ["one that is reached by dots", "/data/../out", ["/data"]],
    ["a relative one", "out", ["/"]],
  ])("%s would never be compared, and is an error", (_, path, guests) => {
    expect(() => lint({ [path]: { text: "" } }, guests)).toThrow(GatehouseError);
    expect(() => lint({ [path]: { text: "" } }, guests)).toThrow(expect.objectContaining({ code: "workload/file-outside" }));
  });
});
