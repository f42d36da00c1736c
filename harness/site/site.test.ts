import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { render } from "preact-render-to-string";
import { beforeAll, describe, expect, test } from "vitest";
import { defaultPolicy as policy } from "../model/policy.ts";
import { printable, shorten } from "../model/text.ts";
import { ownFolder } from "../review/project.fixture.ts";
import { assets } from "./assets.ts";
import { toBadge } from "./badges.ts";
import { toIndex } from "./columns.ts";
import { toCsv } from "./csv.ts";
import { toChunk, toDetail, toLink } from "./details.ts";
import { entryDocument } from "./documents.ts";
import { siteFiles } from "./files.ts";
import { command, h, toHtml } from "./html.ts";
import { toOverview } from "./overview.ts";
import { toReleases, toVerdict } from "./releases.ts";
import { failing, hostile, lanes, none, plantData } from "./site.fixture.ts";
import { toSquare } from "./squares.ts";
import { shownStates } from "./states.ts";
import type { SiteCell, SiteData, SiteFile } from "./types.ts";
import { writeSite } from "./write.ts";

let data: SiteData;
beforeAll(async () => {
  data = await plantData();
});
const cellOf = (text: string): SiteCell => data.cells.find((cell) => cell.text === text) as SiteCell;

/** The CSV of one cell that failed so. */
const csvOf = (detail: string): string => toCsv([{ ...cellOf(failing), state: { is: "judged", verdict: { is: "fail", cause: "exit", detail } } }]);

/** The fields of a line of CSV, as RFC 4180 has them. */
const fieldsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/g)].map(([, quoted, plain = ""]) => quoted?.replaceAll('""', '"') ?? plain);

describe("cells in columns", () => {
  test("are a character each, by case and route down and by lane across", () => {
    const index = toIndex(data.cells, () => ["args"]);
    expect(index).toMatchObject({
      lanes: [lanes.old, lanes.now],
      routes: ["wat/tools.wasip1", "zig/zig.wasip1"],
      cases: ["args/empty", "args/none", "args/plain", "args/spaces", "must-trap/trap"],
      capabilities: ["args"],
      rowCase: [0, 1, 2, 3, 4],
      rowRoute: [1, 1, 1, 1, 0],
      states: ["ppp.p", "ppfnp"],
      groups: [{ cause: "stdout", blame: "runtime", known: "" }],
      grouped: [[], [0]],
    });
  });

  test("come back from their columns, whatever they are", () => {
    const codes = fc.constantFrom(...shownStates.map(({ code }) => code).filter((code) => code !== "."));
    fc.assert(
      fc.property(fc.array(codes, { minLength: data.cells.length, maxLength: data.cells.length }), (all) => {
        const cells = data.cells.map((cell, at) => ({ ...cell, code: all[at] as string }));
        const index = toIndex(cells, () => []);
        for (const { id, text, code } of cells) {
          const row = index.rowCase.findIndex((own, at) => text.startsWith(`${index.cases[own]},${index.routes[index.rowRoute[at] as number]},`));
          expect(index.states[index.lanes.findIndex((lane) => text.endsWith(lane))]?.[row], `${id.case}`).toBe(code);
        }
        expect(index.grouped.flat()).toHaveLength(cells.filter(({ code }) => "fblxsku".includes(code)).length);
      }),
    );
  });
});

describe("a square", () => {
  test("has the mark of its worst cell, and counts what was to show something", () => {
    expect(toSquare("pppf")).toEqual({ code: "f", passed: 3, total: 4 });
    expect(toSquare("pyn")).toEqual({ code: "y", passed: 2, total: 2 });
  });

  test("of cells that did not run is neither a pass nor a failure", () => {
    expect(toSquare("")).toEqual({ code: ".", passed: 0, total: 0 });
    expect(toSquare("n")).toEqual({ code: "n", passed: 0, total: 0 });
    expect(toSquare("r")).toEqual({ code: "r", passed: 0, total: 1 });
  });
});

describe("a verdict", () => {
  test.each([
    ["pppk", "expected"],
    ["ppu", "expected"],
    ["pf", "unexpected"],
    ["pl", "unexpected"],
    ["ps", "unexpected"],
    ["px", "unexpected"],
    ["pr", "running"],
    ["pt", "running"],
    ["nn", "unknown"],
    ["kk", "unknown"],
    ["", "unknown"],
  ])("of %j is %s", (codes, is) => {
    expect(toVerdict([...codes].map((code) => ({ code }))).is).toBe(is);
  });
});

describe("the first page", () => {
  test("tells the releases, what changed, what fails and what is not known", () => {
    const releases = toReleases(data, policy);
    const overview = toOverview(
      data,
      toIndex(data.cells, () => []),
      releases,
    );
    expect(
      releases.map(({ release, newest, before, verdict, changes }) => ({
        release,
        newest,
        before,
        is: verdict.is,
        changes: changes.map(({ is, cells }) => [is, cells]),
      })),
    ).toEqual([
      { release: "wasmtime@49.0.3", newest: true, before: "wasmtime@46.0.1", is: "unexpected", changes: [["regressed", [failing]]] },
      { release: "wasmtime@46.0.1", newest: false, before: undefined, is: "expected", changes: [] },
    ]);
    expect(overview).toMatchObject({
      passed: 5,
      total: 6,
      lanes: [lanes.now],
      languages: [{ id: "zig", squares: [{ code: "f", passed: 2, total: 3 }] }],
      failures: [{ cause: "stdout", blame: "runtime", cells: 1, example: failing }],
    });
    expect(overview.unknown).toContain("1 cell cannot be set up by the lane's host: they did not run.");
  });
});

describe("a cell", () => {
  test("is told with blame, evidence, streams and where it is from", () => {
    const detail = toDetail(cellOf(failing), data);
    expect(detail).toMatchObject({
      blame: { on: "runtime", because: [`the same artifact passes in ${lanes.old}`] },
      ended: "exit 0",
      portable: true,
      streams: [{ name: "stdout", at: "byte 0", wanted: "right" }],
    });
    expect(data.sources[detail.source ?? -1]).toMatchObject({ kind: "run", day: "2026-01-01", lane: lanes.now });
    expect(detail.streams?.[0]?.diff?.some((line) => line.startsWith("+"))).toBe(true);
  });

  test("that passed has few words", () => {
    const detail = toDetail(cellOf(`args/none,zig/zig.wasip1,${lanes.now}`), data);
    expect(Object.keys(detail).sort()).toEqual(["artifact", "ended", "source", "streams", "took"]);
  });

  test("shows what a guest said as text that moves no cursor", () => {
    const text = JSON.stringify([...data.cells.map((cell) => toDetail(cell, data)), toIndex(data.cells, () => [])]);
    expect(text).toContain("\\\\x1b[31mred");
    expect(text).toContain("\\\\u{202e}evil");
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test("shares with others what they have in common, and comes back whole", () => {
    const details = data.cells.map((cell, at) => [`${at}:0`, toDetail(cell, data)] as const);
    const { parts, cells } = JSON.parse(JSON.stringify(toChunk(details))) as ReturnType<typeof toChunk>;
    for (const [key, detail] of details) {
      const own = Object.fromEntries(
        Object.entries(cells[key] ?? {}).map(([name, value]) => [name, ["blame", "known", "artifact", "why"].includes(name) ? parts[value as number] : value]),
      );
      expect(own).toEqual(JSON.parse(JSON.stringify(detail)));
    }
  });

  test.each([
    ["https://github.com/a/b/issues/1", { text: "a/b#1", href: "https://github.com/a/b/issues/1" }],
    ["javascript:alert(1)", undefined],
    ["https://x.org/\"onclick='1'", undefined],
    [undefined, undefined],
  ])("links to %j only where that is of the web", (link, shown) => {
    expect(toLink(link)).toEqual(shown);
  });
});

describe("pages", () => {
  test("hold any text as text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const html = render(h("p", { title: text }, text, command(text)));
        expect(html.replaceAll(/<\/?(?:p|div|pre|code|button)(?: [a-z-]+(?:="[^"<]*")?)*>/g, "")).not.toContain("<");
      }),
    );
  });

  test("take nothing from elsewhere", () => {
    const html = toHtml({ path: "a/b.html", title: "x", main: hostile }, "made");
    expect(html).toContain("default-src 'none'");
    expect([...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, to]) => to).filter((to) => !to?.startsWith("../") && !to?.startsWith("#"))).toEqual([]);
  });

  test("and data name each other, and nothing that is not there", () => {
    const files = new Map<string, string>([
      ...assets(),
      ...siteFiles(data, { worth: none, policy, documents: [{ path: entryDocument, text: "# Documentation\n" }], live: false }),
    ]);
    const links = [...files].flatMap(([path, text]) =>
      path.endsWith(".html") ? [...text.matchAll(/(?:src|href)="([^"#]+)[^"]*"/g)].map(([, to = ""]) => [path, to] as const) : [],
    );
    const broken = links.filter(([path, to]) => !/^https:/.test(to) && !files.has(join(dirname(path), to)));
    expect(links.length).toBeGreaterThan(100);
    expect(broken).toEqual([]);
    expect(files.get("data/cells/0.js")?.split("\n")).toHaveLength(2);
  });

  test("have badges, which say what the cells say", () => {
    const verdict = toVerdict([..."pppk"].map((code) => ({ code })));
    expect(toBadge("C <b>", verdict)).toContain("<title>C &lt;b>: 3/4 1 known</title>");
    expect(toBadge("C", toVerdict([..."pf"].map((code) => ({ code }))))).toContain("C: 1/2 1 failing");
    expect(toBadge("C", toVerdict([]))).toContain("C: not known");
  });

  test("of two releases never stand in one file, whatever the releases are called", () => {
    const versions = ["path:/x/a b", "path:/x/a-b", "path:/x/a/b"];
    const cells = versions.flatMap((version) => data.cells.map((cell) => ({ ...cell, id: { ...cell.id, lane: { ...cell.id.lane, version } } })));
    const slugs = toReleases({ ...data, cells }, policy).map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(versions.length);
    for (const slug of slugs) expect(slug).toMatch(/^wasmtime-path-x-a[\w-]+$/);
  });

  test("as CSV are a line a cell, and no spreadsheet takes a text for a formula", () => {
    const lines = toCsv(data.cells).trimEnd().split("\n");
    expect(lines).toHaveLength(data.cells.length + 1);
    for (const start of ["=", "+", "-", "@"]) expect(csvOf(`${start}1+1`)).toContain(`,'${start}1+1`);
  });

  test("as CSV hold any text in one field, as it may be shown", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme", minLength: 190, maxLength: 210 })), (said) => {
        const text = csvOf(said);
        expect(Buffer.from(text).toString("utf8")).toBe(text);
        const lines = text.trimEnd().split("\n").map(fieldsOf);
        expect(lines.map(({ length }) => length)).toEqual([12, 12]);
        const shown = printable(shorten(said.split("\n")[0] ?? "", 200));
        expect(lines[1]?.at(-1)).toBe(/^[=+@-]/.test(shown) ? `'${shown}` : shown);
      }),
    );
  });
});

describe("a folder", () => {
  test("is replaced as a whole where a site was written there", () => {
    const folder = join(ownFolder(), "site");
    const write = (...files: readonly SiteFile[]) => writeSite(folder, files);
    write(["old.html", "x"]);
    write(["new.html", "x"]);
    expect([existsSync(join(folder, "old.html")), existsSync(join(folder, "new.html"))]).toEqual([false, true]);
  });

  test("keeps the site that it has where another could not be written", () => {
    const folder = join(ownFolder(), "site");
    writeSite(folder, [["old.html", "x"]]);
    function* broken(): Generator<SiteFile> {
      yield ["new.html", "x"];
      throw new Error("no more");
    }
    expect(() => writeSite(folder, broken())).toThrow("no more");
    expect(readdirSync(dirname(folder))).toEqual(["site"]);
    expect([existsSync(join(folder, "old.html")), existsSync(join(folder, "new.html"))]).toEqual([true, false]);
  });

  test("that holds anything else is left alone", () => {
    const folder = join(ownFolder(), "home");
    mkdirSync(folder);
    writeFileSync(join(folder, "letter.txt"), "dear");
    expect(() => writeSite(folder, [["a.html", "x"]])).toThrow(expect.objectContaining({ exitCode: 2, code: "report/folder" }));
    expect(readFileSync(join(folder, "letter.txt"), "utf8")).toBe("dear");
  });
});
