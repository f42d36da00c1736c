import { printable, several } from "../model/text.js";
const words = (verdict) => {
    switch (verdict.is) {
        case "pass":
            return "pass";
        case "fail":
            return `fail by ${verdict.cause}: ${verdict.detail}`;
        case "unsupported":
            return `unsupported ${verdict.capability}: ${verdict.proof}`;
        case "broken":
            return `broken ${verdict.stage}: ${verdict.detail}`;
    }
};
/** Lines that tell which verdicts of a run are others today. */
export const rejudgedLines = (run, cells, rejudged) => [
    ...rejudged.flatMap(({ cell, told, now }) => [cell, `  then  ${printable(words(told))}`, `  today ${printable(words(now))}`]),
    `run ${run}: ${several(cells, "cell")} judged again, ${several(rejudged.length, "verdict")} changed`,
];
