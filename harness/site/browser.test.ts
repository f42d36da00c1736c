import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultPolicy as policy } from "../model/policy.ts";
import { ownFolder } from "../review/project.fixture.ts";
import { axeFaults, chromiumPath, openPage, startBrowser } from "./browser.fixture.ts";
import { siteFiles } from "./files.ts";
import { failing, lanes, none, plantData } from "./site.fixture.ts";
import { writeSite } from "./write.ts";

const documents = [
  { path: "docs/README.md", text: "# Documentation\n\n- [Gate](gate.md#in-ci)\n- [Rust](../languages/rust/guide.md)\n" },
  {
    path: "docs/gate.md",
    text: "# Gate a release\n\n```\n./gatehouse gate\n```\n\n| a | b |\n| --- | ---: |\n| 1 | 2 |\n\n## One\n\n## Two\n\n## In CI\n\n## Four\n",
  },
];
let browser: Browser;
let site = "";
beforeAll(async () => {
  if (chromiumPath === undefined) {
    console.warn("not run: there is no Chromium; install Debian's chromium-headless-shell");
    return;
  }
  site = join(ownFolder(), "site");
  writeSite(site, siteFiles(await plantData(), { worth: none, policy, documents, live: false }));
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const open = (path: string, options?: Parameters<typeof openPage>[3]) => openPage(browser, site, path, options);
const cellPage = `cell.html#cell=${encodeURIComponent(failing)}`;
const pages = [
  ...["compare.html", "performance.html", "suites.html", "faults.html", "language/zig.html", "release/wasmtime-49.0.3.html"],
  ...["docs/index.html", "docs/gate.html"],
  ...["index.html", "matrix.html", "matrix.html#rows=case&q=nothing-like-it", cellPage],
];

describe.skipIf(chromiumPath === undefined)("in a browser", () => {
  test("two clicks lead from the first page to why a cell fails, whose fault it is, and what to type", async () => {
    const { page, faults } = await open("index.html");
    await page.getByRole("link", { name: /^Zig in wasmtime@49.0.3/ }).click();
    await page.getByRole("link", { name: /^args\/plain/ }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("args/plain");
    expect(await page.locator(".verdict").textContent()).toContain("fail by stdout");
    expect(await page.locator("section[aria-labelledby=blame]").textContent()).toContain(`Blame: runtime.the same artifact passes in ${lanes.old}`);
    expect(await page.locator("section[aria-labelledby=type]").textContent()).toContain(`./gatehouse run ${failing}`);
    expect(await page.locator("section[aria-labelledby=untested]").textContent()).toContain("in every lane here");
    expect(await page.locator("section[aria-labelledby=history]").textContent()).toContain("wasmtime@46.0.1 pass");
    expect(faults).toEqual([]);
  });

  test("what a guest says is text", async () => {
    const { page, faults } = await open(cellPage);
    await page.getByText("imports of the artifact").click();
    const text = (await page.locator("main").innerText()) ?? "";
    for (const said of [
      "<script>window.taken=1</script>",
      "<img src=x onerror='window.taken=1'>",
      "\\x1b[31mred",
      "\\u{202e}evil",
      '&amp; "quoted"',
      "/data/</pre>",
    ])
      expect(text).toContain(said);
    expect(await page.evaluate(() => "taken" in globalThis)).toBe(false);
    expect(await page.locator("main img, main script").count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test("a filter narrows the matrix, and its address brings the same back", async () => {
    const { page, faults } = await open("matrix.html");
    await page.locator("select[name=rows]").selectOption("case");
    await page.getByLabel("Filter").fill("case=args/p* release=wasmtime@49*");
    expect(await page.locator(".grid tbody th").allTextContents()).toEqual(["args/plain"]);
    await page.reload();
    expect(await page.getByLabel("Filter").inputValue()).toBe("case=args/p* release=wasmtime@49*");
    expect(await page.locator(".grid tbody tr").allTextContents()).toEqual(["args/plain0 of 1✗ fail"]);
    await page.getByLabel("Filter").fill("colour=red");
    expect(await page.locator(".counts").textContent()).toContain("No such word: colour.");
    await page.getByRole("button", { name: "Reset" }).click();
    expect(await page.locator(".grid tbody th").allTextContents()).toEqual(["wat", "zig"]);
    expect(faults).toEqual([]);
  });

  test("what was not run is told apart from what failed and from what cannot be set up", async () => {
    const { page } = await open("matrix.html#rows=case");
    const rows = await page.locator(".grid tbody tr").allTextContents();
    expect(rows.slice(0, 4)).toEqual([
      "args/empty2 of 2✓ pass✓ pass",
      "args/none2 of 2✓ pass✓ pass",
      "args/plain1 of 2✓ pass✗ fail",
      "args/spaces0 of 2· not run– n/a",
    ]);
  });

  test("the keyboard suffices", async () => {
    const { page, faults } = await open("matrix.html#rows=case");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the content");
    await page.locator(".grid tbody a").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.waitForURL(/cell\.html/);
    expect(await page.locator(".verdict").textContent()).toContain("fail by stdout");
    await page.keyboard.press("/");
    await page.keyboard.type("args plain");
    await page.getByRole("link", { name: "case args/plain" }).waitFor();
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("args/plain");
    await page.keyboard.press("Escape");
    expect(await page.locator("#found").isHidden()).toBe(true);
    expect(faults).toEqual([]);
  });

  test("the documentation is in the site, and the search finds its headings", async () => {
    const { page, faults } = await open("index.html");
    await page.getByRole("link", { name: "Documentation" }).click();
    await page.getByRole("link", { name: "Gate" }).last().click();
    await page.waitForURL(/docs\/gate\.html#in-ci$/);
    expect(await page.getByRole("button", { name: "Copy" }).getAttribute("data-copy")).toBe("./gatehouse gate");
    await page.keyboard.press("/");
    await page.keyboard.type("in ci");
    await page.getByRole("link", { name: "documentation Gate a release: In CI" }).waitFor();
    expect(faults).toEqual([]);
  });

  test("what was not tested stands on the page of a cell", async () => {
    const { page } = await open(`cell.html#cell=args/spaces,zig/zig.wasip1,${lanes.now}`);
    const text = await page.locator("section[aria-labelledby=untested]").innerText();
    expect(text).toContain(`By this route the case was not run in ${lanes.old}.`);
    expect(text).toContain("Nothing ran here: the lane's host cannot set the case up.");
  });

  test("two releases stand side by side, and only what differs", async () => {
    const { page, faults } = await open("compare.html#by=release&a=wasmtime@46.0.1&b=wasmtime@49.0.3");
    expect(await page.locator(".counts").textContent()).toContain(
      "1 worse, 0 better, 0 fail otherwise, 3 the same. Only wasmtime@46.0.1 has 0 more, only wasmtime@49.0.3 has 1 more",
    );
    expect(await page.locator("section[aria-labelledby=worse] tbody tr").allTextContents()).toEqual([
      expect.stringContaining("args/plainzig/zig.wasip1nil:host-x86_64✓ pass✗ fail"),
    ]);
    await page.getByRole("button", { name: "Swap" }).click();
    expect(await page.locator(".counts").textContent()).toContain("0 worse, 1 better");
    await page.locator("section[aria-labelledby=better] tbody a").first().click();
    await page.waitForURL(/cell\.html/);
    expect(faults).toEqual([]);
  });

  test("a cell that nobody ran is told as such", async () => {
    const { page } = await open("cell.html#cell=%3Cb%3E");
    expect(await page.locator("main").innerText()).toContain("Nobody ran <b> here.");
  });

  test.each(pages)("%s is fit for a phone in light, for a desk in dark, and for readers in both", async (path) => {
    for (const [colorScheme, width] of [
      ["light", 360],
      ["dark", 1280],
    ] as const) {
      const { page, faults } = await open(path, { colorScheme, viewport: { width, height: 780 } });
      await page.locator("h1").waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await axeFaults(page)).toEqual([]);
      expect(faults).toEqual([]);
      await page.context().close();
    }
  });

  test("on paper every row stands", async () => {
    const { page } = await open("matrix.html#rows=case");
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("header").isVisible()).toBe(false);
    expect(await page.locator(".grid tbody tr").last().isVisible()).toBe(true);
  });
});
