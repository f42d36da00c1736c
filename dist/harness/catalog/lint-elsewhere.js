import { fault } from "./lint-words.js";
/** Checks the Keeps that a case's programs name: each is there, and one program is left for the cell's own. `place` is the case's place in the file. */
export const lintElsewhere = (entry, keeps, file, place) => {
    const programs = Object.entries(entry.programs ?? {});
    for (const [role, { keep }] of programs)
        if (keep !== undefined && !keeps.has(keep))
            throw fault("workload/keep", file, `${place}/programs/${role}/keep`, `there is no Keep ${keep}`, `Keeps are: ${[...keeps.keys()].join(", ")}`);
    if (programs.length > 0 && programs.every(([, { keep }]) => keep !== undefined))
        throw fault("workload/keep", file, `${place}/programs`, `every program of case ${entry.id} runs in another Keep than the cell's`, "remove keep from one of them: that one runs in the Keep that the cell names");
};
