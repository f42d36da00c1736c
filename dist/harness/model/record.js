/** Orders texts the same on every machine. */
export const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
/** WORKLOAD/CASE of a recorded cell. */
export const caseOf = (cell) => cell.slice(0, cell.indexOf(","));
/** The build whose artifact a recorded cell ran: WORKLOAD,LANGUAGE/TOOLCHAIN.TARGET. */
export const buildOf = (cell) => cell.slice(0, cell.indexOf("/")) + cell.slice(cell.indexOf(","));
/**
 * Whether a recorded cell ran the artifact of its build's line: none is there where it could not be built, the lane cannot set
 * the case up, or it ran several programs.
 */
export const ranArtifact = (cell) => cell.state === "judged" && cell.artifact === undefined && !(cell.verdict.is === "fail" && cell.verdict.cause === "build");
