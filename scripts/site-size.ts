/**
 * How large a site gets, and how fast it is: a made run of 100,000 cells is read and written as a site, and Chromium opens it as files.
 * Exits with 1 where a limit does not hold. `npx node scripts/site-size.ts 20000` takes another number of cells.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { loadPolicy } from "../harness/catalog/policy.ts";
import { home } from "../harness/host/home.ts";
import { madeLines, type Told } from "../harness/judge/run.fixture.ts";
import { observed } from "../harness/judge/seen.fixture.ts";
import { toText } from "../harness/record/lines.ts";
import { journalForm } from "../harness/record/read.ts";
import { chromiumPath, startBrowser } from "../harness/site/browser.fixture.ts";
import { readDocuments } from "../harness/site/documents.ts";
import { siteFiles } from "../harness/site/files.ts";
import { readSite } from "../harness/site/read.ts";
import { readWorth } from "../harness/site/read-worth.ts";
import { writeSite } from "../harness/site/write.ts";

const limits = { buildSeconds: 30, usableMs: 1000, filterMs: 100 };
const wanted = Number(process.argv[2] ?? 100_000);

const languages = [
  "assemblyscript/asc",
  "c/zig-cc",
  "cpp/zig-cxx",
  "go/go",
  "rust/cargo",
  "zig/zig",
  "swift/swiftc",
  "haskell/ghc",
  "ocaml/wasm",
  "kotlin/wasm",
];
const lanes = ["36.0.9", "42.0.1", "44.0.1", "46.0.1", "48.0.2", "49.0.3"].flatMap((version) =>
  ["nil:host", "kvm:qemu:tcg"].map((place) => `wasmtime@${version}/${place}-x86_64`),
);
const routes = languages.flatMap((name) => [`${name}.wasip1`, `${name}.wasip2`]);

// Every twentieth cell fails, by one of many details; some cannot be set up.
const toldOf = (at: number): Told => {
  if (at % 33 === 0) return { state: "inexpressible", why: "udp: its host passes no datagrams" };
  if (at % 20 > 0) return { observation: observed(`out ${at % 997}`) };
  const detail = `expected exit 0, found exit ${1 + (at % 61)}; stdout first differs at byte ${at % 4096}`;
  return { verdict: { is: "fail", cause: "exit", detail } };
};

// What tells the trust of the first lane the made run has itself.
const cells: Record<string, Told> = Object.fromEntries(
  lanes.slice(1).flatMap((lane) => ["wasip1", "wasip2"].map((target) => [`must-trap/trap,wat/tools.${target},${lane}`, {}])),
);
const perCase = routes.length * lanes.length;
for (let at = 0; at < wanted; at++) {
  const [name, rest] = [Math.floor(at / perCase), at % perCase];
  const route = routes[Math.floor(rest / lanes.length)] as string;
  cells[`made-${Math.floor(name / 12)}/case-${name % 12},${route},${lanes[rest % lanes.length]}`] = toldOf(at);
}

const folder = mkdtempSync(join(tmpdir(), "gatehouse-site-size-"));
const missed: string[] = [];
const tell = (what: string, value: number, unit: string, limit?: number): void => {
  const over = limit !== undefined && value > limit;
  if (over) missed.push(what);
  console.log(
    `${what.padEnd(48)} ${value.toFixed(value < 10 ? 2 : 0).padStart(8)} ${unit}${limit === undefined ? "" : `  (at most ${limit})${over ? "  TOO MUCH" : ""}`}`,
  );
};

const build = async (site: string): Promise<void> => {
  const journal = join(folder, "journal.ndjson");
  const { text } = toText(journalForm, madeLines(cells, { lane: lanes[0] as string, run: "20260101T120000000Z-aaaa" }));
  writeFileSync(journal, text);
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const data = await readSite(home, journal, []);
  const read = performance.now();
  const policy = await loadPolicy(data.catalog);
  const works = { worth: readWorth(home, data.catalog), policy, documents: readDocuments(data.catalog), live: false };
  const { files, bytes } = writeSite(site, siteFiles(data, works));
  const used = process.cpuUsage(cpu);
  tell("cells", data.cells.length, "");
  tell("journal", text.length / 1e6, "MB");
  tell("reading and judging", (read - start) / 1000, "s");
  tell("writing", (performance.now() - read) / 1000, "s");
  tell("both, time of the processor", (used.user + used.system) / 1e6, "s", limits.buildSeconds);
  tell("files", files, "");
  tell("size", bytes / 1e6, "MB");
  tell("size a cell", bytes / data.cells.length, "B");
};

// On a busy machine the clock tells of other programs: what counts is the time that the page's own thread took, as Chromium tells it.
const watchThread = async (page: Page): Promise<() => Promise<number>> => {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1000;
  };
};

const browse = async (site: string): Promise<void> => {
  const browser = await startBrowser();
  const usable = async (what: string, path: string, selector: string): Promise<void> => {
    const page = await browser.newPage();
    const taken = await watchThread(page);
    const start = performance.now();
    await page.goto(`file://${site}/${path}`);
    await page.locator(selector).first().waitFor();
    const wall = performance.now() - start;
    tell(`${what}, time of its thread`, await taken(), "ms", limits.usableMs);
    tell(`${what}, by the clock`, wall, "ms");
    await page.close();
  };
  await usable("first page usable", "index.html", ".square");
  await usable("matrix usable", "matrix.html", ".grid tbody a");
  await usable("matrix by case usable", "matrix.html#rows=case", ".grid tbody a");
  await usable("comparison usable", "compare.html", "section");
  const page = await browser.newPage();
  const taken = await watchThread(page);
  await page.goto(`file://${site}/matrix.html#rows=case`);
  await page.locator(".grid tbody a").first().waitFor();
  let [thread, wall] = [0, 0];
  for (const words of ["case-1", "language=rust", "release=wasmtime@49* made-1", "cause=ex*", "blame=runtime rust", ""]) {
    const before = await taken();
    const ms = await page.evaluate((text) => {
      const input = document.querySelector("input[name=q]") as HTMLInputElement;
      const start = performance.now();
      input.value = text;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      document.body.getBoundingClientRect();
      return performance.now() - start;
    }, words);
    [thread, wall] = [Math.max(thread, (await taken()) - before), Math.max(wall, ms)];
  }
  tell("filter, the slowest of six, time of its thread", thread, "ms", limits.filterMs);
  tell("filter, the slowest of six, by the clock", wall, "ms");
  await browser.close();
};

const site = join(folder, "site");
try {
  await build(site);
  if (chromiumPath === undefined) console.log("not run: there is no Chromium; install Debian's chromium-headless-shell");
  else await browse(site);
  console.log(
    `load averages: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(", ")}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(missed.length === 0 ? 0 : 1);
