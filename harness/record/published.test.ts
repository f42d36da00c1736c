import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { randomName } from "../host/digest.ts";
import { withoutMeasured } from "../host/schemas.ts";
import type { CellRecord } from "../judge/fold.ts";
import { toRecords } from "../judge/publish.ts";
import { type Made, madeRun, type Told } from "../judge/run.fixture.ts";
import { digestOf, observed, seenAs } from "../judge/seen.fixture.ts";
import { GatehouseError } from "../model/errors.ts";
import type { ReleaseRecord } from "../model/record.ts";
import { sealAnew } from "./chain.ts";
import { pack } from "./packed.ts";
import { largestRecord, readPublished } from "./published.ts";
import { publishedPath, readReleases, toRecordText } from "./releases.ts";
import { tampering } from "./tamper.fixture.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-record-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const failed = { is: "fail", cause: "exit", detail: "" } as const;
const told: Readonly<Record<string, Told>> = {
  "x/a,c/cc.wasip1": { observation: observed("out", { stderr: { size: 3, digest: digestOf("err") } }) },
  "x/b,c/cc.wasip1": { earlier: [seenAs(failed), seenAs(failed)], observation: observed("") },
  "y/a,zig/zig.wasip2": {
    observation: observed("no", { raw: { code: 1, signal: null }, ending: { how: "exit", code: 1 }, files: [{ path: "out", found: "absent" }] }),
  },
  "y/b,zig/zig.wasip2": {
    observation: observed("", { raw: { code: null, signal: "SIGSEGV" }, ending: { how: "signal", signal: "SIGSEGV" }, leftProcesses: 1 }),
  },
  "y/c,zig/zig.wasip2": { verdict: { is: "unsupported", capability: "links", proof: "ENOSYS" } },
  "z/a,go/go.wasip1": { state: "inexpressible", why: "no sockets" },
};
const run = (made: Made = {}) => madeRun(told, { free: ["stderr"], ...made });
const record = (made: Made = {}): ReleaseRecord => toRecords(run(made))[0] as ReleaseRecord;
const text = toRecordText(record());

const write = (content: string | Uint8Array): string => {
  const path = join(scratch, randomName());
  writeFileSync(path, pack(content));
  return path;
};
const refusal = (path: string): GatehouseError => {
  try {
    readPublished(path);
  } catch (error) {
    if (error instanceof GatehouseError) return error;
    throw error;
  }
  throw new Error("it was read");
};

describe("a published record", () => {
  test("is read as what was published: cells as the run's own fold gives them, but for their commands", () => {
    const published = readPublished(write(text));
    expect(published.record).toEqual(record());
    const cells: readonly Omit<CellRecord, "standing">[] = published.cells;
    const own = run().cells.map(({ standing: _, ...cell }) => ({
      ...cell,
      worker: undefined,
      observation: cell.observation && { ...cell.observation, argv: [] },
    }));
    expect(cells).toHaveLength(own.length);
    for (const cell of own) expect(cells.find((each) => each.text === cell.text)).toMatchObject(cell);
  });

  test("of another run of the same is the same but for what is measured", () => {
    const other = record({
      run: "20270101T120000000Z-bbbb",
      header: { started: "2027-01-01T12:00:00Z" },
    });
    const figures = {
      ...other,
      cells: other.cells.map((cell) =>
        cell.state === "judged" ? { ...cell, figures: { wallMs: 9, userMs: null, systemMs: 4, peakKib: 1, cache: "warm" as const } } : cell,
      ),
    };
    const stripped = (of: ReleaseRecord): string =>
      [of.header, ...of.cases, ...of.artifacts, ...of.cells].map((line) => JSON.stringify(withoutMeasured("record", line))).join("\n");
    expect(toRecordText(figures)).not.toBe(text);
    expect(stripped(figures)).toBe(stripped(record()).replaceAll(/,"figures":\{[^}]*\}/g, ""));
    expect(stripped(record())).not.toMatch(/2026|wallMs|"said"|flaked/);
    expect(stripped(record())).toContain('"stdout"');
    expect(
      stripped(toRecords(madeRun({ ...told, "x/a,c/cc.wasip1": { observation: observed("another") } }, { free: ["stderr"] }))[0] as ReleaseRecord),
    ).not.toBe(stripped(record()));
  });

  test("cut off anywhere is refused, in one sentence that names the file", () => {
    const bytes = Buffer.from(text);
    for (let size = bytes.length - 1; size >= 0; size -= size % 97 === 0 ? 1 : 3) {
      const path = write(bytes.subarray(0, size));
      expect(refusal(path)).toMatchObject({ exitCode: 2, place: { file: path }, hint: expect.stringMatching(/./), message: expect.not.stringContaining("\n") });
    }
  });

  test("with anything changed, dropped, doubled or moved is refused with the line", () => {
    fc.assert(
      fc.property(tampering(text), ({ bytes, line }) => {
        const path = write(bytes);
        expect(refusal(path).place).toMatchObject({ file: path, line });
        rmSync(path);
      }),
      { numRuns: 600 },
    );
  }, 120_000);

  test("of which a byte of the file was changed, or which is not packed, is refused", () => {
    const path = write(text);
    const whole = readFileSync(path);
    for (const bytes of [whole.subarray(0, -1), whole.with(20, 0), Buffer.from(text), Buffer.alloc(0)]) {
      writeFileSync(path, bytes);
      expect(refusal(path)).toMatchObject({ code: "record/packed", exitCode: 2, place: { file: path }, hint: expect.stringContaining("publish") });
    }
  });

  test("cut off before its footer is refused", () => {
    const path = write(text.slice(0, text.trimEnd().lastIndexOf("\n") + 1));
    expect(refusal(path)).toMatchObject({ code: "record/footer", place: { line: lines.length - 2 } });
  });

  const lines = text.split("\n");
  const at = (part: string): number => lines.findIndex((line) => line.includes(part));
  const swap = (a: number, b: number): string => lines.map((line, index) => (index === a ? lines[b] : index === b ? lines[a] : line)).join("\n");
  const [x, y] = [at('"cell":"x/a'), at('"cell":"y/a')];

  test.each<[string, string, string, number | undefined]>([
    ["nothing in it", "", "header", 1],
    ["no header", lines.slice(1).join("\n"), "header", 1],
    ["a line of the middle lost", lines.toSpliced(x, 1).join("\n"), "cells", 1],
    ["two cells in the wrong order", swap(x, y), "order", x + 2],
    ["a case after a cell", lines.toSpliced(y, 0, lines[1] as string).join("\n"), "order", y + 1],
    ["a cell twice", lines.toSpliced(x, 0, lines[x] as string).join("\n"), "twice", x + 2],
    ["two headers", lines.toSpliced(0, 0, lines[0] as string).join("\n"), "twice", 2],
    ["a line that is not JSON", lines.toSpliced(1, 0, "{]").join("\n"), "syntax", 2],
    ["an empty line", lines.toSpliced(1, 0, "").join("\n"), "syntax", 2],
    ["an unknown key", text.replace('"is":"pass"', '"is":"pass","by":"luck"'), "schema", at('"is":"pass"') + 1],
    ["a broken cell", text.replace('"is":"pass"', '"is":"broken"'), "schema", at('"is":"pass"') + 1],
    ["an escape sequence", text.replace("expected exit 0", "\\u001b[2J"), "schema", y + 1],
    ["text that is reordered", text.replace("expected exit 0", "\u202e"), "schema", y + 1],
    ["text without an end", text.replace("expected exit 0", "x".repeat(5000)), "schema", y + 1],
    ["a key twice", text.replace('"is":"fail"', '"is":"pass","is":"fail"'), "form", y + 1],
    ["spaces between keys", text.replace('"is":"fail",', '"is": "fail",'), "form", y + 1],
    ["an absolute path", text.replace("expected exit 0", "/home/joe/secret"), "path", y + 1],
    ["a track that is not the lane's", text.replace('"track":"w/', '"track":"v/'), "lane", 1],
    ["a lane that is none", text.replaceAll("w@1.2.3/nil:host", "w@1.2.3/nil:moon"), "lane", 1],
    ["a candidate's lane", text.replaceAll("w@1.2.3", "w@path:x"), "lane", 1],
    ["a cell that is none", text.replace('"cell":"x/a,c/cc.wasip1"', '"cell":"x/a,c/cc.wasip9"'), "reference", x + 1],
    ["a toolchain that the header lacks", text.replace(/\{"id":"zig\/zig".*?\},?/, "").replace("},]", "}]"), "cell", y + 1],
    ["a case that is not told", lines.toSpliced(at('"case":"x/a"'), 1).join("\n"), "reference", x],
    ["an artifact that is not told", lines.toSpliced(at('"build":"y,'), 1).join("\n"), "reference", y],
    [
      "a case of no cell",
      lines.toSpliced(at('"case":"z/a"') + 1, 0, (lines[at('"case":"z/a"')] as string).replace("z/a", "z/b")).join("\n"),
      "reference",
      at('"case":"z/a"') + 2,
    ],
    [
      "a trust cell that failed",
      text.replace(
        'tools.wasip1","state":"judged","verdict":{"is":"pass"}',
        'tools.wasip1","state":"judged","verdict":{"is":"fail","cause":"trap","detail":""}',
      ),
      "trust",
      1,
    ],
    ["a target that is not trusted", text.replace('"trusted":["wasip1","wasip2"]', '"trusted":["wasip1"]'), "trust", 1],
    ["more than a record may have", " ".repeat(largestRecord + 1), "too-large", undefined],
  ])("with %s is refused with its line", (_, content, code, line) => {
    expect(content).not.toBe(text);
    const path = write(sealAnew("record", content));
    expect(refusal(path)).toMatchObject({ code: `record/${code}`, exitCode: 2, place: line === undefined ? { file: path } : { file: path, line } });
  });

  test("that is no text, or not there, is refused", () => {
    expect(refusal(write(new Uint8Array([0x7b, 0xff, 0x0a])))).toMatchObject({ code: "record/syntax" });
    expect(refusal(join(scratch, "absent"))).toMatchObject({ code: "record/unreadable" });
  });
});

describe("results/releases", () => {
  const place = (root: string, of: ReleaseRecord, path = publishedPath(root, of.header)): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, pack(toRecordText(of)));
  };

  test("every part of a path is safe as a name, whatever the version", () => {
    const [root, header] = [join(scratch, randomName()), record().header];
    expect(relative(root, publishedPath(root, header))).toBe("results/releases/w-1.2.3/w.nil.host-x86_64/0123456789ab.ndjson.gz");
    const odd = { ...header, lane: "w@1.0-rc.1~..%2B%24b:x+pulley/kvm:qemu:tcg-x86_64", track: "w+pulley/kvm:qemu:tcg-x86_64" };
    expect(relative(root, publishedPath(root, odd))).toBe(
      "results/releases/w-1.0-rc.1%7E..%2B%24b%3Ax/w%2Bpulley.kvm.qemu.tcg-x86_64/0123456789ab.ndjson.gz".replace("w%2Bpulley", "w+pulley"),
    );
  });

  test("is read in order, and a file that does not stand where its header says is refused", () => {
    const root = join(scratch, randomName());
    expect(readReleases(root)).toEqual([]);
    place(root, record());
    place(root, toRecords(madeRun(told, { lane: "w@1.3.0/nil:host-x86_64" }))[0] as ReleaseRecord);
    expect(readReleases(root).map(({ header }) => header.release)).toEqual(["w@1.2.3", "w@1.3.0"]);
    const elsewhere = join(root, "results/releases/w-1.2.3/w.nil.host-x86_64/another.ndjson.gz");
    place(root, record(), elsewhere);
    expect(() => readReleases(root)).toThrow(expect.objectContaining({ code: "record/place", place: { file: elsewhere } }));
  });

  test("takes no record that its schema refuses, or that is too large", () => {
    const whole = record();
    expect(() => toRecordText({ ...whole, header: { ...whole.header, day: "today" } })).toThrow(
      expect.objectContaining({ code: "record/invalid", exitCode: 3 }),
    );
    const cell = whole.cells.find((each) => each.cell === "y/a,zig/zig.wasip2") as ReleaseRecord["cells"][number];
    const many = Array.from({ length: largestRecord / 200 }, () => cell);
    expect(() => toRecordText({ ...whole, cells: many })).toThrow(expect.objectContaining({ code: "record/too-large" }));
  });
});
