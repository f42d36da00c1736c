import { describe, expect, test } from "vitest";
import type { OverReleases } from "../model/generated/over.ts";
import { overReleasesLines, overReleasesMarkdown } from "./over-releases.ts";
import { styleOf } from "./style.ts";

const works = { is: "works", passed: 4 } as const;
const cannot = { is: "cannot" } as const;
const told: OverReleases = {
  tracks: [
    {
      track: "wasmtime/nil:host-x86_64",
      machine: "17c39cd8e195",
      releases: ["46.0.1", "47.0.1", "48.0.0"].map((version) => ({ version, day: "2026-11-21" })),
      rows: [
        { language: "c", capability: "args", squares: [works, works, works] },
        { language: "c", capability: "sockets.accept", squares: [works, cannot, cannot] },
        {
          language: "rust",
          capability: "exit-code",
          squares: [works, { is: "fails", passed: 1, failed: 1, known: true }, { is: "fails", passed: 0, failed: 2, known: false }],
        },
      ],
      changes: [
        {
          ...{ before: "46.0.1", after: "47.0.1", was: "pass", is: "unsupported", capability: "sockets.accept", languages: ["c", "zig"] },
          ...{
            detail: "refused flag: Error: the `-Spreview2=n` flag is no longer supported\nmore",
            cases: ["sockets-accept/ten,c/zig-cc.wasip1", "x/y,zig/zig.wasip1"],
          },
        },
        {
          ...{ before: "46.0.1", after: "47.0.1", was: "pass", is: "fail", capability: "exit-code", languages: ["rust"], moved: "artifact" },
          ...{ detail: "exit: expected exit 126, found exit 1", known: "codes over 125 become 1", cases: ["exit-code/code-126,rust/cargo.wasip1"] },
        },
      ],
    },
    { track: "wazero/nil:host-x86_64", machine: "m", releases: [{ version: "1.12.0", day: "2026-11-21" }], rows: [], changes: [] },
  ],
};

describe("a matrix over releases", () => {
  test("looks like this: rows that changed, then each release with a case for each change", () => {
    expect(overReleasesLines(told, false, styleOf(true)).join("\n")).toMatchInlineSnapshot(`
      "wasmtime/nil:host-x86_64  on 17c39cd8e195
        language  capability      46.0.1  47.0.1  48.0.0
        c         sockets.accept  yes     cannot  cannot
        rust      exit-code       yes     1/2*    no!
        1 row of language and capability is alike in every release

        46.0.1 to 47.0.1
          pass to unsupported: sockets.accept, in c, zig, 2 cases
            sockets-accept/ten,c/zig-cc.wasip1
            refused flag: Error: the \`-Spreview2=n\` flag is no longer supported
          pass to fail: exit-code, in rust, 1 case, by another artifact
            exit-code/code-126,rust/cargo.wasip1
            exit: expected exit 126, found exit 1
            known: codes over 125 become 1

        47.0.1 to 48.0.0: nothing changed

      published in one release alone:
        wazero/nil:host-x86_64 1.12.0

      no*, 3/5*: fails for a written reason; no!, 3/5!: for none; cannot: with proof; ?: nothing that counts; -: not published
      every row of a language: ./gatehouse matrix --over releases language=c
      the very release, of all that there are: ./gatehouse bisect CASE,ROUTE,RUNTIME"
    `);
  });

  test("with all rows it has no hint to them", () => {
    const lines = overReleasesLines(told, true, styleOf(true));
    expect(lines).toContain("  c         args            yes     yes     yes");
    expect(lines.join("\n")).not.toMatch(/alike|every row/);
  });

  test("fits a narrow terminal", () => {
    const lines = overReleasesLines(told, true, styleOf(true, 60));
    const long = lines.slice(0, -3).filter((line) => line.length > 60 && !/^ {4}\S/.test(line));
    expect(long).toEqual([]);
    expect(overReleasesLines(told, true, styleOf(true, 36)).join("\n")).toContain("48.0.0\n");
  });

  test("colours change no text and no column", () => {
    const coloured = overReleasesLines(told, true, styleOf(false)).join("\n");
    expect(coloured.replaceAll(/\u001b\[\d+m/g, "")).toBe(overReleasesLines(told, true, styleOf(true)).join("\n"));
  });

  test("as Markdown", () => {
    expect(overReleasesMarkdown(told)).toMatchInlineSnapshot(`
      "## wasmtime/nil:host-x86&#95;64 on 17c39cd8e195

      | language | capability | 46.0.1 | 47.0.1 | 48.0.0 |
      | --- | --- | --- | --- | --- |
      | c | args | yes | yes | yes |
      | c | sockets.accept | yes | cannot | cannot |
      | rust | exit-code | yes | 1/2&#42; | no&#33; |

      - 46.0.1 to 47.0.1: pass to unsupported: sockets.accept, in c, zig, 2 cases: sockets-accept/ten,c/zig-cc.wasip1: refused flag: Error: the &#96;-Spreview2=n&#96; flag is no longer supported
      - 46.0.1 to 47.0.1: pass to fail: exit-code, in rust, 1 case, by another artifact: exit-code/code-126,rust/cargo.wasip1: exit: expected exit 126, found exit 1

      ## wazero/nil:host-x86&#95;64 on m

      | language | capability | 1.12.0 |
      | --- | --- | --- |
      "
    `);
  });
});
