import { join } from "node:path";
import { makeReady } from "../bench/ready.ts";
import { measureLimits, withBench } from "../bench/record.ts";
import { withWork } from "../engine/carry-out.ts";
import { select } from "../engine/select.ts";
import { version } from "../host/about.ts";
import { timestamp } from "../host/clock.ts";
import { load, machine } from "../host/machine.ts";
import { toReport } from "../measure/report.ts";
import { usualLooks } from "../measure/verdict.ts";
import { exitCodes, GatehouseError } from "../model/errors.ts";
import type { SamplesHeader, SamplesLine } from "../model/generated/samples.ts";
import { laneTarget } from "../model/lane.ts";
import { parseFilter } from "../plan/filter.ts";
import { profiles } from "../plan/profile.ts";
import { newRunId, runsFolder } from "../record/runs.ts";
import { Samples } from "../record/samples.ts";
import { sizeLines } from "../report/bench.ts";
import { print, printJson, resultStyle } from "./output.ts";
import { checkSomething } from "./run.ts";

/**
 * `gatehouse size`: the least linear memory that each case passes with, to a page of 64 KiB, by halving the engine's own
 * limit; what the program writes is judged at each try. For whoever says how much memory a Keep gets. Exit code 0; 1 where a
 * case passes with no limit at all or not even so.
 */
export const sizeCommand = async (root: string, terms: readonly string[], json: boolean): Promise<number> => {
  const profile = profiles.full;
  return withWork(root, async (work) => {
    const selection = await select(work.session, profile, parseFilter(terms), work.progress);
    checkSomething(selection);
    return withBench(work, "warm", async (bench) => {
      const limited = selection.cells.filter(({ lane, id }) => laneTarget(lane, id.target)?.mode.memory !== undefined);
      const { subjects, lines: found } = await makeReady(work, { ...selection, cells: limited }, [], bench, false);
      if (work.interrupted()) return 130;
      if (subjects.length === 0)
        throw new GatehouseError("size/nothing", "no runtime of this selection limits memory", {
          hint: "runtimes that do have the mode `memory` in their runtime.toml",
          exitCode: 3,
        });
      const header: SamplesHeader = {
        ...{ kind: "header", format: 1, run: newRunId(), started: timestamp(), harness: version(), machine: machine() },
        ...{ supervised: work.launcher.supervised, filters: [...terms], cache: "warm", rounds: 1, looks: usualLooks.most, policy: 0.02, seed: 1, load: load() },
        lanes: selection.lanes.map(({ text, id, digest }) => ({ id: text, version: id.version, digest })),
        toolchains: selection.toolchains.map(({ id, version: own, digest }) => ({ id, version: own, digest })),
      };
      const path = join(runsFolder(root), header.run, "samples", "size.ndjson");
      const samples = new Samples(path, header);
      const lines: SamplesLine[] = [];
      const append = (line: SamplesLine): void => {
        samples.append(line);
        lines.push(line);
      };
      for (const line of found) append(line);
      await measureLimits(work, subjects, "memory", bench, append);
      append({ kind: "footer", finished: timestamp(), interrupted: work.interrupted(), load: load() });
      samples.close();
      work.progress.clear();
      const report = toReport(header, lines);
      if (json) printJson({ ...report, samples: path });
      else print([...sizeLines(report, resultStyle()), `samples: ${path}`]);
      if (work.interrupted()) return 130;
      return report.cells.some(({ failed }) => failed !== undefined) ? exitCodes.unexpected : exitCodes.ok;
    });
  });
};
