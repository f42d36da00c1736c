import type { SamplesHeader, SamplesLine } from "../model/generated/samples.ts";
import { printCell, printRelease, printRoute } from "../model/ids.ts";
import { byVersion } from "../model/semver.ts";
import type { Comparison, ReleaseComparison, Speed } from "../model/speed.ts";
import { pairRounds, phaseRounds, type Series, startWorkload, type Time } from "./series.ts";
import { compareCounts, compareTimes, judgeWall, type Looks, type Policy } from "./verdict.ts";

/** A difference of exact counts below this part is none: engines may count what they insert themselves. */
const leastFuel = 0.01;

const badness: readonly Speed[] = ["faster", "same", "unsure", "slower"];

const worst = (speeds: readonly Speed[]): Speed => badness[Math.max(...speeds.map((speed) => badness.indexOf(speed)))] ?? "unsure";

const fuelOf = (series: Series, lines: readonly SamplesLine[]): number | undefined => {
  const found = lines.find((line) => line.kind === "count" && line.cell === series.cell && line.group === series.group);
  return found?.kind === "count" && found.steady ? found.fuel : undefined;
};

/** CPU time, where the launcher took it of every sample; else wall time. */
export const timeOf = (...both: readonly Series[]): Time =>
  both.every(({ samples }) => samples.every(({ userMs, systemMs }) => userMs !== null && systemMs !== null)) ? "cpu" : "wall";

// A no-op runs in the rounds of every group that has its route and lane: all of them tell of its start.
const pooled = (all: readonly Series[]): Series[] => {
  const groups = [...new Set(all.map(({ group }) => group))];
  return [...Map.groupBy(all, ({ cell }) => cell).values()].map((same) => {
    const [first] = same as [Series];
    const samples = same.flatMap((each) => each.samples.map((sample) => ({ ...sample, round: sample.round * groups.length + groups.indexOf(each.group) })));
    return { ...first, group: `${first.id.workload}/${first.id.case}`, samples };
  });
};

// The same case by the same route in another lane's place.
const inLaneOf = ({ id }: Series, other: Series): boolean => printCell({ ...id, lane: { ...id.lane, version: other.id.lane.version } }) === other.cell;

/** What a series is compared with, of all series: the same artifact, the same case, the same rounds. */
type Against = (candidate: Series, others: readonly Series[]) => Series | undefined;

const compareEach = (lines: readonly SamplesLine[], all: readonly Series[], policy: Policy, looks: Looks, against: Against): ReleaseComparison[] => {
  const own = [...all.filter(({ id }) => id.workload !== startWorkload), ...pooled(all.filter(({ id }) => id.workload === startWorkload))];
  return own.flatMap((candidate): ReleaseComparison[] => {
    const others = own.filter((other) => other.group === candidate.group && other.cell !== candidate.cell && inLaneOf(candidate, other));
    const baseline = against(candidate, others);
    if (!baseline) return [];
    const by = timeOf(baseline, candidate);
    const compared = (kind: Time): Comparison =>
      compareTimes(pairRounds(phaseRounds(baseline, "total", kind, all), phaseRounds(candidate, "total", kind, all)), policy, looks);
    const [time, wall] = [compared(by), by === "cpu" ? compared("wall") : undefined];
    const [before, after] = [fuelOf(baseline, lines), fuelOf(candidate, lines)];
    const fuel = before === undefined || after === undefined ? undefined : compareCounts(before, after, leastFuel);
    const { id } = candidate;
    const subject = `${id.workload}/${id.case},${printRoute(id)}`;
    return [
      {
        subject,
        baseline: baseline.cell,
        candidate: candidate.cell,
        time,
        by,
        wall,
        fuel,
        is: worst([time.is, (wall && judgeWall(wall)) ?? time.is, fuel ?? time.is]),
      },
    ];
  });
};

/** Other releases of the baseline's runtime held against it. */
export const compareReleases = (
  header: SamplesHeader,
  lines: readonly SamplesLine[],
  all: readonly Series[],
  policy: Policy,
  looks: Looks,
): ReleaseComparison[] => compareEach(lines, all, policy, looks, (_, others) => others.find(({ id }) => printRelease(id.lane) === header.baseline));

/** Each release held against the one before it, of all that were measured of its runtime: a series over releases, looked at once. */
export const compareSteps = (lines: readonly SamplesLine[], all: readonly Series[], policy: Policy, rounds: number): ReleaseComparison[] =>
  compareEach(lines, all, policy, { first: rounds, most: 1 }, ({ id }, others) =>
    others
      .filter((other) => byVersion(other.id.lane.version, id.lane.version) < 0)
      .toSorted((a, b) => byVersion(a.id.lane.version, b.id.lane.version))
      .at(-1),
  );
