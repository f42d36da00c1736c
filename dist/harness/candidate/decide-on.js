import { decide } from "../gate/decide.js";
import { timestamp } from "../host/clock.js";
import { blamer } from "../judge/blame.js";
import { toGateCells, withDiffs } from "./cells.js";
/** Decides on what was heard, by a policy; what changed of a stream that was kept is shown. */
export const decideOn = (sides, catalog, policy) => {
    const blame = blamer(sides.witnesses, sides.grounds);
    const byText = new Map(sides.witnesses.map((cell) => [cell.text, cell]));
    const question = {
        candidate: sides.candidate,
        baseline: sides.baseline,
        run: sides.run,
        policy,
        today: timestamp().slice(0, 10),
        blame: (cell) => blame(byText.get(cell.text)),
        wanted: sides.wanted,
        complete: sides.complete,
    };
    const before = toGateCells(catalog, sides.before, sides.sameArtifact);
    const after = toGateCells(catalog, sides.after, sides.sameArtifact);
    return withDiffs(decide(question, before, after), before, after, sides.journals);
};
