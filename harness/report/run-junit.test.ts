import { describe, expect, test } from "vitest";
import { foldRun } from "../judge/fold.ts";
import { type Made, madeLines, type Told } from "../judge/run.fixture.ts";
import { digestOf, observed } from "../judge/seen.fixture.ts";
import { toSummary } from "../judge/summary.ts";
import { knownFailure } from "../model/expectation.ts";
import type { JournalLine } from "../model/generated/journal.ts";
import { junitSubscriber } from "./run-junit.ts";
import { replay, toAudience } from "./subscriber.ts";

const known = [knownFailure({ cells: "a/known,*,*", cause: "exit", reason: "it is <known>", until: "2099-01-01" })];
const grounds = { needs: () => [], compiler: () => "c", foreign: () => [] };

/** The XML of a made run, as `gatehouse run --junit` writes it. */
const xmlOf = (cells: Readonly<Record<string, Told>>, made: Made = {}, more: readonly JournalLine[] = []): string => {
  const lines = madeLines(cells, made);
  const all = [...lines.slice(0, -1), ...more, ...lines.slice(-1)];
  const written: string[] = [];
  const audience = toAudience([junitSubscriber((xml) => written.push(xml))], (text) => written.push(text));
  replay(all, audience);
  audience.end(toSummary(foldRun(lines[0], all, known), grounds, "journal"));
  expect(written).toHaveLength(1);
  return written[0] as string;
};

const exit: Told = { verdict: { is: "fail", cause: "exit", detail: "" } };
const trap: Told = { verdict: { is: "fail", cause: "trap", detail: "two\nlines" } };
const lineOf = (xml: string, name: string): string =>
  xml.split(/(?=\n {4}<testcase )|(?=\n {2}<\/testsuite)/).find((part) => part.includes(`name="${name}"`)) ?? "";
const outcome = (told: Told, name = "a/x"): string => lineOf(xmlOf({ [`${name},c/cc.wasip1`]: told }), name).trim();

describe("a cell as a test case", () => {
  test("that passed has its time, and nothing else", () => {
    expect(outcome({ observation: observed("", { wallMs: 1234.5 }) })).toBe(
      '<testcase classname="c/cc.wasip1" name="a/x" time="1.234"/>'.replace("1.234", (1.2345).toFixed(3)),
    );
  });

  test.each<[string, Told, string, RegExp]>([
    [
      "failed",
      exit,
      "a/x",
      /<failure type="exit" message="expected exit 0, found exit 1">blame: [a-z]+\nexpected exit 0, found exit 1\n\.\/gatehouse run a\/x,.*<\/failure>/,
    ],
    [
      "failed, and said so in lines",
      trap,
      "a/x",
      /<failure type="trap" message="[^"\n]*two">blame: [a-z]+\n.*two\nlines.*\n\.\/gatehouse run a\/x,.*<\/failure>/,
    ],
    ["is lost", "lost", "a/x", /<error type="lost" message="planned, but the journal has no row">/],
    ["broke", { state: "broken", stage: "sandbox", detail: "no room" }, "a/x", /<error type="broken sandbox" message="no room">/],
    ["is inexpressible", { state: "inexpressible", why: "no sockets" }, "a/x", /><skipped message="inexpressible: no sockets"\/>/],
    [
      "is unsupported",
      { verdict: { is: "unsupported", capability: "links", proof: "ENOSYS" } },
      "a/x",
      /><skipped message="unsupported: links: missing import: ENOSYS"\/>/,
    ],
    ["is known to fail", exit, "a/known", /><skipped message="known failure: it is &lt;known&gt;"\/>/],
    ["passes although it is known to fail", {}, "a/known", /<failure type="unexpected-pass" message="passes, but is known to fail: it is &lt;known&gt;">/],
    [
      "did not run",
      { reused: "20260101T000000000Z-bbbb" },
      "a/x",
      /><skipped message="did not run: nothing has changed since run 20260101T000000000Z-bbbb"\/>/,
    ],
  ])("that %s", (_, told, name, pattern) => {
    expect(outcome(told, name)).toMatch(pattern);
  });

  test("in a lane that is not trusted is an error, whatever it did", () => {
    const xml = xmlOf({ "a/x,c/cc.wasip1": {} }, { trust: { verdict: { is: "fail", cause: "exit", detail: "0" } } });
    expect(lineOf(xml, "a/x")).toMatch(/<error type="untrusted"/);
  });

  test("has its first row's time, as the fold has its first row's verdict", () => {
    const second: JournalLine = {
      kind: "row",
      cell: "a/x,c/cc.wasip1,w@1.2.3/nil:host-x86_64",
      worker: "w1",
      state: "ran",
      verdict: { is: "pass" },
      artifact: digestOf("x"),
      observation: observed("", { wallMs: 9000 }),
    };
    expect(lineOf(xmlOf({ "a/x,c/cc.wasip1": { observation: observed("", { wallMs: 1000 }) } }, {}, [second]), "a/x")).toContain('time="1.000"');
  });
});

describe("a run as JUnit XML", () => {
  const other = "v@2.0.0/nil:host-x86_64";

  test("has a suite a lane, and counts that add up", () => {
    const xml = xmlOf({
      "a/x,c/cc.wasip1": {},
      "a/y,c/cc.wasip1": exit,
      [`a/x,c/cc.wasip1,${other}`]: "lost",
      [`a/z,c/cc.wasip1,${other}`]: { state: "inexpressible", why: "no" },
    });
    expect(xml).toContain('<testsuites name="gatehouse" tests="5" failures="1" errors="1" skipped="1">');
    expect(xml).toContain('<testsuite name="w@1.2.3/nil:host-x86_64" tests="3" failures="1" errors="0" skipped="0">');
    expect(xml).toContain(`<testsuite name="${other}" tests="2" failures="0" errors="1" skipped="1">`);
    expect(xml.match(/<testcase /g)).toHaveLength(5);
  });

  test("says what is not on this machine", () => {
    const missing: JournalLine = {
      kind: "unavailable",
      worker: "w1",
      what: "lane",
      id: other,
      evidence: [{ name: "there is KVM", pass: false, hint: "load it" }],
    };
    expect(xmlOf({ "a/x,c/cc.wasip1": {} }, {}, [missing])).toContain(`<testcase classname="lane" name="${other}"><skipped message="not here: there is KVM"/>`);
  });

  test("is not broken by what a program said", () => {
    const xml = xmlOf({ "a/x,c/cc.wasip1": { verdict: { is: "fail", cause: "trap", detail: "</failure>\u0000\u001b]&\"'\ud800" } } });
    expect(xml).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(xml.match(/<\/failure>/g)).toHaveLength(1);
    expect(xml).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/);
  });

  test("is not written of a run that broke off", () => {
    const written: string[] = [];
    junitSubscriber((xml) => written.push(xml)).end?.(undefined);
    expect(written).toEqual([]);
  });
});
