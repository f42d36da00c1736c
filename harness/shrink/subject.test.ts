import { expect, test } from "vitest";
import type { ReadyCell } from "../engine/workshop.ts";
import { parseCell } from "../model/ids.ts";
import { openMutate } from "./mutate.ts";
import { whyWhole } from "./subject.ts";

const cellIn = (mode: object): Pick<ReadyCell, "cell"> => {
  const id = parseCell("a/b,c/cc.wasip1,w@1.0.0/nil:host-x86_64");
  return { cell: { id, lane: { id: id.lane, runtime: { target: { wasip1: { mode } } } } } } as unknown as Pick<ReadyCell, "cell">;
};

test("a program stays as it is where it is a component, or where its lane prepares each program first", () => {
  expect(whyWhole(cellIn({ run: [] }), "module")).toBeUndefined();
  expect(whyWhole(cellIn({ run: [] }), "component")).toContain("components");
  expect(whyWhole(cellIn({ run: [] }), undefined)).toContain("components");
  expect(whyWhole(cellIn({ run: [], prepare: ["x"] }), "module")).toContain("prepares");
});

test("without wasm-tools it is told what is missing of them", async () => {
  const evidence = [{ name: "wasm-tools", pass: false, info: "no network", hint: "connect it" }];
  const provisioner = { all: async () => [{ ok: false, id: "wasm-tools", evidence }] };
  const session = { provisioner } as unknown as Parameters<typeof openMutate>[0];
  expect(await openMutate(session, "/nowhere")).toEqual({ why: "wasm-tools: no network" });
});
