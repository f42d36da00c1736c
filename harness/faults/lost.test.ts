import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { FaultLine } from "../model/generated/faults.ts";
import { publishFaults } from "../record/faults.ts";
import { lostSince } from "./lost.ts";

const root = mkdtempSync(join(tmpdir(), "gatehouse-lost-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const finding = { case: "a/b", route: "c/zig-cc.wasip1", cause: "exit", detail: "", blame: "runtime" };
const answer = (id: string, found: boolean): FaultLine => ({
  ...{ kind: "fault", id, on: "fd_tell", way: "no-op", about: "it does nothing", calls: 1, struck: 0 },
  found: found ? [finding] : [],
});
const header = { kind: "header", format: 1, day: "2026-11-29", plan: `sha256:${"0".repeat(64)}`, lane: "l", faults: 2, cells: 1 } as const;

test("lost is what the record has as found, and nobody of all finds any more", () => {
  const now = [answer("a", false), answer("b", false), answer("new", false)];
  expect(lostSince(root, { answers: now, everybody: true })).toEqual([]);
  publishFaults(root, { header, answers: [answer("a", true), answer("b", false)], footer: { kind: "footer", seconds: 1 } }, "");
  expect(lostSince(root, { answers: now, everybody: true })).toEqual(["a"]);
  expect(lostSince(root, { answers: now, everybody: false })).toEqual([]);
  expect(lostSince(root, { answers: [answer("a", true)], everybody: true })).toEqual([]);
});
