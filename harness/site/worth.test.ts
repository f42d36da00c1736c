import { describe, expect, test } from "vitest";
import { toPerformance } from "./performance.ts";
import { coverage, faults, set } from "./worth.fixture.ts";
import { toFaults, toSuites } from "./worth.ts";

describe("what records come to", () => {
  test("times: series by release in the order of versions, overheads of the phase that counts, and what failed", () => {
    expect(toPerformance(set)).toMatchInlineSnapshot(`
      {
        "about": "CPU, 2 cores; engines' caches are warm; load averages before: 1, 2, 3; the same loop took 25.0 % less time in the end than in the beginning. Nothing here compares one machine or one day with another.",
        "failed": [
          "sort/large,c/zig-cc.wasip1,wasmtime@10.0.0/nil:host-x86_64: it ended with 1: </pre><script>window.taken=1</script><img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp; "quoted"",
        ],
        "name": "releases",
        "samples": [
          "samples/releases/a.ndjson",
        ],
        "series": [
          {
            "case": "sort/large",
            "lanes": [
              "wasmtime@9.0.0/nil:host-x86_64",
              "wasmtime@10.0.0/nil:host-x86_64",
            ],
            "series": [
              {
                "figures": [
                  {
                    "high": 12,
                    "low": 9,
                    "median": 10,
                    "rounds": 5,
                  },
                  null,
                ],
                "route": "c/zig-cc.wasip1",
              },
              {
                "figures": [
                  {
                    "high": 36,
                    "low": 27,
                    "median": 30,
                    "rounds": 5,
                  },
                  {
                    "high": 24,
                    "low": 18,
                    "median": 20,
                    "rounds": 5,
                  },
                ],
                "route": "rust/cargo.wasip1",
              },
            ],
          },
        ],
        "tables": [
          {
            "columns": [
              "release before",
              "time",
              "CPU time",
              "work by fuel",
            ],
            "rows": [
              {
                "name": "sort/large,rust/cargo.wasip1, wasmtime@10.0.0",
                "texts": [
                  "9.0.0",
                  "faster",
                  "−33.3 % (−35.0 % to −32.0 %)",
                  "same",
                ],
              },
            ],
            "title": "Slower or faster than the release before",
          },
          {
            "columns": [
              "rust/cargo.wasip1",
            ],
            "rows": [
              {
                "name": "sort/large, wasmtime@10.0.0/nil:host-x86_64",
                "texts": [
                  "no figure",
                ],
              },
              {
                "name": "sort/large, wasmtime@9.0.0/nil:host-x86_64",
                "texts": [
                  "3.00× (2.70 to 3.30)",
                ],
              },
            ],
            "title": "To C in the same lane",
          },
          {
            "columns": [
              "c/zig-cc.wasip1",
            ],
            "rows": [
              {
                "name": "sort/large, wasmtime@9.0.0/nil:host-x86_64",
                "texts": [
                  "12.0× (10.8 to 13.2), emulated",
                ],
              },
            ],
            "title": "To the same release in nil",
          },
        ],
        "unit": "Milliseconds of CPU time: the whole process less a no-op of the same language. Medians with 95 % intervals.",
      }
    `);
  });

  test("times of a machine without CPU times say so", () => {
    const cells = set.report.cells.map((cell) => ({ ...cell, cpuMs: {}, wallMs: cell.cpuMs }));
    const view = toPerformance({ ...set, report: { ...set.report, cells, complete: false, drift: undefined } });
    expect(view.unit).toContain("wall time");
    expect(view.about).toContain("did not come to its end");
    expect(view.series[0]?.series[0]?.figures[0]?.median).toBe(10);
  });

  test("coverage: functions with what came of them, also those that nobody calls", () => {
    expect(toSuites(coverage)).toMatchInlineSnapshot(`
      [
        {
          "called": 1,
          "functions": [
            {
              "languages": [
                "c",
                "rust",
              ],
              "name": "fd_read",
              "outcomes": [
                "badf",
                "success",
              ],
              "workloads": [
                "echo",
                "files",
              ],
            },
            {
              "languages": [],
              "name": "sock_send",
              "outcomes": [],
              "workloads": [],
            },
          ],
          "succeeded": 1,
          "target": "wasip1",
          "total": 2,
        },
      ]
    `);
  });

  test("faults: by whom each is found, or why by nobody", () => {
    expect(toFaults(faults)).toMatchInlineSnapshot(`
      {
        "cells": 9,
        "day": "2026-01-01",
        "faults": [
          {
            "about": "first is wrong",
            "found": "files/read, c/zig-cc.wasip1: stdout",
            "id": "first",
            "on": "fd_read",
            "way": "wrong value",
            "why": "found </pre><script>window.taken=1</script><img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp; "quoted"",
          },
          {
            "about": "second is wrong",
            "found": "",
            "id": "second",
            "on": "fd_read",
            "way": "no op",
            "why": "4 cells call the function, the fault changes something in 1, and none notices",
          },
          {
            "about": "third is wrong",
            "found": "",
            "id": "third",
            "on": "sock_send",
            "way": "wrong value",
            "why": "the text allows it",
          },
        ],
        "found": 1,
        "lane": "wasmtime@9.0.0/nil:host-x86_64",
        "percent": 33,
        "total": 3,
        "ways": [
          {
            "found": 0,
            "total": 1,
            "way": "no op",
          },
          {
            "found": 1,
            "total": 2,
            "way": "wrong value",
          },
        ],
      }
    `);
  });
});
