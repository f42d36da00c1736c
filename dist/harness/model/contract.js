/** Whether a stream's bytes mean the same in another run or lane. */
export const isLasting = ({ match }) => match === "exact" || match === "per-engine";
/** Whether a program has to be run twice to be judged. */
export const needsTwoRuns = ({ stdout, stderr }) => stdout.match === "fresh" || stderr.match === "fresh";
