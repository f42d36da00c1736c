import { type ToolchainTrial, withTrial } from "../engine/on-trial.ts";
import { select } from "../engine/select.ts";
import type { Work } from "../engine/with-work.ts";
import type { CellRecord } from "../judge/fold.ts";
import { groundsOf } from "../judge/grounds.ts";
import { GatehouseError } from "../model/errors.ts";
import { candidateSuffix } from "../model/ids.ts";
import { parseFilter } from "../plan/filter.ts";
import { profiles } from "../plan/profile.ts";
import { type Hearing, type HearingOptions, isBad, withoutTrust } from "./hearing.ts";
import { runBoth } from "./run-both.ts";
import { wantedOf } from "./wanted.ts";

/** Runs everything that a compiler on trial builds, and the same by the compiler of languages/. Throws a GatehouseError where it cannot be used. */
export const runToolchains = async (work: Work, trial: ToolchainTrial, terms: readonly string[], options: HearingOptions): Promise<Hearing> => {
  const { catalog, names } = withTrial(work.session.catalog, trial);
  const session = { ...work.session, catalog };
  const own = { ...work, session };
  const all = [...terms, `toolchain=${names.join(",")}`];
  const selection = await select(session, profiles[options.profile], parseFilter(all), work.progress);
  for (const name of names.filter((each) => each.endsWith(candidateSuffix))) {
    const lacking = selection.unavailable.find((line) => line.what === "toolchain" && line.id === name)?.evidence.find((item) => !item.pass);
    if (lacking) throw new GatehouseError("gate/toolchain", `${trial.name} cannot be used: ${lacking.name}: ${lacking.info ?? "no"}`, { hint: lacking.hint });
  }
  const isCandidate = ({ id }: CellRecord): boolean => id.toolchain.endsWith(candidateSuffix);
  const { main, siblings, journals } = await runBoth(own, selection, { ...options, trial: trial.name }, all, (cell) => isCandidate(cell) && isBad(cell));
  const cells = withoutTrust(main.record).filter(({ id }) => names.includes(`${id.language}/${id.toolchain}`));
  return {
    candidate: trial.name,
    baseline: `the ${trial.package} of languages/`,
    run: main.record.header.run,
    before: cells.filter((cell) => !isCandidate(cell)),
    after: cells.filter(isCandidate),
    witnesses: [...withoutTrust(main.record), ...(siblings ? withoutTrust(siblings.record) : [])],
    grounds: groundsOf(main.record, catalog),
    wanted: wantedOf(
      selection,
      selection.lanes,
      catalog,
      names.filter((name) => !name.endsWith(candidateSuffix)),
    ),
    journals,
    sameArtifact: false,
    complete: main.record.complete,
  };
};
