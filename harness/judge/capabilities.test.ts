import { expect, test } from "vitest";
import type { CapabilityCell, CapabilityOutcome } from "../model/capabilities.ts";
import type { Capability } from "../model/words.ts";
import { type CapabilityGrounds, toCapabilities } from "./capabilities.ts";

const grounds: CapabilityGrounds = {
  languages: ["c", "go", "zig"],
  capabilities: ["args", "sockets.accept", "udp"],
  uses: new Map([
    ["args", 40],
    ["sockets.accept", 9],
    ["udp", 2],
  ]),
  cannot: (language, capability) => (language === "zig" && capability === "udp" ? { why: "it has none", link: "https://example.org/udp" } : undefined),
};

const lane = "wazero@1.12.0/nil:host-x86_64";
const cell = (
  language: string,
  needs: readonly Capability[],
  outcome: CapabilityOutcome,
  name = "echo/line",
  unproven: readonly Capability[] = [],
): CapabilityCell => ({
  cell: `${name},${language}`,
  lane,
  language,
  needs,
  unproven,
  outcome,
});
const pass: CapabilityOutcome = { is: "pass" };
const fail = (why?: string): CapabilityOutcome => ({ is: "fail", on: "runtime", known: why === undefined ? undefined : { why, link: undefined } });

const squares = (...cells: CapabilityCell[]): Record<string, Record<string, object>> => {
  const [table] = toCapabilities(cells, () => "run x", grounds);
  return Object.fromEntries(
    (table?.rows ?? []).map(({ capability, squares: own }) => [
      capability,
      Object.fromEntries(grounds.languages.map((language, at) => [language, own[at] as object])),
    ]),
  );
};

test("what passes works for all that it needs; what nobody wrote is not ported, or cannot be", () => {
  const found = squares(cell("c", ["args", "sockets.accept"], pass));
  expect(found["args"]).toEqual({ c: { is: "works", passed: 1 }, go: { is: "not-ported" }, zig: { is: "not-ported" } });
  expect(found["sockets.accept"]?.["c"]).toEqual({ is: "works", passed: 1 });
  expect(found["udp"]).toEqual({
    c: { is: "not-ported" },
    go: { is: "not-ported" },
    zig: { is: "cannot", why: "it has none", link: "https://example.org/udp" },
  });
});

test("a pass shows nothing of what its artifact lacks the imports of; a failure counts all the same", () => {
  const found = squares(cell("c", ["args", "udp"], pass, "a/b", ["udp"]), cell("go", ["args", "udp"], fail(), "a/b", ["udp"]));
  expect([found["args"]?.["c"], found["udp"]?.["c"]]).toEqual([{ is: "works", passed: 1 }, { is: "unknown" }]);
  expect(found["udp"]?.["go"]).toMatchObject({ is: "fails", failed: 1 });
});

test("a failure counts against its rarest need alone, with whose fault it is", () => {
  const found = squares(
    cell("c", ["args", "sockets.accept"], fail()),
    cell("c", ["args", "sockets.accept"], pass),
    cell("c", ["sockets.accept"], fail("known")),
  );
  expect(found["args"]?.["c"]).toEqual({ is: "works", passed: 1 });
  expect(found["sockets.accept"]?.["c"]).toEqual({
    is: "fails",
    passed: 1,
    failed: 2,
    on: ["runtime"],
    known: undefined,
    cells: ["echo/line,c", "echo/line,c"],
  });
  expect(squares(cell("c", ["args", "sockets.accept"], fail()))["args"]?.["c"]).toEqual({ is: "unknown" });
});

test("it is known only where every failure is", () => {
  expect(squares(cell("go", ["udp"], fail("a gap")), cell("go", ["udp"], fail("a gap")))["udp"]?.["go"]).toMatchObject({ known: { why: "a gap" } });
});

test("what a lane cannot have is said of that capability; where none is named, of the rarest", () => {
  const refused: CapabilityOutcome = { is: "cannot", capability: "sockets.accept", why: "refused flag", link: "https://example.org" };
  const found = squares(
    cell("c", ["args", "sockets.accept"], refused),
    cell("go", ["args", "udp"], { is: "cannot", capability: undefined, why: "takes no sockets", link: undefined }),
  );
  expect(found["args"]).toMatchObject({ c: { is: "unknown" }, go: { is: "unknown" } });
  expect(found["sockets.accept"]?.["c"]).toEqual({ is: "cannot", why: "refused flag", link: "https://example.org" });
  expect(found["udp"]?.["go"]).toEqual({ is: "cannot", why: "takes no sockets", link: undefined });
});

test("what was lost, broken or not trusted is no pass and no failure", () => {
  expect(squares(cell("c", ["args"], { is: "unknown" }))["args"]?.["c"]).toEqual({ is: "unknown" });
});

test("lanes have tables of their own, in order", () => {
  const other = { ...cell("c", ["args"], pass), lane: "jco@0.15.0/nil:host-x86_64" };
  expect(toCapabilities([cell("c", ["args"], pass), other], (own) => own.slice(0, 3), grounds).map((table) => [table.lane, table.source])).toEqual([
    ["jco@0.15.0/nil:host-x86_64", "jco"],
    [lane, "waz"],
  ]);
});
