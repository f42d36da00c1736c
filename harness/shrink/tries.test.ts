import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { ReadyCase } from "../engine/observe.ts";
import type { ReadyCell, Workshop } from "../engine/workshop.ts";
import { digest } from "../host/digest.ts";
import type { Verdict } from "../model/generated/journal.ts";
import { failureOf, Tries } from "./tries.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-tries-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const program = { args: ["whole"], env: {}, stdin: { text: "" }, directories: [{ guest: "/data", fixture: "fixtures/data" }, { guest: "/tmp" }], sockets: [] };
const own = {
  cell: { text: "a/b" },
  artifact: "sha256:whole",
  ready: {
    case: { id: "b", limits: { timeMs: 20_000 }, programs: { main: program } },
    folder: "/workload",
    programs: [{ role: "main", wasm: "/store/artifacts/1/program.wasm", artifact: "sha256:whole" }],
    expected: { stdinFile: "/whole", stdout: undefined, stderr: undefined, files: new Map() },
  },
} as unknown as ReadyCell;

/** A workshop that tells what it was given, and what stood there. */
const hearing = (verdict: Verdict) => {
  const heard: { as: ReadyCase; wasm: Buffer; stdin: string; files: string[] }[] = [];
  const workshop: Pick<Workshop, "run"> = {
    run: async (_, { as }) => {
      if (!as) throw new Error("nothing else was wanted");
      const inputs = as.folder === "/workload" ? undefined : as.folder;
      heard.push({
        as,
        wasm: readFileSync(as.programs[0].wasm),
        stdin: inputs === undefined ? "" : readFileSync(as.expected?.stdinFile ?? "", "utf8"),
        files: inputs === undefined ? [] : readdirSync(inputs, { recursive: true }).map(String).sort(),
      });
      return { observations: [{ wallMs: 5 }, { wallMs: 6 }], verdict } as unknown as Awaited<ReturnType<Workshop["run"]>>;
    },
  };
  return { heard, workshop: workshop as Workshop };
};

test("a smaller cell runs in a place of its own, which is gone afterwards; its program is called as artifacts are", async () => {
  const { heard, workshop } = hearing({ is: "pass" });
  const tries = new Tries(workshop, join(folder, "own"));
  const wasm = Buffer.from("small");
  const files = [
    { kind: "folder", path: "fixtures/0" },
    { kind: "file", path: "fixtures/0/a.txt", bytes: Buffer.from("a") },
  ] as const;
  const inputs = { args: ["x"], env: { A: "1" }, stdin: Buffer.from("in"), files };
  expect(await tries.run(own, { wasm, inputs }, 500)).toEqual({ verdict: { is: "pass" }, wallMs: 11 });
  const [{ as, ...there }] = heard as [(typeof heard)[number]];
  expect(there).toEqual({ wasm, stdin: "in", files: ["fixtures", "fixtures/0", "fixtures/0/a.txt", "stdin"] });
  expect([as.programs[0].artifact, basename(as.programs[0].wasm), as.case.limits.timeMs]).toEqual([digest(wasm), "program.wasm", 500]);
  expect(as.case.programs["main"]).toMatchObject({ args: ["x"], env: { A: "1" }, directories: [{ guest: "/data", fixture: "fixtures/0" }, { guest: "/tmp" }] });
  expect(existsSync(as.programs[0].wasm)).toBe(false);
  expect([readdirSync(join(folder, "own")), tries.count]).toEqual([[], 1]);
});

test("inputs that stay are those of the workload, and no case gets more time than it has", async () => {
  const { heard, workshop } = hearing({ is: "pass" });
  await new Tries(workshop, join(folder, "stay")).run(own, { wasm: Buffer.alloc(0), inputs: undefined }, 90_000);
  expect(heard[0]?.as).toMatchObject({ folder: "/workload", case: { limits: { timeMs: 20_000 }, programs: { main: { args: ["whole"] } } } });
});

test.each<[Verdict, string | undefined]>([
  [{ is: "pass" }, undefined],
  [{ is: "unsupported", capability: "udp", proof: "missing import" }, undefined],
  [{ is: "broken", stage: "launch", detail: "no" }, undefined],
  [{ is: "fail", cause: "stdout", detail: "17 bytes, first difference at byte 4: found /home/me/x" }, "stdout: # bytes, first difference at byte #: found …/x"],
  [{ is: "fail", cause: "trap", detail: "expected exit 0, found a trap (wasm trap: integer divide by zero)" }, "trap: division by zero"],
])("of %j the failure is %j", (verdict, failure) => {
  expect(failureOf(verdict)).toBe(failure);
});
