/** The cells of a run without those that lanes are tried with. */
export const withoutTrust = ({ header, cells }) => cells.filter(({ id }) => !header.trust.includes(id.workload));
/** Whether somebody should be blamed for a cell. */
export const isBad = ({ state }) => state.is === "untrusted" || (state.is === "judged" && state.verdict.is === "fail");
/** Cells of another day, as witnesses. */
export const asRecorded = (cells) => cells.map((cell) => ({ ...cell, recorded: true }));
