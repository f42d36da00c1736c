import { printable, printableLines } from "../model/text.ts";
import { escapeXml } from "./xml.ts";

/** What became of a test case, in the words of JUnit. */
export type JunitOutcome =
  | { readonly is: "passed" }
  | { readonly is: "failure" | "error"; readonly type: string; readonly message: string; readonly text: string }
  | { readonly is: "skipped"; readonly message: string };

export interface JunitCase {
  readonly classname: string;
  readonly name: string;
  /** Wall time in milliseconds, where it is known. */
  readonly milliseconds?: number | undefined;
  readonly outcome: JunitOutcome;
}

export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
}

// XML 1.0 has no control characters, and what is printable has none besides the ends of lines, which no attribute keeps.
const attribute = (text: string): string => escapeXml(printable(text));

const caseLine = ({ classname, name, milliseconds, outcome }: JunitCase): string => {
  const time = milliseconds === undefined ? "" : ` time="${(milliseconds / 1000).toFixed(3)}"`;
  const open = `    <testcase classname="${attribute(classname)}" name="${attribute(name)}"${time}`;
  switch (outcome.is) {
    case "passed":
      return `${open}/>`;
    case "skipped":
      return `${open}><skipped message="${attribute(outcome.message)}"/></testcase>`;
    default:
      return `${open}><${outcome.is} type="${attribute(outcome.type)}" message="${attribute(outcome.message)}">${escapeXml(printableLines(outcome.text))}</${outcome.is}></testcase>`;
  }
};

const totals = (cases: readonly JunitCase[]): string => {
  const count = (is: JunitOutcome["is"]): number => cases.filter(({ outcome }) => outcome.is === is).length;
  return `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}"`;
};

/** Suites of test cases as JUnit XML, as CI services read it. */
export const junitXml = (suites: readonly JunitSuite[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="gatehouse" ${totals(suites.flatMap(({ cases }) => cases))}>`,
    ...suites.flatMap(({ name, cases }) => [`  <testsuite name="${attribute(name)}" ${totals(cases)}>`, ...cases.map(caseLine), "  </testsuite>"]),
    "</testsuites>",
    "",
  ].join("\n");
