import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ChangedCell, Decision } from "../model/change.ts";
import { ownFolder } from "../review/project.fixture.ts";
import { style } from "./assets.ts";
import { axeFaults, chromiumPath, openPage, startBrowser } from "./browser.fixture.ts";
import { gatePage } from "./gate-page.ts";
import { overviewMarkdown } from "./overview-markdown.ts";
import { failing, hostile } from "./site.fixture.ts";

const changed = (more: Partial<ChangedCell> = {}): ChangedCell => ({
  ...{ subject: "args/plain,zig/zig.wasip1,wasmtime/nil:host-x86_64", language: "zig", tier: 1, cell: failing },
  ...{ change: { is: "regressed", detail: `passed, now fail by stdout: ${hostile}` }, blame: "runtime", evidence: [hostile], gates: true },
  ...more,
});

const decision: Decision = {
  ...{ candidate: "wasmtime@49.0.3", baseline: "wasmtime@46.0.1", run: "20260102T120000000Z-aaaa", accepted: false },
  refusals: [`args/plain: ${hostile}`, "1 regressed"],
  counts: { same: 3, fixed: 0, changed: 1, regressed: 1, added: 0, removed: 0, incomparable: 0, unsure: 0 },
  missing: 2,
  changes: [
    changed(),
    changed({ change: { is: "changed", detail: "stdout is another" }, gates: false, diff: ["-a", `+${hostile}`] }),
    changed({ change: { is: "same", both: "pass" } }),
  ],
  times: [
    {
      subject: "sort/large,c/zig-cc.wasip1",
      is: "slower",
      cell: "c",
      detail: "CPU time +12 %",
      again: ["./gatehouse", "bench", "sort"],
      language: "c",
      tier: 1,
      gates: true,
    },
  ],
  sentences: ["Applications written in zig are expected to work."],
};

describe("the page of a gate", () => {
  const page = gatePage([decision], style());

  test("stands alone: it names no other file, and holds no script", () => {
    expect(page).not.toMatch(/<(?:script|link|img|iframe)|url\(/);
    expect(page).toContain("default-src 'none'; style-src 'unsafe-inline'");
    expect(style()).not.toMatch(/[<&]/);
  });

  test("has the verdict, each change with blame and command, the times, and what works", () => {
    for (const text of [
      "refused",
      "2 cells could not be run",
      `./gatehouse run ${failing}`,
      "blame: runtime. It refuses the candidate.",
      "CPU time +12 %",
      "./gatehouse bench sort",
      "are expected to work",
    ])
      expect(page).toContain(text);
    expect(page).not.toContain("pass on both");
  });

  test("of an accepted candidate says so", () => {
    const accepted = gatePage([{ ...decision, accepted: true, refusals: [], changes: [] }], "");
    expect(accepted).toContain("<title>accepted: wasmtime@49.0.3</title>");
    expect(accepted).not.toContain("Why it was refused");
  });

  test.skipIf(chromiumPath === undefined)("is readable, and what a guest says is text in it", async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, "gate.html"), page);
    const browser = await startBrowser();
    for (const colorScheme of ["light", "dark"] as const) {
      const { page: open, faults } = await openPage(browser, folder, "gate.html", { colorScheme, viewport: { width: 390, height: 800 } });
      expect(await open.locator("main").innerText()).toContain("<script>window.taken=1</script>");
      expect(await open.evaluate(() => "taken" in globalThis || document.documentElement.scrollWidth > innerWidth)).toBe(false);
      expect(await open.locator("main img, main script").count()).toBe(0);
      expect(await axeFaults(open)).toEqual([]);
      expect(faults).toEqual([]);
    }
    await browser.close();
  });
});

test("the matrix for a README has marks, counts, and what the marks mean", () => {
  const squares = [{ code: "p", passed: 3, total: 3 }, { code: "k", passed: 2, total: 3 }, { code: "n", passed: 0, total: 0 }, undefined];
  expect(overviewMarkdown({ lanes: ["w@1", "w@2", "a", "b"], languages: [{ id: "zig", name: "Zig|", tier: 1, squares }] })).toBe(
    [
      "| language | w@1 | w@2 | a | b |",
      "| --- | --- | --- | --- | --- |",
      "| Zig&#124; | ✓ 3/3 | ▲ 2/3 | – n/a | · not run |",
      "",
      "Marks are those of a square's worst cell: ▲ known, ✓ pass, – n/a, · not run.",
      "",
    ].join("\n"),
  );
});
