import { describe, expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import type { RunRecord } from "../judge/fold.ts";
import { groundsOf } from "../judge/grounds.ts";
import { madeRun } from "../judge/run.fixture.ts";
import { observed } from "../judge/seen.fixture.ts";
import { defaultPolicy as policy } from "../model/policy.ts";
import { kept, plantProject, plantRun } from "../review/project.fixture.ts";
import { toGateCells } from "./cells.ts";
import { decideOn } from "./decide-on.ts";
import { type Hearing, isBad, withoutTrust } from "./hearing.ts";
import { recordedCells } from "./run-releases.ts";

const root = plantProject();
const catalog = await loadCatalog(root);
const lanes = { old: "wasmtime@46.0.1/nil:host-x86_64", now: "wasmtime@49.0.3/nil:host-x86_64" };

const hearing = (before: RunRecord, after: RunRecord, more: Partial<Hearing> = {}): Hearing => ({
  ...{ candidate: "wasmtime@49.0.3", baseline: "wasmtime@46.0.1", run: "r", before: withoutTrust(before), after: withoutTrust(after) },
  ...{
    witnesses: [...withoutTrust(before), ...withoutTrust(after)],
    grounds: groundsOf(after, catalog),
    wanted: [],
    journals: [],
    sameArtifact: true,
    complete: true,
  },
  ...more,
});

describe("cells for the gate", () => {
  test("take tier, needs and what is compared from the catalog", () => {
    const cells = toGateCells(catalog, withoutTrust(madeRun({ "args/none,zig/zig.wasip1": {} })), true);
    expect(cells).toHaveLength(1);
    expect(cells[0]).toMatchObject({ tier: 1, needs: ["args", "stdout"], compared: { stdout: true, artifact: true } });
  });

  test("of what the catalog does not know count least, and are compared whole", () => {
    const [cell] = toGateCells(catalog, withoutTrust(madeRun({ "gone/x,cobol/tool.wasip1": {} })), false);
    expect(cell).toMatchObject({ tier: 3, needs: [], compared: { stdout: true, stderr: true, artifact: false } });
  });

  test("are bad where they failed or do not count, and not where something is missing", () => {
    const record = madeRun({
      "a/pass,c/cc.wasip1": {},
      "a/fail,c/cc.wasip1": { verdict: { is: "fail", cause: "exit", detail: "3" } },
      "a/unsupported,c/cc.wasip1": { verdict: { is: "unsupported", capability: "clocks", proof: "ENOSYS" } },
      "a/inexpressible,c/cc.wasip1": { state: "inexpressible", why: "no sockets" },
      "a/lost,c/cc.wasip1": "lost",
    });
    expect(
      withoutTrust(record)
        .filter(isBad)
        .map(({ id }) => id.case),
    ).toEqual(["fail"]);
    const untrusted = madeRun({ "a/pass,c/cc.wasip1": {} }, { trust: { verdict: { is: "fail", cause: "exit", detail: "0" } } });
    expect(withoutTrust(untrusted).map(isBad)).toEqual([true]);
  });
});

describe("what a record has of the cells to compare", () => {
  const record = madeRun({ "a/x,c/cc.wasip1": {}, "a/y,c/cc.wasip1": {}, "a/x,c/cc.wasip1,w@1.2.3/kvm:qemu:kvm-x86_64": {} });
  const baseline = { cells: withoutTrust(record) };
  const after = withoutTrust(madeRun({ "a/x,c/cc.wasip1": {} }, { lane: "w@2.0.0/nil:host-x86_64" }));
  const names = (terms: readonly string[], cells = after): string[] =>
    recordedCells(baseline, after, { lanes: [], cells }, terms).map(({ id }) => `${id.case} ${id.lane.keep}`);

  test("is all of the same place where nothing was filtered out", () => expect(names([])).toEqual(["x nil", "y nil"]));
  test("is what was to run where something was", () => expect(names(["a/x"])).toEqual(["x nil"]));
  test("is nothing where nothing was to run", () => expect(names(["a/x"], [])).toEqual([]));
  test("takes the places of lanes that lost every cell, too", () => {
    const lane = record.cells.find(({ id }) => id.lane.keep === "kvm")?.id.lane;
    expect(recordedCells(baseline, [], { lanes: lane ? [{ id: lane }] : [], cells: [] }, []).map(({ id }) => id.lane.keep)).toEqual(["kvm"]);
  });
});

describe("a decision", () => {
  const cell = "args/none,zig/zig.wasip1";
  const changed = (text: string) => ({ observation: observed("", { stdout: kept(text) }) });

  test("shows how a kept stream changed", () => {
    const runs = { old: { run: "20260101T000000000Z-aaaa", lane: lanes.old }, now: { run: "20260102T000000000Z-aaaa", lane: lanes.now } };
    const journals = [
      plantRun(root, { [cell]: changed("one\ntwo\n") }, runs.old, ["one\ntwo\n"]),
      plantRun(root, { [cell]: changed("one\n2\n") }, runs.now, ["one\n2\n"]),
    ];
    const [before, after] = [madeRun({ [cell]: changed("one\ntwo\n") }, runs.old), madeRun({ [cell]: changed("one\n2\n") }, runs.now)];
    const told = decideOn(hearing(before, after, { journals }), catalog, policy);
    expect(told.changes.map(({ change, diff }) => [change.is, diff])).toEqual([["changed", expect.arrayContaining(["-two", "+2"])]]);
    // Without the blobs the change is told all the same.
    const bare = decideOn(hearing(before, after), catalog, policy);
    expect(bare.changes.map(({ change, diff }) => [change.is, diff])).toEqual([["changed", undefined]]);
  });

  test("accepts what is the same, and no run that broke off", () => {
    const [before, after] = [madeRun({ [cell]: {} }, { lane: lanes.old }), madeRun({ [cell]: {} }, { lane: lanes.now })];
    expect(decideOn(hearing(before, after), catalog, policy)).toMatchObject({ accepted: true, counts: { same: 1 } });
    expect(decideOn(hearing(before, after, { complete: false }), catalog, policy).accepted).toBe(false);
  });

  test("blames by all witnesses, not by the candidate's cells alone", () => {
    const fail = { verdict: { is: "fail", cause: "exit", detail: "3" } } as const;
    const [before, after] = [madeRun({ [cell]: {} }, { lane: lanes.old }), madeRun({ [cell]: fail }, { lane: lanes.now })];
    const told = decideOn(hearing(before, after), catalog, policy);
    expect(told.accepted).toBe(false);
    expect(told.changes.map(({ change, blame, gates }) => [change.is, blame, gates])).toEqual([["regressed", "runtime", true]]);
  });
});
