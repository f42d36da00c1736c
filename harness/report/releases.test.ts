import { expect, test } from "vitest";
import type { TrackHistory } from "../model/releases.ts";
import { releasesLines } from "./releases.ts";
import { styleOf } from "./style.ts";

const machine = { id: "17c39cd8e195", cpu: "AMD \u001b[31mEPYC", cores: 2 };
const histories: readonly TrackHistory[] = [
  {
    track: "wasmtime/nil:host-x86_64",
    machine,
    languages: ["assemblyscript", "c"],
    reported: [
      { link: "https://github.com/o/r/issues/7", case: "positions/append", releases: "<49", mended: "49.0.0", squares: ["fails", "passes"] },
      { link: "https://example.org/9", case: "links/loop", releases: ">=49", mended: null, squares: [null, "spared"] },
    ],
    releases: [
      { version: "46.0.1", day: "2026-11-20", scores: [undefined, { passed: 40, total: 42, known: 2 }] },
      {
        version: "49.0.3",
        day: "2026-11-21",
        scores: [
          { passed: 41, total: 42, known: 0 },
          { passed: 42, total: 42, known: 0 },
        ],
      },
    ],
  },
  {
    track: "wazero/nil:host-x86_64",
    machine,
    languages: ["c"],
    reported: [],
    releases: [{ version: "1.12.0", day: "2026-11-21", scores: [{ passed: 1, total: 1, known: 0 }] }],
  },
];

test("what is published looks like this", () => {
  expect(releasesLines(histories, styleOf(true)).join("\n")).toMatchInlineSnapshot(`
    "wasmtime/nil:host-x86_64  AMD \\x1b[31mEPYC, 2 cores (17c39cd8e195)
      language        46.0.1         49.0.3
      assemblyscript  -              41/42
      c               40/42 2 known  42/42
                      2026-11-20     2026-11-21
      reported               case              must fail  mended  46.0.1  49.0.3
      o/r#7                  positions/append  <49        49.0.0  fails   passes
      https://example.org/9  links/loop        >=49       no      -       PASSES

    wazero/nil:host-x86_64  AMD \\x1b[31mEPYC, 2 cores (17c39cd8e195)
      language  1.12.0
      c         1/1
                2026-11-21"
  `);
});

test("colours change no text and no column", () => {
  const coloured = releasesLines(histories, styleOf(false)).join("\n");
  expect(coloured.replaceAll(/\u001b\[\d+m/g, "")).toBe(releasesLines(histories, styleOf(true)).join("\n"));
});
