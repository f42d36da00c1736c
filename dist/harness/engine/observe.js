import { needsTwoRuns } from "../model/contract.js";
import { runDialogue } from "../run/dialogue/start.js";
import { runTrial, runTwice } from "../run/trial.js";
// The judge must know which program's facts come first: the first that was started need not be the case's first role, nor need others have come to start.
const withRole = ({ observation, programs }, entry) => Object.keys(entry.programs).length === 1 ? observation : { ...observation, role: Object.keys(programs)[0] ?? "" };
const mainOf = (entry) => {
    const program = entry.programs["main"];
    if (!program)
        throw new Error(`${entry.id} has no program`);
    return program;
};
/**
 * Runs one trial of a case and returns the facts, without opinion: one observation, or two of a program that must write other bytes
 * in each run. `nextName` names the sandboxes.
 */
export const observe = async (ready, { folders, launcherOf }, nextName) => {
    const { case: entry, folder, programs, expected } = ready;
    if (!entry.plain || !expected) {
        const roles = Object.fromEntries(programs.map((own) => [own.role, { ...own, launcher: launcherOf(own.lane) }]));
        return [withRole(await runDialogue({ name: nextName(), case: entry, workload: folder, roles }, folders), entry)];
    }
    const program = mainOf(entry);
    const [first] = programs;
    const launcher = launcherOf(first.lane);
    const once = (onDrawn) => runTrial({ program, limits: entry.limits, expected, workload: folder, ...first, name: nextName(), ...(onDrawn ? { onDrawn } : {}) }, folders, launcher);
    return needsTwoRuns(program) ? runTwice(program, once) : [await once()];
};
