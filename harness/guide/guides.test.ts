import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSession, type Session } from "../engine/session.ts";
import { home } from "../host/home.ts";
import { turnsOfToday } from "../mini/turns.ts";
import { styleOf } from "../report/style.ts";
import { publishedCapabilities } from "../review/capabilities.ts";
import { checkGuides, madePart, updateGuides } from "./guides.ts";
import { triedLines } from "./tried-lines.ts";
import { type Tried, tryGuide } from "./try.ts";

/**
 * A guide takes a minute and more: those of tier 1 and 2 take turns, one a day. It is run where all that it uses is here, or is fetched within so many
 * seconds, engines included: a first start on a bare machine does not wait for compilers that no other test needs. `gatehouse guide --run` runs all.
 */
const mostSeconds = 30;

const idsOfToday = (): readonly string[] => {
  const ids = [...session.catalog.languages.values()].flatMap(({ manifest: { id, tier } }) => (tier < 3 ? [id] : []));
  return turnsOfToday(ids, ids.length);
};

let session: Session;
beforeAll(async () => {
  session = await openSession(home, new AbortController().signal);
});
afterAll(() => session.close());

describe.skipIf(process.platform !== "linux")("guides of languages", { timeout: 900_000 }, () => {
  const tried = new Map<string, Tried>();

  test("tell what happens: each block of the guide whose turn it is", async () => {
    for (const id of idsOfToday()) tried.set(id, await tryGuide(session, id, mostSeconds));
    const lines = [...tried].flatMap(([language, own]) => triedLines({ language, ...own }, styleOf(true)));
    console.log(lines.join("\n"));
    expect(lines.filter((line) => /^ {2}(otherwise|not reached) /.test(line))).toEqual([]);
    expect(tried.size).toBeGreaterThan(0);
    const blocks = [...tried.values()].flatMap((own) => ("blocks" in own ? own.blocks : []));
    expect(blocks.filter(({ state, why }) => state === "not run" && !why)).toEqual([]);
    // Half of a guide that nobody runs tells nothing.
    for (const [id, own] of tried)
      if ("blocks" in own) expect(own.blocks.filter(({ state }) => state === "ran").length, id).toBeGreaterThan(own.blocks.length / 2);
  });
});

describe("parts that records make", () => {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-guides-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  const project = async () => {
    const root = mkdtempSync(join(folder, "project-"));
    const languages = new Map(
      ["c", "prebuilt"].map((id) => {
        const own = session.catalog.languages.get(id);
        if (!own) throw new Error(`there is no ${id}`);
        mkdirSync(join(root, id));
        return [id, { ...own, folder: join(root, id) }] as const;
      }),
    );
    cpSync(join(home, "languages/c/guide.md"), join(root, "c/guide.md"));
    return { catalog: { root, languages }, records: await publishedCapabilities(home), guide: join(root, "c/guide.md") };
  };

  test("are those of today, and written anew where they are not", async () => {
    const { catalog, records, guide } = await project();
    expect(checkGuides(catalog, [], records)).toEqual([]);
    expect(updateGuides(catalog, [], records)).toEqual([]);
    const text = readFileSync(guide, "utf8");
    writeFileSync(guide, text.replace("| args | yes |", "| args | no |"));
    expect(checkGuides(catalog, [], records)).toEqual([
      { language: "c", file: "c/guide.md", line: 1, message: expect.stringMatching(/not what the published records say: gatehouse guide --update c/) },
    ]);
    expect(updateGuides(catalog, ["c"], records)).toEqual(["c/guide.md"]);
    expect(readFileSync(guide, "utf8")).toBe(text);
    expect(text).toContain(madePart(catalog, "c", records));
  });

  test("stand in a guide whose form is checked too", async () => {
    const { catalog, records, guide } = await project();
    appendFileSync(guide, "\n## More\n\n```sh oops\n```\n");
    expect(checkGuides(catalog, ["c"], records).map(({ message }) => message)).toEqual([expect.stringContaining("oops"), expect.stringContaining("## More")]);
  });

  test("are none where no record has the language, and are left alone where there is no record at all", async () => {
    const { catalog, records } = await project();
    expect(checkGuides(catalog, [], { cells: [], tables: [] })).toEqual([]);
    expect(() => madePart(catalog, "prebuilt", records)).toThrow(expect.objectContaining({ code: "guide/no-record" }));
    expect(() => checkGuides(catalog, ["ada"], records)).toThrow(expect.objectContaining({ code: "guide/language" }));
  });
});
