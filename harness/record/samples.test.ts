import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { randomName } from "../host/digest.ts";
import { machine } from "../host/machine.ts";
import type { SamplesHeader, SamplesLine } from "../model/generated/samples.ts";
import { sealAnew } from "./chain.ts";
import { performancePage, publishedSamples, publishSamples, samplesAt } from "./performance.ts";
import { beginSamples, readSamples } from "./samples.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-samples-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const header: SamplesHeader = {
  ...{ kind: "header", format: 2, run: "r", started: "2026-01-01T12:00:00Z", harness: "0.1.0", machine: machine(), supervised: true },
  ...{ filters: ["nbody"], cache: "warm", rounds: 10, looks: 5, policy: 0.02, seed: 1, load: [0.1, 0, 0], lanes: [], toolchains: [] },
};
const line: SamplesLine = { kind: "calibration", round: 1, wallMs: 10.5, cpuMs: 10 };

const write = (...more: readonly SamplesLine[]): string => {
  const path = join(scratch, randomName(), "samples/bench.ndjson");
  const samples = beginSamples(path, header);
  for (const each of [line, ...more]) samples.append(each);
  samples.close();
  return path;
};

test("samples give back what was written, and a torn last line does not count", () => {
  const path = write();
  expect(readSamples(path)).toEqual({ header, lines: [header, line] });
  appendFileSync(path, '{"kind":"calib');
  expect(readSamples(path).lines).toHaveLength(2);
  expect(() => beginSamples(path, header)).toThrow();
});

test("samples take no line that their schema refuses, and stay as they were", () => {
  const path = join(scratch, randomName(), "bench.ndjson");
  const samples = beginSamples(path, header);
  const before = readFileSync(path, "utf8");
  expect(() => samples.append({ ...line, wallMs: -1 } as SamplesLine)).toThrow(expect.objectContaining({ code: "samples/invalid", exitCode: 3 }));
  expect(readFileSync(path, "utf8")).toBe(before);
  samples.close();
});

test.each<[string, (text: string) => string, string]>([
  ["a line that is not JSON", (text) => text.replace('{"kind":"calibration"', "{]"), "samples/syntax"],
  ["an empty line", (text) => `${text}\n`, "samples/syntax"],
  ["an unknown key", (text) => text.replace('"cpuMs":10', '"cpuMs":10,"more":1'), "samples/schema"],
  ["no header", (text) => text.slice(text.indexOf("\n") + 1), "samples/header"],
  ["two headers", (text) => text + text, "samples/header"],
  ["nothing in it", () => "", "samples/header"],
])("samples with %s are refused", (_, change, code) => {
  const path = write();
  writeFileSync(path, sealAnew("samples", change(readFileSync(path, "utf8"))));
  expect(() => readSamples(path)).toThrow(expect.objectContaining({ code, place: expect.objectContaining({ file: path }) }));
});

test("what came to its end is published whole, with its page; nothing else is, and nothing under a name that leads elsewhere", () => {
  const root = join(scratch, randomName());
  const footer: SamplesLine = { kind: "footer", finished: "2026-01-01T13:00:00Z", interrupted: false, load: [0, 0, 0] };
  const torn = write();
  expect(() => publishSamples(root, [torn], "a", { page: "page", picture: undefined })).toThrow("did not come to its end");
  const path = write(footer);
  for (const name of ["../a", "A", "", "a/b"]) expect(() => publishSamples(root, [path], name, { page: "page", picture: undefined })).toThrow("not a name");
  publishSamples(root, [path], "nil-x86", { page: "page", picture: "<svg/>" });
  expect(readSamples(publishedSamples(root, "nil-x86", "r"))).toEqual(readSamples(path));
  expect(gunzipSync(readFileSync(publishedSamples(root, "nil-x86", "r"))).toString()).toBe(readFileSync(path, "utf8"));
  expect(readFileSync(join(root, "results/performance/nil-x86.svg"), "utf8")).toBe("<svg/>");
  expect(readFileSync(performancePage(root, "nil-x86"), "utf8")).toBe("page");
  expect(samplesAt(join(root, "results/performance/nil-x86"))).toEqual([publishedSamples(root, "nil-x86", "r")]);
  const failure: SamplesLine = {
    kind: "failure",
    round: 0,
    group: "a/b",
    cell: "a/b,c/d.wasip1,w@1.0.0/nil:host-x86_64",
    phase: "total",
    detail: "in /home/somebody/x",
  };
  const told = write(failure, footer);
  publishSamples(root, [told], "b", { page: "page", picture: undefined });
  expect(readSamples(publishedSamples(root, "b", "r")).lines).toContainEqual({ ...failure, detail: "in …/x" });
  const built: SamplesLine = { ...failure, cell: "a/b,c/d.wasip1,w@path:/home/somebody/w/nil:host-x86_64", detail: "it failed" };
  const candidate = write(built, footer);
  expect(() => publishSamples(root, [candidate], "c", { page: "page", picture: undefined })).toThrow("absolute path");
});
