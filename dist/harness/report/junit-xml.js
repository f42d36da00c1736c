import { printable, printableLines } from "../model/text.js";
const markup = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
// XML 1.0 has no control characters, and what is printable has none besides the ends of lines, which no attribute keeps.
const escapeText = (text) => text.replace(/[&<>"]/g, (character) => markup[character]);
const escapeXml = (text) => escapeText(printable(text));
const caseLine = ({ classname, name, milliseconds, outcome }) => {
    const time = milliseconds === undefined ? "" : ` time="${(milliseconds / 1000).toFixed(3)}"`;
    const open = `    <testcase classname="${escapeXml(classname)}" name="${escapeXml(name)}"${time}`;
    switch (outcome.is) {
        case "passed":
            return `${open}/>`;
        case "skipped":
            return `${open}><skipped message="${escapeXml(outcome.message)}"/></testcase>`;
        default:
            return `${open}><${outcome.is} type="${escapeXml(outcome.type)}" message="${escapeXml(outcome.message)}">${escapeText(printableLines(outcome.text))}</${outcome.is}></testcase>`;
    }
};
const totals = (cases) => {
    const count = (is) => cases.filter(({ outcome }) => outcome.is === is).length;
    return `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}"`;
};
/** Suites of test cases as JUnit XML, as CI services read it. */
export const junitXml = (suites) => [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="gatehouse" ${totals(suites.flatMap(({ cases }) => cases))}>`,
    ...suites.flatMap(({ name, cases }) => [`  <testsuite name="${escapeXml(name)}" ${totals(cases)}>`, ...cases.map(caseLine), "  </testsuite>"]),
    "</testsuites>",
    "",
].join("\n");
