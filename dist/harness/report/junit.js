import { junitXml } from "./junit-xml.js";
// What fails on both sides, or did not run, is no pass.
const isGood = ({ change }) => change.is === "same" ? change.both === "pass" : change.is === "fixed" || (change.is === "added" && !change.detail);
const describe = ({ change }) => {
    const detail = "detail" in change && change.detail ? `: ${change.detail}` : change.is === "incomparable" ? `: the ${change.moved} moved` : "";
    return `${change.is === "same" ? `${change.both} on both` : change.is}${detail}`;
};
const names = (subject) => {
    const [name = "", route = ""] = subject.split(",");
    return { name, route };
};
const changeCase = (own) => {
    const { subject, change, gates, blame, evidence, cell } = own;
    const { name, route } = names(subject);
    const text = `blame: ${blame}\n${evidence.join("\n")}\n${cell}`;
    if (gates)
        return { classname: route, name, outcome: { is: "failure", type: change.is, message: describe(own), text } };
    return { classname: route, name, outcome: isGood(own) ? { is: "passed" } : { is: "skipped", message: describe(own) } };
};
const timeCase = ({ subject, is, detail, again, gates }) => {
    const { name, route } = names(subject);
    const classname = `times ${route}`;
    if (gates)
        return { classname, name, outcome: { is: "failure", type: is, message: detail, text: again.join(" ") } };
    return { classname, name, outcome: is === "same" || is === "faster" ? { is: "passed" } : { is: "skipped", message: `${is}: ${detail}` } };
};
/** The decision as JUnit XML: a test case per case and route; what refuses the candidate is a failure. */
export const decisionJunit = ({ candidate, baseline, changes, times = [] }) => junitXml([{ name: `${candidate} against ${baseline}`, cases: [...changes.map(changeCase), ...times.map(timeCase)] }]);
