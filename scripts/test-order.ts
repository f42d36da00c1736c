import { createHash } from "node:crypto";
import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files that take long, and about how many seconds each takes by itself; those that download count as more. A long file that begins last keeps all
 * others waiting. A file that is not here begins after these; a figure that has grown old costs time, and nothing else.
 */
export const slow: Readonly<Record<string, number>> = {
  "harness/commands/examples-run.test.ts": 117,
  "scripts/action.test.ts": 90,
  "harness/mini/plants-gate.test.ts": 71,
  "harness/mini/hostile/hostile.test.ts": 71,
  "harness/repro/dialogue.test.ts": 62,
  "harness/guide/guides.test.ts": 60,
  "harness/repro/repro.test.ts": 52,
  "harness/launch/machine/machine.test.ts": 49,
  "harness/mini/plants.test.ts": 45,
  "harness/site/browser.test.ts": 42,
  "harness/shrink/shrink.test.ts": 36,
  "harness/run/dialogue/dialogue-run.test.ts": 36,
  "harness/commands/schemas.test.ts": 35,
  "harness/commands/cli.test.ts": 34,
  "harness/commands/examples.test.ts": 33,
  "harness/candidate/gate.test.ts": 30,
  "harness/mini/traits.test.ts": 29,
  "harness/review/publish.test.ts": 27,
  "harness/commands/printed.test.ts": 27,
  "harness/differ/differ.test.ts": 27,
  "harness/mini/closing.test.ts": 27,
  "harness/launch/supervised.test.ts": 26,
  "harness/contribute/contribute.test.ts": 23,
  "harness/bisect/bisect.test.ts": 23,
  "harness/run/dialogue/two-keeps.test.ts": 20,
  "harness/suite/operations.test.ts": 20,
  "harness/launch/room-limits.test.ts": 20,
  "harness/mini/isolation.test.ts": 20,
  "harness/mini/attacker.test.ts": 18,
  "harness/launch/contain.test.ts": 16,
  "harness/commands/commands.test.ts": 16,
  "harness/catalog/manifests.test.ts": 16,
  "harness/differ/pair.test.ts": 16,
};

/** Where a file stands: slow ones by their seconds, then those that start processes at times, then pure functions, which share what they load. */
const rankOf = (root: string, { moduleId, project }: TestSpecification): number => {
  const seconds = slow[relative(root, moduleId)];
  if (seconds !== undefined) return -seconds;
  return project.config.isolate ? 0 : 1;
};

/** Begins with the slowest files. The others come in an order that follows from the seed, another in each run. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root, sequence } = this.ctx.config;
    const draw = ({ moduleId }: TestSpecification): string =>
      createHash("sha256")
        .update(`${sequence.seed} ${relative(root, moduleId)}`)
        .digest("hex");
    return files
      .map((file) => ({ file, rank: rankOf(root, file), drawn: draw(file) }))
      .sort((a, b) => a.rank - b.rank || (a.drawn < b.drawn ? -1 : 1))
      .map(({ file }) => file);
  }
}
