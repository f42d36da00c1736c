import { decide } from "../gate/decide.ts";
import { currentDay } from "../host/clock.ts";
import { blamer } from "../judge/blame.ts";
import type { CellRecord } from "../judge/fold.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Decision } from "../model/change.ts";
import type { Policy } from "../model/policy.ts";
import { toGateCells, withDiffs } from "./cells.ts";
import type { Hearing } from "./hearing.ts";

/** Decides on what was heard, by a policy; what changed of a stream that was kept is shown. */
export const decideOn = (sides: Hearing, catalog: Catalog, policy: Policy): Decision => {
  const blame = blamer(sides.witnesses, sides.grounds);
  const byText = new Map(sides.witnesses.map((cell) => [cell.text, cell]));
  const question = {
    candidate: sides.candidate,
    baseline: sides.baseline,
    run: sides.run,
    policy,
    today: currentDay(),
    blame: (cell: { readonly text: string }) => blame(byText.get(cell.text) as CellRecord),
    wanted: sides.wanted,
    complete: sides.complete,
  };
  const before = toGateCells(catalog, sides.before, sides.sameArtifact, sides.grounds.size);
  const after = toGateCells(catalog, sides.after, sides.sameArtifact, sides.grounds.size);
  return withDiffs(decide(question, before, after), before, after, sides.journals);
};
