import { junitXml } from "./junit-xml.js";
const good = ["same", "fixed", "added", "faster"];
const names = (subject) => {
    const [name = "", route = ""] = subject.split(",");
    return { name, route };
};
const changeCase = ({ subject, change, gates, blame, evidence, cell }) => {
    const { name, route } = names(subject);
    const detail = "detail" in change ? change.detail : change.is;
    const text = `blame: ${blame}\n${evidence.join("\n")}\n${cell}`;
    if (gates)
        return { classname: route, name, outcome: { is: "failure", type: change.is, message: detail, text } };
    return { classname: route, name, outcome: good.includes(change.is) ? { is: "passed" } : { is: "skipped", message: `${change.is}: ${detail}` } };
};
const timeCase = ({ subject, is, detail, again, gates }) => {
    const { name, route } = names(subject);
    const classname = `times ${route}`;
    if (gates)
        return { classname, name, outcome: { is: "failure", type: is, message: detail, text: again.join(" ") } };
    return { classname, name, outcome: good.includes(is) ? { is: "passed" } : { is: "skipped", message: `${is}: ${detail}` } };
};
/** The decision as JUnit XML: a test case per case and route; what refuses the candidate is a failure. */
export const decisionJunit = ({ candidate, baseline, changes, times = [] }) => junitXml([{ name: `${candidate} against ${baseline}`, cases: [...changes.map(changeCase), ...times.map(timeCase)] }]);
