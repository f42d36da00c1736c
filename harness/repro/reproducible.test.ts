import { describe, expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import type { CellRecord } from "../judge/fold.ts";
import { madeRun, type Told } from "../judge/run.fixture.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Case, Program } from "../model/contract.ts";
import { plantProject } from "../review/project.fixture.ts";
import { checkReproducible, firstReproducible, isDialogue, isReproducible, moved, notPlain } from "./reproducible.ts";

const catalog = await loadCatalog(plantProject());
const lane = "wasmtime@49.0.3/nil:host-x86_64";
const entry = catalog.workloads.get("args")?.cases.find(({ id }) => id === "plain") as Case;
const program = entry.programs["main"] as Program;

const cellOf = (told: Told = {}, where = lane): CellRecord => {
  const found = madeRun({ "args/plain,zig/zig.wasip1": told }, { lane: where }).cells.find(({ id }) => id.workload === "args");
  if (!found) throw new Error("no cell");
  return found;
};

/** The catalog with another case in the place of the one that the cell is of. */
const withCase = (more: Partial<Case>): Catalog => {
  const args = catalog.workloads.get("args");
  if (!args) throw new Error("no workload");
  return { ...catalog, workloads: new Map([["args", { ...args, cases: [{ ...entry, ...more }] }]]) };
};
const withProgram = (more: Partial<Program>): Catalog => withCase({ programs: { main: { ...program, ...more } } });
const socket = { name: "server", kind: "listen" } as Program["sockets"][number];

describe("a cell", () => {
  test("that passed or failed is reproducible, with its contract and runtime of today", () => {
    const told: Told = { verdict: { is: "fail", cause: "exit", detail: "expected exit 0, found exit 1" } };
    for (const cell of [cellOf(), cellOf(told)])
      expect(checkReproducible(cell, catalog)).toMatchObject({
        cell,
        artifact: cell.artifact,
        case: { id: "plain" },
        program: { args: ["one", "two", "three"] },
      });
  });

  test("in a lane that is not trusted is too: that is what somebody wants to see", () => {
    const run = madeRun({ "args/plain,zig/zig.wasip1": {} }, { lane, trust: { verdict: { is: "fail", cause: "exit", detail: "0" } } });
    const cell = run.cells.find(({ id }) => id.workload === "args") as CellRecord;
    expect(cell.state.is).toBe("untrusted");
    expect(checkReproducible(cell, catalog).artifact).toBe(cell.artifact);
  });

  test.each<[string, Told, string, RegExp]>([
    ["could not be set up", { state: "inexpressible", why: "no sockets" }, "repro/inexpressible", /nothing ran: no sockets/],
    ["was lost", "lost", "repro/lost", /no row of this cell/],
    ["broke in the harness", { state: "broken", stage: "sandbox", detail: "no room\nmore" }, "repro/broken", /broke at sandbox: no room$/],
    ["did not compile", { state: "unbuilt", build: "args,zig/zig.wasip1" }, "repro/not-built", /args,zig\/zig.wasip1 did not compile/],
  ])("that %s is not, and it says why", (_, told, code, message) => {
    expect(() => checkReproducible(cellOf(told), catalog)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });

  test("is offered only where it is reproducible, and of several the first", () => {
    const [passed, lost] = [cellOf(), cellOf("lost")];
    expect([isReproducible(passed, catalog), isReproducible(lost, catalog)]).toEqual([true, false]);
    expect(isReproducible(passed, withCase({ neighbour: true }))).toBe(true);
    expect(isReproducible(passed, withCase({ plain: false }))).toBe(true);
    const other = { ...passed, text: "other" };
    expect(firstReproducible(["absent", "other", passed.text], [passed, other], catalog)).toBe("other");
    expect(firstReproducible([lost.text], [lost], catalog)).toBeUndefined();
    expect(() => isReproducible(passed, {} as Catalog)).toThrow(TypeError);
  });

  test("is a dialogue where it has steps or sockets", () => {
    const [talks, listens] = [
      { ...entry, plain: false },
      { ...entry, programs: { main: { ...program, sockets: [socket] } } },
    ];
    expect([entry, talks, listens].map(isDialogue)).toEqual([false, true, true]);
  });

  test("without an artifact ran nothing", () => {
    expect(() => checkReproducible({ ...cellOf(), artifact: undefined }, catalog)).toThrow(expect.objectContaining({ code: "repro/nothing-ran" }));
  });

  test.each<[string, Catalog, string]>([
    ["its workload is gone", { ...catalog, workloads: new Map() }, "repro/moved"],
    ["its case is gone", withCase({ id: "other" }), "repro/moved"],
    ["its runtime is gone", { ...catalog, runtimes: new Map() }, "repro/moved"],
    ["it has no program", withCase({ programs: {} }), "repro/moved"],
    ["no command can hold an argument", withProgram({ args: ["a\0b"] }), "repro/nul"],
    ["no command can hold a variable", withProgram({ env: { NAME: "\0" } }), "repro/nul"],
  ])("is not where %s", (_, own, code) => {
    expect(() => checkReproducible(cellOf(), own)).toThrow(expect.objectContaining({ code, exitCode: 2 }));
  });

  test("is in a virtual machine too, and in two Keeps, and says what plain commands do not show", () => {
    const inMachine = checkReproducible(cellOf({}, "wasmtime@49.0.3/kvm:qemu:tcg-x86_64"), catalog);
    const kept = { name: "virtual machine", package: { qemu: { from: "debian", packages: { "qemu-system-x86": "1:7.2", libaio1: "0" } } } };
    const keeps = new Map([["kvm", { manifest: kept }]]) as unknown as Catalog["keeps"];
    expect(notPlain(inMachine, keeps)).toEqual([
      expect.stringMatching(/machine of Keep kvm, a virtual machine of Debian's qemu-system-x86 1:7[.]2 \(qemu-system-x86_64 -M pc,accel=tcg .*agent/),
    ]);
    const programs = { main: program, client: { ...program, keep: "kvm" } };
    expect(notPlain(checkReproducible(cellOf(), withCase({ programs })), new Map())).toEqual([
      "The run had client in a machine of Keep kvm; here all programs run on this machine.",
    ]);
    expect(notPlain(checkReproducible(cellOf(), catalog), keeps)).toEqual([]);
    // A Keep that is the cell's own is no other machine.
    const same = { main: program, client: { ...program, keep: "nil" } };
    expect(notPlain(checkReproducible(cellOf(), withCase({ programs: same })), keeps)).toEqual([]);
  });

  test("is not where an emulator ran the engine of another machine", () => {
    expect(() => checkReproducible(cellOf({}, "wasmtime@49.0.3/nil:qemu-user-aarch64"), catalog)).toThrow(
      expect.objectContaining({ code: "repro/launcher", message: expect.stringContaining("qemu-user, as a program of aarch64") }),
    );
  });

  test("that moved says what to run first", () => {
    const error = moved(cellOf(), "the contract has changed");
    expect(error.message).toBe("the contract has changed: what would be written is not what ran");
    expect(error.hint).toContain(`./gatehouse run args/plain,zig/zig.wasip1,${lane}`);
  });
});
