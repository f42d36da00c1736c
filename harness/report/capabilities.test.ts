import { expect, test } from "vitest";
import type { CapabilityTable } from "../model/capabilities.ts";
import { capabilitiesInShort, capabilityLines } from "./capabilities.ts";
import { styleOf } from "./style.ts";

const cells = ["tcp-echo/line,go/go.wasip1,wazero@1.12.0/nil:host-x86_64"];
const refused = { is: "cannot", why: "refused flag: \u001b[31mno longer", link: undefined } as const;
const none = { is: "cannot", why: "it runs no components", link: "https://example.org/none" } as const;
const tables: readonly CapabilityTable[] = [
  {
    lane: "wasmtime@49.0.3/nil:host-x86_64",
    source: "run 20261121T09",
    languages: ["c", "js", "go", "zig"],
    rows: [
      { capability: "args", squares: [{ is: "works", passed: 4 }, none, { is: "unknown" }, { is: "not-ported" }] },
      { capability: "sockets.accept", squares: [refused, none, refused, { is: "cannot", why: "it has none", link: "https://example.org" }] },
      { capability: "udp", squares: [{ is: "not-ported" }, none, { is: "not-ported" }, { is: "not-ported" }] },
    ],
  },
  {
    lane: "wazero@1.12.0/nil:host-x86_64",
    source: "published 2026-11-20",
    languages: ["c", "go"],
    rows: [
      {
        capability: "sockets.accept",
        squares: [
          { is: "fails", passed: 3, failed: 2, on: ["runtime", "undetermined"], known: undefined, cells: [...cells, ...cells] },
          { is: "fails", passed: 0, failed: 1, on: ["runtime"], known: { why: "it hangs", link: "https://example.org/1" }, cells },
        ],
      },
    ],
  },
];

test("capabilities look like this", () => {
  expect(capabilityLines(tables, styleOf(true)).join("\n")).toMatchInlineSnapshot(`
    "wasmtime@49.0.3/nil:host-x86_64  run 20261121T09
      capability      c       go      zig
      args            yes     ?       -
      sockets.accept  cannot  cannot  cannot
      all: js: cannot: it runs no components https://example.org/none
      sockets.accept: c, go: cannot: refused flag: \\x1b[31mno longer
      sockets.accept: zig: cannot: it has none https://example.org

    wazero@1.12.0/nil:host-x86_64  published 2026-11-20
      capability      c                          go
      sockets.accept  3/5 runtime, undetermined  no runtime (known)
      sockets.accept: c: ./gatehouse show tcp-echo/line,go/go.wasip1,wazero@1.12.0/nil:host-x86_64, and 1 more
      sockets.accept: go: it hangs https://example.org/1"
  `);
});

test("colours change no text and no column", () => {
  const coloured = capabilityLines(tables, styleOf(false)).join("\n");
  expect(coloured.replaceAll(/\u001b\[\d+m/g, "")).toBe(capabilityLines(tables, styleOf(true)).join("\n"));
});

test("in short it is one table, of the lane that tells most, with how to see the rest", () => {
  expect(capabilitiesInShort(tables, styleOf(true)).join("\n")).toMatchInlineSnapshot(`
    "wazero@1.12.0/nil:host-x86_64  published 2026-11-20
    capability      c     go
    sockets.accept  3/5!  no*

    no*, 3/5*: fails for a written reason; no!, 3/5!: for none; cannot: with proof; ?: nothing that counts; -: not ported
    reasons, and the cells that fail: ./gatehouse capabilities lane=wazero@1.12.0/nil:host-x86_64
    1 more lane: ./gatehouse capabilities --all"
  `);
  expect(capabilitiesInShort([], styleOf(true))).toEqual([]);
  expect(capabilitiesInShort(tables.slice(0, 1), styleOf(true)).join("\n")).not.toContain("--all");
});
