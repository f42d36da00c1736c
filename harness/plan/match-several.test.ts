import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Job, Offer } from "../model/agenda.ts";
import { parseCell, parseLane, printLane, printRoute } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import { lanes } from "./catalog.fixture.ts";
import { fulfils } from "./lanes.ts";
import { agendaOf, isTrust, offerOf, ownOf, textsOf, tools } from "./match.fixture.ts";
import { match } from "./match.ts";

const laneText = (cell: string): string => printLane(parseCell(cell).lane);

describe("several machines", () => {
  const agenda = agendaOf();
  const [now, old, first] = lanes as [Lane, Lane, Lane];

  test("agenda, offers and jobs are plain data: written to a file and read elsewhere, they give the same jobs", () => {
    const offers = [offerOf(lanes, "a"), offerOf([now], "b", ["c/clang"])];
    const jobs = match(agenda, offers);
    const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value));
    expect(match(copy(agenda), copy(offers))).toEqual(jobs);
    expect(copy(jobs)).toEqual(jobs);
    expect(jobs.length).toBeGreaterThan(20);
  });

  test("each cell goes to one of them, and all cells of a build in a lane to the same one", () => {
    const offers = [offerOf(lanes, "a"), offerOf(lanes, "b"), offerOf([now, first], "c")];
    const jobs = ownOf(match(agenda, offers));
    expect(textsOf(jobs).sort()).toEqual(textsOf(ownOf(match(agenda, [offerOf(lanes)]))).sort());
    const workersOf = new Map<string, Set<string>>();
    for (const { cell, worker } of jobs) {
      const { workload: name, lane: own, ...route } = parseCell(cell);
      const build = `${name},${printRoute(route)} ${printLane(own)}`;
      workersOf.set(build, new Set([...(workersOf.get(build) ?? []), worker]));
    }
    for (const workers of workersOf.values()) expect(workers.size).toBe(1);
    expect(new Set(jobs.map(({ worker }) => worker)).size).toBeGreaterThan(1);
  });

  test("where all have the same lanes, each build is compiled by one of them", () => {
    const jobs = ownOf(match(agenda, [offerOf(lanes, "a"), offerOf(lanes, "b")]));
    const workersOf = Map.groupBy(jobs, ({ cell }) => cell.slice(0, cell.indexOf("/")) + cell.split(",")[1]);
    for (const own of workersOf.values()) expect(new Set(own.map(({ worker }) => worker)).size).toBe(1);
  });

  test("each gets the trust cells of the lanes and targets that it uses, by the toolchains that it has, and of no others", () => {
    const offers = [offerOf(lanes, "a"), offerOf(lanes, "b"), offerOf([old], "c", ["js/qjs"])];
    const jobs = match(agenda, offers);
    const usedBy = (worker: string): Set<string> =>
      new Set(ownOf(jobs).flatMap(({ cell, worker: own }) => (own === worker ? [`${laneText(cell)} ${parseCell(cell).target}`] : [])));
    for (const { worker, toolchains } of offers) {
      const asked = jobs.filter((job) => job.worker === worker && isTrust(job.cell)).map(({ cell }) => cell);
      const wanted = [...usedBy(worker)].flatMap((place) => {
        const [text = "", target] = place.split(" ");
        // The first runtime claims no traps: it cannot be asked.
        if (text.startsWith("first@")) return [];
        const programs = target === "wasip1" ? ["c/clang", "c/zig-cc"] : ["c/clang", "js/qjs"];
        return programs.filter((tool) => toolchains.some(({ id }) => id === tool)).map((tool) => `must-trap/case-0,${tool}.${target},${text}`);
      });
      expect([...asked].sort()).toEqual(wanted.sort());
    }
    expect(jobs.filter(({ cell }) => isTrust(cell)).length).toBeGreaterThan(0);
  });

  test("what no offer has gives no job: a lane, a toolchain, or both on different machines", () => {
    expect(textsOf(match(agenda, [offerOf([now])])).some((cell) => cell.includes("both@46.0.0"))).toBe(false);
    expect(textsOf(match(agenda, [offerOf(lanes, "a", ["js/qjs"])])).some((cell) => cell.includes(",c/"))).toBe(false);
    expect(match(agenda, [offerOf(lanes, "a", []), offerOf([], "b")])).toEqual([]);
    expect(match(agenda, [])).toEqual([]);
  });

  test("a lane that the agenda does not wish for gives no job", () => {
    expect(new Set(textsOf(match(agendaOf([], [now]), [offerOf(lanes)])).map(laneText))).toEqual(new Set([now.text]));
  });

  test("whatever the machines have: no cell twice but trust cells, no cell that one machine with everything would not have", () => {
    const whole = new Set(textsOf(match(agenda, [offerOf(lanes)])));
    const machine = fc.record({ lanes: fc.shuffledSubarray(lanes), tools: fc.shuffledSubarray([...tools]) });
    fc.assert(
      fc.property(fc.array(machine, { minLength: 1, maxLength: 4 }), fc.nat(), (machines, turn) => {
        const offers = machines.map((own, index) => offerOf(own.lanes, `w${index}`, own.tools));
        const jobs = match(agenda, offers);
        expect(textsOf(jobs).every((cell) => whole.has(cell))).toBe(true);
        const own = textsOf(ownOf(jobs));
        expect(new Set(own).size).toBe(own.length);
        expect(new Set(jobs.map(({ cell, worker }) => `${worker} ${cell}`)).size).toBe(jobs.length);
        for (const { cell, worker } of jobs) {
          const { lanes: had, toolchains } = offers.find((offer) => offer.worker === worker) as Offer;
          const { language, toolchain, lane: id } = parseCell(cell);
          expect(had.some((each) => each.id === printLane(id)) && toolchains.some((each) => each.id === `${language}/${toolchain}`)).toBe(true);
          expect(agenda.wishes.some((wish) => fulfils(parseLane(printLane(id)), wish))).toBe(true);
        }
        // The order of a machine's lanes and toolchains orders jobs; it moves none.
        const turned = offers.map((offer) => ({ ...offer, lanes: rotate(offer.lanes, turn), toolchains: rotate(offer.toolchains, turn) }));
        const keyed = (all: readonly Job[]): string[] => all.map((job) => JSON.stringify(job)).sort();
        expect(keyed(match(agenda, turned))).toEqual(keyed(jobs));
      }),
    );
  });
});

const rotate = <T>(items: readonly T[], by: number): T[] => [...items.slice(by % Math.max(1, items.length)), ...items.slice(0, by % Math.max(1, items.length))];
