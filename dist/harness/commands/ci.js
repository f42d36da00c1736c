import { appendFileSync } from "node:fs";
import { variable } from "../host/environment.js";
import { say } from "../host/say.js";
/** Where a CI service runs us: annotations go to the log, a summary to the page of the step. Elsewhere nothing happens. */
export const tellCi = (annotations, summary) => {
    if (variable("GITHUB_ACTIONS") !== "true")
        return;
    for (const line of annotations())
        say(line);
    const page = variable("GITHUB_STEP_SUMMARY");
    if (page)
        appendFileSync(page, summary());
};
