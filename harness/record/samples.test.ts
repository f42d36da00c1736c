import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { randomName } from "../host/digest.ts";
import { machine } from "../host/machine.ts";
import type { SamplesHeader, SamplesLine } from "../model/generated/samples.ts";
import { readSamples, Samples } from "./samples.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-samples-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const header: SamplesHeader = {
  ...{ kind: "header", format: 1, run: "r", started: "2026-01-01T12:00:00Z", harness: "0.1.0", machine: machine(), supervised: true },
  ...{ filters: ["nbody"], cache: "warm", rounds: 10, looks: 5, policy: 0.02, seed: 1, load: [0.1, 0, 0], lanes: [], toolchains: [] },
};
const line: SamplesLine = { kind: "calibration", round: 1, wallMs: 10.5, cpuMs: 10 };

const write = (): string => {
  const path = join(scratch, randomName(), "samples/bench.ndjson");
  const samples = new Samples(path, header);
  samples.append(line);
  samples.close();
  return path;
};

test("samples give back what was written, and a torn last line does not count", () => {
  const path = write();
  expect(readSamples(path)).toEqual({ header, lines: [header, line] });
  appendFileSync(path, '{"kind":"calib');
  expect(readSamples(path).lines).toHaveLength(2);
  expect(() => new Samples(path, header)).toThrow();
});

test("samples take no line that their schema refuses, and stay as they were", () => {
  const path = join(scratch, randomName(), "bench.ndjson");
  const samples = new Samples(path, header);
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
  writeFileSync(path, change(readFileSync(path, "utf8")));
  expect(() => readSamples(path)).toThrow(expect.objectContaining({ code, place: expect.objectContaining({ file: path }) }));
});
