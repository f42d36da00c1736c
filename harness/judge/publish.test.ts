import { describe, expect, test } from "vitest";
import { GatehouseError } from "../model/errors.ts";
import { knownFailure } from "../model/expectation.ts";
import { checkRecordText, toRecordText } from "../record/releases.ts";
import { toRecords } from "./publish.ts";
import { lane, type Made, madeRun, type Told } from "./run.fixture.ts";
import { digestOf, observed } from "./seen.fixture.ts";

const a = "x/a,c/cc.wasip1";
const b = "x/b,c/cc.wasip1";
const ok: Told = {};

const published = (told: Told, made: Made = {}) => {
  const [record] = toRecords(madeRun({ [a]: told }, made));
  const cell = record?.cells.find((each) => each.cell === a);
  if (!record || !cell) throw new Error("nothing was published");
  return { record, cell };
};

describe("what is published of a run", () => {
  test("is one record a lane, sorted, with what its cells refer to and nothing else", () => {
    const [record, ...more] = toRecords(madeRun({ "z/a,zig/zig.wasip2": ok, [b]: ok, [a]: ok }));
    expect(more).toEqual([]);
    expect(record?.header).toMatchObject({
      lane,
      release: "w@1.2.3",
      track: "w/nil:host-x86_64",
      engine: digestOf("engine"),
      day: "2026-01-01",
      trust: ["must-trap"],
      trusted: ["wasip1", "wasip2"],
      cells: 5,
    });
    expect(record?.header.machine).not.toHaveProperty("node");
    expect(record?.header.toolchains.map(({ id }) => id)).toEqual(["c/cc", "wat/tools", "zig/zig"]);
    expect(record?.cells.map(({ cell }) => cell)).toEqual(["must-trap/trap,wat/tools.wasip1", "must-trap/trap,wat/tools.wasip2", a, b, "z/a,zig/zig.wasip2"]);
    expect(record?.cases.map((line) => [line.case, line.contract])).toEqual(["must-trap/trap", "x/a", "x/b", "z/a"].map((name) => [name, digestOf(name)]));
    const builds = ["must-trap,wat/tools.wasip1", "must-trap,wat/tools.wasip2", "x,c/cc.wasip1", "z,zig/zig.wasip2"];
    expect(record?.artifacts.map(({ build, digest }) => [build, digest])).toEqual(builds.map((build) => [build, digestOf(build)]));
  });

  test("what several programs ran together has no line of its own, and stands in the cell", () => {
    const run = madeRun({ [a]: {}, [b]: { artifact: digestOf("both") } });
    const [record] = toRecords({ ...run, artifacts: run.artifacts.filter(({ build }) => !build.startsWith("x,")) });
    expect(record?.cells.map((cell) => [cell.cell, cell.state === "judged" && cell.artifact])).toEqual([
      ["must-trap/trap,wat/tools.wasip1", undefined],
      [a, digestOf("x,c/cc.wasip1")],
      [b, digestOf("both")],
    ]);
    expect(record?.artifacts.map(({ build }) => build)).toEqual(["must-trap,wat/tools.wasip1"]);
  });

  test("is the same whether or not a failure was known on the day: readers hold it against what is known on theirs", () => {
    const entry = { cells: "x/a,*", cause: "exit", reason: "the engine is wrong", link: "https://example.org/1", until: "2026-12-31" } as const;
    const failed: Told = { verdict: { is: "fail", cause: "exit", detail: "found exit 1" } };
    const known = published(failed, { known: [knownFailure(entry)] }).cell;
    expect(known).toMatchObject({ verdict: { is: "fail", cause: "exit", detail: "expected exit 0, found exit 1" } });
    expect(known).toEqual(published(failed).cell);
  });

  test("streams are compared where the cell passed and the contract holds them; else they are only told", () => {
    const observation = observed("out", { stderr: { size: 3, digest: digestOf("err"), blob: true } });
    const [out, err] = [
      { size: 3, digest: digestOf("out") },
      { size: 3, digest: digestOf("err") },
    ];
    expect(published({ observation }).cell).toMatchObject({ stdout: out, stderr: err });
    const free = published({ observation }, { free: ["stderr"] }).cell;
    expect(free).toMatchObject({ stdout: out, said: { stderr: err } });
    expect(free).not.toHaveProperty("stderr");
    const onPurpose = published({ observation: { ...observation, stderr: { ...observation.stderr, differsAt: 1 } } }).cell;
    expect(onPurpose).toMatchObject({ stdout: out, said: { stderr: err } });
    const failed = published({ observation: { ...observation, ending: { how: "exit", code: 1 } } }).cell;
    expect(failed).toMatchObject({ said: { stdout: out, stderr: err } });
    expect(failed).not.toHaveProperty("stdout");
  });

  test("is one record a machine, also where several workers of it ran shards", () => {
    const run = madeRun({ [a]: ok, [b]: ok });
    const [worker] = run.workers;
    if (!worker) throw new Error("there is no worker");
    const other = { ...worker, id: "w2", toolchains: [...worker.toolchains, { id: "zig/zig", version: "1.0.0", digest: digestOf("zig") }] };
    const cells = run.cells.map((cell) => (cell.text.startsWith(b) ? { ...cell, worker: "w2" } : cell));
    const [record, ...more] = toRecords({ ...run, workers: [worker, other], cells });
    expect(more).toEqual([]);
    expect(record?.cells.map(({ cell }) => cell)).toEqual(["must-trap/trap,wat/tools.wasip1", a, b]);
    const [pin] = worker.lanes;
    const changed = { ...other, lanes: [{ ...pin, digest: digestOf("another") } as typeof pin & object] };
    expect(() => toRecords({ ...run, workers: [worker, changed], cells })).toThrow(/had two engines on machine/);
  });

  test("a lane in which nothing could run is recorded, and trusted for nothing", () => {
    const elsewhere = "v@1.2.3/nil:host-x86_64";
    const run = madeRun({ [a]: ok, [`${b},${elsewhere}`]: { state: "inexpressible", why: "no sockets" } });
    expect(run.distrusted).toEqual([]);
    const record = toRecords(run).find(({ header }) => header.lane === elsewhere);
    expect(record?.header).toMatchObject({ cells: 1, trusted: [] });
    expect(() => checkRecordText(toRecordText(record as NonNullable<typeof record>))).not.toThrow();
  });

  test("a target that the engine refuses whole is recorded, and the lane is trusted only for the others", () => {
    const refused: Told = { verdict: { is: "unsupported", capability: "args", proof: "missing import: wasi:cli/environment@0.3.0" } };
    const run = madeRun({ [a]: ok, "z/a,zig/zig.wasip2": refused });
    const cells = run.cells.filter(({ text }) => !text.startsWith("must-trap/trap,wat/tools.wasip2"));
    const artifacts = run.artifacts.filter(({ build }) => build !== "must-trap,wat/tools.wasip2");
    const [record] = toRecords({ ...run, cells, artifacts });
    expect(record?.header).toMatchObject({ cells: 3, trusted: ["wasip1"] });
    expect(() => checkRecordText(toRecordText(record as NonNullable<typeof record>))).not.toThrow();
    const passed = toRecords({
      ...run,
      cells: cells.map((cell) => (cell.text.startsWith("z/") ? { ...cell, state: { is: "judged" as const, verdict: { is: "pass" as const } } } : cell)),
      artifacts,
    })[0];
    expect(() => checkRecordText(toRecordText(passed as NonNullable<typeof passed>))).toThrow(/is not trusted for wasip2/);
  });

  test("text of guests and tools is on one line that shows as it stands, without a folder of this machine", () => {
    const detail = `error:\n\u001b[31m/home/joe/x.c:1\u202e ${"y".repeat(2000)}`;
    const trap = published({
      observation: observed("", { ending: { how: "trap", message: "at /tmp/gatehouse/program.wasm" }, raw: { code: 134, signal: null } }),
    });
    expect(trap.cell).toMatchObject({ ending: { how: "trap", message: "at …/program.wasm" }, raw: { code: 134, signal: null } });
    expect(JSON.stringify(trap.cell)).not.toContain("/opt/w");
    const { cell } = published({ verdict: { is: "fail", cause: "start", detail } });
    const said = cell.state === "judged" && cell.verdict.is === "fail" ? cell.verdict.detail : "";
    expect(said).toMatch(/^error:\\n…\/x\.c:1\\u\{202e\} y+…$/);
    expect(said.length).toBeLessThan(500);
    expect(JSON.stringify(cell)).not.toContain("/opt/w");
  });

  test("what a lane cannot set up, and what could not be built, is told without an artifact", () => {
    const { cell, record } = published({ state: "inexpressible", why: "no sockets" });
    expect(cell).toEqual({ kind: "cell", cell: a, state: "inexpressible", why: "no sockets" });
    expect(record.artifacts.map(({ build }) => build)).toEqual(["must-trap,wat/tools.wasip1"]);
    const unprepared = published({ state: "unprepared", artifact: digestOf("x,c/cc.wasip1"), detail: "the engine refused it" }).cell;
    expect(unprepared).toMatchObject({ verdict: { is: "fail", cause: "start", detail: "the engine refused it" }, artifact: digestOf("x,c/cc.wasip1") });
    expect(unprepared).not.toHaveProperty("ending");
  });
});

describe("a run cannot be published that", () => {
  test.each<[string, Told, Made, RegExp]>([
    ["was killed", ok, { footer: "none" }, /did not come to its end/],
    ["was interrupted", ok, { footer: "interrupted" }, /did not come to its end/],
    ["lost a cell", "lost", {}, /1 cell lost, 0 broken/],
    ["has a broken cell", { verdict: { is: "broken", stage: "launch", detail: "" } }, {}, /0 cells lost, 1 broken/],
    [
      "has a lane that is not trusted",
      ok,
      { trust: { verdict: { is: "fail", cause: "trap", detail: "" } } },
      /w@1\.2\.3\/nil:host-x86_64 for wasip1 is not trusted/,
    ],
    ["never asked its lane", ok, { header: { trust: [] } }, /is not trusted/],
    ["is of a candidate", ok, { lane: "w@path:/x/w/nil:host-x86_64" }, /w@path:\/x\/w\/nil:host-x86_64 is a candidate/],
  ])("%s", (_, told, made, message) => {
    let error: unknown;
    try {
      published(told, made);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(GatehouseError);
    expect(error).toMatchObject({ code: "publish/refused", exitCode: 2, message: expect.stringMatching(message), hint: expect.stringMatching(/./) });
  });
});
