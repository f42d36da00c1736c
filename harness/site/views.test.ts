import { beforeAll, describe, expect, test } from "vitest";
import { defaultPolicy as policy } from "../model/policy.ts";
import { toIndex } from "./columns.ts";
import { toContract } from "./contracts.ts";
import { toDetail } from "./details.ts";
import { cellsToTrace, toFailures } from "./failures.ts";
import { toLanguages } from "./languages.ts";
import { toOverview } from "./overview.ts";
import { toReleases } from "./releases.ts";
import { failing, plantData } from "./site.fixture.ts";
import type { SiteData } from "./types.ts";

let data: SiteData;
beforeAll(async () => {
  data = await plantData();
});
const index = () => toIndex(data.cells, () => ["args"]);

/** Digests follow from the sources of engines and toolchains. */
const steady = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll(/sha256:[0-9a-f]{64}/g, "sha256:…")) as T;

describe("views of a made run", () => {
  test("releases", () => {
    expect(toReleases(data, policy)).toMatchInlineSnapshot(`
      [
        {
          "before": "wasmtime@46.0.1",
          "changes": [
            {
              "cells": [
                "args/plain,zig/zig.wasip1,wasmtime@49.0.3/nil:host-x86_64",
              ],
              "detail": "passed, now fail by stdout: 117 bytes that are not the expected ones, first difference at byte 0: found "</pre><script>window.taken=1</script><img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp; "quoted"" where "right" is to be",
              "is": "regressed",
            },
          ],
          "lanes": [
            "wasmtime@49.0.3/nil:host-x86_64",
          ],
          "newest": true,
          "release": "wasmtime@49.0.3",
          "runtime": "wasmtime",
          "sentences": [
            "Applications written in zig for wasip1 using args, stdout are expected to work on wasmtime@49.0.3 in nil; but 2 cases do not pass, such as args/plain: fail by stdout: 117 bytes that are not the expected ones, first difference at byte 0: found "</pre><script>window.taken=1</script><img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp; "quoted"" where "right" is to be.",
          ],
          "slug": "wasmtime-49.0.3",
          "verdict": {
            "bad": 1,
            "is": "unexpected",
            "known": 0,
            "passed": 2,
            "total": 3,
            "unsupported": 0,
          },
          "version": "49.0.3",
        },
        {
          "before": undefined,
          "changes": [],
          "lanes": [
            "wasmtime@46.0.1/nil:host-x86_64",
          ],
          "newest": false,
          "release": "wasmtime@46.0.1",
          "runtime": "wasmtime",
          "sentences": [
            "Applications written in zig for wasip1 using args, stdout are expected to work on wasmtime@46.0.1 in nil.",
          ],
          "slug": "wasmtime-46.0.1",
          "verdict": {
            "bad": 0,
            "is": "expected",
            "known": 0,
            "passed": 3,
            "total": 3,
            "unsupported": 0,
          },
          "version": "46.0.1",
        },
      ]
    `);
  });

  test("the first page", () => {
    const { releases: _, ...overview } = toOverview(data, index(), toReleases(data, policy));
    expect(overview).toMatchInlineSnapshot(`
      {
        "failures": [
          {
            "blame": "runtime",
            "cause": "stdout",
            "cells": 1,
            "detail": "117 bytes that are not the expected ones, first difference at byte 0: found "</pre><script>window.taken=1</script><img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp; "quoted"" where "right" is to be",
            "example": "args/plain,zig/zig.wasip1,wasmtime@49.0.3/nil:host-x86_64",
            "known": "",
          },
        ],
        "lanes": [
          "wasmtime@49.0.3/nil:host-x86_64",
        ],
        "languages": [
          {
            "id": "zig",
            "name": "Zig",
            "squares": [
              {
                "code": "f",
                "passed": 2,
                "total": 3,
              },
            ],
            "tier": 1,
          },
        ],
        "passed": 5,
        "total": 6,
        "unfinished": undefined,
        "unknown": [
          "1 cell cannot be set up by the lane's host: they did not run.",
        ],
      }
    `);
  });

  test("a language", () => {
    const [{ lacking, ...view } = { lacking: [] }] = toLanguages(data, () => toFailures(index()));
    expect(view).toMatchInlineSnapshot(`
      {
        "failures": [
          {
            "blame": "runtime",
            "cause": "stdout",
            "cells": 1,
            "detail": "117 bytes that are not the expected ones, first difference at byte 0: found "</pre><script>window.taken=1</script><img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp; "quoted"" where "right" is to be",
            "example": "args/plain,zig/zig.wasip1,wasmtime@49.0.3/nil:host-x86_64",
            "known": "",
          },
        ],
        "homepage": "https://ziglang.org",
        "id": "zig",
        "lanes": [
          "wasmtime@46.0.1/nil:host-x86_64",
          "wasmtime@49.0.3/nil:host-x86_64",
        ],
        "name": "Zig",
        "rows": [
          {
            "capability": "args",
            "since": "",
            "squares": [
              {
                "is": "works",
                "passed": 3,
              },
              {
                "cells": [
                  "args/plain,zig/zig.wasip1,wasmtime@49.0.3/nil:host-x86_64",
                ],
                "failed": 1,
                "is": "fails",
                "known": undefined,
                "on": [
                  "runtime",
                ],
                "passed": 2,
              },
            ],
          },
          {
            "capability": "stdout",
            "since": "",
            "squares": [
              {
                "is": "works",
                "passed": 3,
              },
              {
                "cells": [
                  "args/plain,zig/zig.wasip1,wasmtime@49.0.3/nil:host-x86_64",
                ],
                "failed": 1,
                "is": "fails",
                "known": undefined,
                "on": [
                  "runtime",
                ],
                "passed": 2,
              },
            ],
          },
        ],
        "tier": 1,
        "toolchains": [
          {
            "id": "zig/zig",
            "targets": [
              "wasip1",
            ],
            "versions": [
              "1.0.0",
            ],
          },
        ],
      }
    `);
    expect(lacking).toEqual([]);
  });

  test("one cell of each failure is worth a trace, and its page has the lines of it", () => {
    expect(cellsToTrace(data.cells)).toEqual([failing]);
    const cell = data.cells.find(({ text }) => text === failing);
    expect(cell && toDetail(cell, { ...data, traces: new Map([[failing, ["fd_write() = success"]]]) })).toMatchObject({ trace: ["fd_write() = success"] });
  });

  test("every cell", () => {
    expect(steady(data.cells.map((cell) => [cell.text, toDetail(cell, data)]))).toMatchInlineSnapshot(`
      [
        [
          "must-trap/trap,wat/tools.wasip1,wasmtime@49.0.3/nil:host-x86_64",
          {
            "artifact": {
              "digest": "sha256:…",
              "size": "7 B",
            },
            "ended": "trap (planted); the system said exit 134",
            "source": 0,
            "took": "2 ms, CPU unknown, 102.4 kB at most, engine's cache none",
          },
        ],
        [
          "args/none,zig/zig.wasip1,wasmtime@49.0.3/nil:host-x86_64",
          {
            "artifact": {
              "digest": "sha256:…",
              "size": "7 B",
            },
            "ended": "exit 0",
            "source": 0,
            "streams": [
              {
                "digest": "sha256:…",
                "name": "stdout",
                "size": "3 B",
              },
            ],
            "took": "2 ms, CPU unknown, 102.4 kB at most, engine's cache none",
          },
        ],
        [
          "args/plain,zig/zig.wasip1,wasmtime@49.0.3/nil:host-x86_64",
          {
            "artifact": {
              "digest": "sha256:…",
              "imports": [
                "</pre><script>window.taken=1</script><img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp; "quoted"",
              ],
              "size": "7 B",
            },
            "blame": {
              "because": [
                "the same artifact passes in wasmtime@46.0.1/nil:host-x86_64",
              ],
              "on": "runtime",
            },
            "command": "/opt/w --name '</pre><script>window.taken=1</script><img src=x onerror='\\''window.taken=1'\\''>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp; "quoted"'",
            "ended": "exit 0",
            "files": [
              "/data/</pre><script>window.taken=1</script><img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp; "quoted": unexpected",
            ],
            "portable": true,
            "source": 0,
            "streams": [
              {
                "at": "byte 0",
                "diff": [
                  "-count 3",
                  "-1 3 6f6e65",
                  "-2 3 74776f",
                  "-3 5 7468726565",
                  "+</pre><script>window.taken=1</script><img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp; "quoted"",
                  "\\ No newline at end of file",
                ],
                "digest": "sha256:…",
                "found": "</pre><script>window.taken=1</script><img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp; "quoted"",
                "name": "stdout",
                "said": "</pre><script>window.taken=1</script><img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp; "quoted"",
                "size": "117 B",
                "wanted": "right",
              },
            ],
            "took": "2 ms, CPU unknown, 102.4 kB at most, engine's cache none",
            "why": "117 bytes that are not the expected ones, first difference at byte 0: found "</pre><script>window.taken=1</script><img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp; "quoted"" where "right" is to be",
          },
        ],
        [
          "args/empty,zig/zig.wasip1,wasmtime@49.0.3/nil:host-x86_64",
          {
            "artifact": {
              "digest": "sha256:…",
              "size": "7 B",
            },
            "ended": "exit 0",
            "source": 0,
            "streams": [
              {
                "digest": "sha256:…",
                "name": "stdout",
                "size": "3 B",
              },
            ],
            "took": "2 ms, CPU unknown, 102.4 kB at most, engine's cache none",
          },
        ],
        [
          "args/spaces,zig/zig.wasip1,wasmtime@49.0.3/nil:host-x86_64",
          {
            "source": 0,
            "why": "args: </pre><script>window.taken=1</script><img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp; "quoted"",
          },
        ],
        [
          "args/empty,zig/zig.wasip1,wasmtime@46.0.1/nil:host-x86_64",
          {
            "artifact": {
              "digest": "sha256:…",
              "size": "7 B",
            },
            "ended": "exit 0",
            "source": 1,
            "streams": [
              {
                "digest": "sha256:…",
                "name": "stdout",
                "size": "3 B",
              },
            ],
            "took": "2 ms, CPU unknown, 102.4 kB at most, engine's cache none",
          },
        ],
        [
          "args/none,zig/zig.wasip1,wasmtime@46.0.1/nil:host-x86_64",
          {
            "artifact": {
              "digest": "sha256:…",
              "size": "7 B",
            },
            "ended": "exit 0",
            "source": 1,
            "streams": [
              {
                "digest": "sha256:…",
                "name": "stdout",
                "size": "3 B",
              },
            ],
            "took": "2 ms, CPU unknown, 102.4 kB at most, engine's cache none",
          },
        ],
        [
          "args/plain,zig/zig.wasip1,wasmtime@46.0.1/nil:host-x86_64",
          {
            "artifact": {
              "digest": "sha256:…",
              "size": "7 B",
            },
            "ended": "exit 0",
            "source": 1,
            "streams": [
              {
                "digest": "sha256:…",
                "name": "stdout",
                "size": "3 B",
              },
            ],
            "took": "2 ms, CPU unknown, 102.4 kB at most, engine's cache none",
          },
        ],
        [
          "must-trap/trap,wat/tools.wasip1,wasmtime@46.0.1/nil:host-x86_64",
          {
            "artifact": {
              "digest": "sha256:…",
              "size": "7 B",
            },
            "ended": "trap (planted); the system said exit 134",
            "source": 1,
            "took": "2 ms, CPU unknown, 102.4 kB at most, engine's cache none",
          },
        ],
      ]
    `);
  });

  test("the contract of each case", () => {
    const workload = data.catalog.workloads.get("args");
    expect(workload?.cases.slice(0, 4).map((entry) => toContract(workload, entry))).toMatchInlineSnapshot(`
      [
        {
          "about": "Prints "count N", N the number of arguments without the program's name, then a line for each: its index from 1, a space,
      its length in bytes, a space, its UTF-8 bytes in lower-case hexadecimal.",
          "case": "args/none",
          "kind": "probe",
          "limits": "20 s, 2048 MiB of memory, 16 MiB of output, 64 processes",
          "needs": [
            "args",
            "stdout",
          ],
          "programs": [
            {
              "role": "main",
              "rows": [
                [
                  "must end with",
                  "exit 0",
                ],
                [
                  "standard output",
                  "count 0
      ",
                ],
                [
                  "standard error",
                  "nothing",
                ],
              ],
            },
          ],
          "source": "",
          "steps": [],
          "title": "Arguments, whole and in order",
        },
        {
          "about": "Prints "count N", N the number of arguments without the program's name, then a line for each: its index from 1, a space,
      its length in bytes, a space, its UTF-8 bytes in lower-case hexadecimal.",
          "case": "args/plain",
          "kind": "probe",
          "limits": "20 s, 2048 MiB of memory, 16 MiB of output, 64 processes",
          "needs": [
            "args",
            "stdout",
          ],
          "programs": [
            {
              "role": "main",
              "rows": [
                [
                  "arguments",
                  "one two three",
                ],
                [
                  "must end with",
                  "exit 0",
                ],
                [
                  "standard output",
                  "count 3
      1 3 6f6e65
      2 3 74776f
      3 5 7468726565
      ",
                ],
                [
                  "standard error",
                  "nothing",
                ],
              ],
            },
          ],
          "source": "",
          "steps": [],
          "title": "Arguments, whole and in order",
        },
        {
          "about": "Prints "count N", N the number of arguments without the program's name, then a line for each: its index from 1, a space,
      its length in bytes, a space, its UTF-8 bytes in lower-case hexadecimal.",
          "case": "args/empty",
          "kind": "probe",
          "limits": "20 s, 2048 MiB of memory, 16 MiB of output, 64 processes",
          "needs": [
            "args",
            "stdout",
          ],
          "programs": [
            {
              "role": "main",
              "rows": [
                [
                  "arguments",
                  "'' x ''",
                ],
                [
                  "must end with",
                  "exit 0",
                ],
                [
                  "standard output",
                  "count 3
      1 0 
      2 1 78
      3 0 
      ",
                ],
                [
                  "standard error",
                  "nothing",
                ],
              ],
            },
          ],
          "source": "",
          "steps": [],
          "title": "Arguments, whole and in order: empty ones, also the last",
        },
        {
          "about": "Prints "count N", N the number of arguments without the program's name, then a line for each: its index from 1, a space,
      its length in bytes, a space, its UTF-8 bytes in lower-case hexadecimal.",
          "case": "args/spaces",
          "kind": "probe",
          "limits": "20 s, 2048 MiB of memory, 16 MiB of output, 64 processes",
          "needs": [
            "args",
            "stdout",
          ],
          "programs": [
            {
              "role": "main",
              "rows": [
                [
                  "arguments",
                  "' a  b ' '\\t' 'line\\nend'",
                ],
                [
                  "must end with",
                  "exit 0",
                ],
                [
                  "standard output",
                  "count 3
      1 6 206120206220
      2 1 09
      3 8 6c696e650a656e64
      ",
                ],
                [
                  "standard error",
                  "nothing",
                ],
              ],
            },
          ],
          "source": "",
          "steps": [],
          "title": "Arguments, whole and in order: spaces, tabs, line ends",
        },
      ]
    `);
  });
});
