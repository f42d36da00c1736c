import type { Agenda, AgendaBuild, AgendaCase, AgendaProgram, Job, LaneWish, Offer, OfferedLane, OfferedTarget } from "../model/agenda.ts";
import { unclaimedOf } from "../model/claims.ts";
import { type CellId, type LaneId, parseLane, printCell, printRoute } from "../model/ids.ts";
import { sharesFiles } from "../model/lane.ts";
import { laneFacts, routeFacts } from "./candidates.ts";
import { partnersOf } from "./elsewhere.ts";
import { type Facts, type Filter, parseFilter, selects } from "./filter.ts";
import { fulfils } from "./lanes.ts";

/** A lane of a machine, with its parts. */
interface Place extends OfferedLane {
  readonly lane: LaneId;
}

/** A machine with its lanes: those that the filter selects, and those for roles of cells in others. */
interface Site {
  readonly worker: string;
  readonly toolchains: ReadonlySet<string>;
  readonly own: readonly Place[];
  readonly all: readonly Place[];
}

const agendaFacts = ({ case: name, kind, needs, roles = ["main"] }: AgendaCase): Facts => ({
  workload: name.slice(0, name.indexOf("/")),
  case: [name.slice(name.indexOf("/") + 1), name],
  kind,
  capability: needs,
  role: roles,
});

const buildFacts = (build: AgendaBuild): Facts => ({ ...routeFacts(build), port: `${build.workload}/${build.language}`, tier: String(build.tier) });

const whyNoDialogue = (lane: LaneId, target: OfferedTarget | undefined, { sockets, closes, stdio }: AgendaProgram): string | undefined => {
  if (!sharesFiles(lane)) {
    // Streams, signals and connections to a server are passed into a machine; it reaches nothing outside.
    if (lane.launcher !== "qemu") return `the launcher ${lane.launcher} passes neither pipes nor sockets`;
    if (closes) return "a virtual machine reads the streams of its programs to their end, whoever closes them outside";
    if (stdio === "unopened") return "a virtual machine has the standard input of its programs open, whoever opens it outside";
    if (sockets.some(({ kind }) => kind === "connect")) return "sockets.connect: a virtual machine reaches nobody outside of it";
    if (sockets.some(({ protocol }) => protocol === "udp")) return "udp: only TCP is passed into a virtual machine";
    if (sockets.some(({ printed }) => printed)) return "a port that a program chooses in a virtual machine is not passed on";
  }
  if (sockets.length === 0) return undefined;
  if (sockets.some(({ protocol }) => protocol === "tls")) return "no runtime here is given keys for TLS";
  if (sockets.some(({ protocol }) => protocol === "http")) return target?.serves ? undefined : "http.serve: its host program serves no HTTP";
  if (!target?.sockets) return "its host program takes no sockets";
  if (target.sockets === "addresses") return undefined;
  if (sockets.some(({ printed }) => printed)) return "sockets.accept: a preopened socket has a port already";
  if (sockets.some(({ kind }) => kind === "connect")) return "sockets.connect: a preopened socket can only listen";
  return sockets.some(({ protocol }) => protocol === "udp") ? "udp: a preopened socket can only be one of TCP" : undefined;
};

// A guest that is known to get out could change another lane's engine, and so its verdicts.
const whyNoDirectory = ({ leaks }: Place, { directories }: AgendaProgram): string | undefined =>
  leaks !== undefined && directories ? `directories: nothing contains its engine here, and ${leaks}` : undefined;

// What an engine cannot be told is nobody's failure.
const whyNotAsked = (target: OfferedTarget | undefined, { argv0, preload, script, proposals = [] }: AgendaProgram): string | undefined => {
  if (argv0 && !target?.argv0) return "its manifest has no words for a guest's own name (argv0)";
  if (preload && !target?.preload) return "its manifest has no words for a module beside the program (preload)";
  if (script && !target?.scripts) return "its manifest has no command for specification scripts (mode wast)";
  const unknown = proposals.find((name) => !target?.proposals.includes(name));
  return unknown === undefined ? undefined : `its manifest does not say how the proposal ${unknown} is switched on`;
};

const whyInexpressible = (place: Place, name: string, entry: AgendaCase, elsewhere: Readonly<Record<string, Place>>): string | undefined => {
  const target = place.targets[name];
  const leak = Object.entries(entry.programs).map(([role, program]) => whyNoDirectory(elsewhere[role] ?? place, program));
  const leaks = leak.find((why) => why !== undefined);
  if (leaks !== undefined) return leaks;
  const rule = target?.inexpressible.find(({ capability }) => entry.needs.includes(capability));
  if (rule) return `${rule.capability}: ${rule.why}`;
  const asked = Object.entries(entry.programs).map(([role, program]) => whyNotAsked((elsewhere[role] ?? place).targets[name], program));
  const unasked = asked.find((why) => why !== undefined);
  if (unasked !== undefined) return unasked;
  if (entry.plain) return undefined;
  for (const [role, program] of Object.entries(entry.programs)) {
    const other = elsewhere[role];
    const why = whyNoDialogue((other ?? place).lane, (other ?? place).targets[name], program);
    if (why !== undefined) return other ? `${role} in ${other.lane.keep}: ${why}` : why;
  }
  return undefined;
};

/** A job with the parts of its cell. */
interface Matched {
  readonly job: Job;
  readonly id: CellId;
  readonly entry: AgendaCase;
  readonly places: readonly Place[];
}

const toMatched = (build: AgendaBuild, entry: AgendaCase, place: Place, { worker, all }: Site): Matched[] => {
  const target = place.targets[build.target];
  const elsewhere = partnersOf(entry.programs, place, all);
  if (!target || !elsewhere) return [];
  const { workload, language, toolchain } = build;
  const id: CellId = { workload, case: entry.case.slice(workload.length + 1), language, toolchain, target: build.target, lane: place.lane };
  const inexpressible = whyInexpressible(place, build.target, entry, elsewhere);
  const job: Job = {
    cell: printCell(id),
    worker,
    elsewhere: Object.fromEntries(Object.entries(elsewhere).map(([role, { id: text }]) => [role, text])),
    unclaimed: unclaimedOf(entry.needs, target.claims),
    ...(inexpressible === undefined ? {} : { inexpressible }),
  };
  return [{ job, id, entry, places: [place, ...Object.values(elsewhere)] }];
};

const toSite = ({ wishes }: Agenda, filter: Filter, { worker, toolchains, lanes }: Offer): Site => {
  const all = lanes.map((own): Place => ({ ...own, lane: parseLane(own.id) }));
  const isWanted = (partner: boolean, { lane }: Place): boolean =>
    wishes.some((wish: LaneWish) => (wish.partner ?? false) === partner && fulfils(lane, wish)) && (partner || selects(filter, laneFacts(lane)));
  return {
    worker,
    toolchains: new Set(toolchains.map(({ id }) => id)),
    own: all.filter((place) => isWanted(false, place)),
    // A lane that the filter leaves out may still serve roles of other cells.
    all,
  };
};

// The same machine for all cells of a build, so that each is compiled once: FNV-1a over its name.
const spread = (text: string, among: number): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash % among;
};

const choose = (sites: readonly Site[], text: string, lane: string, { programs }: AgendaCase): Site | undefined => {
  // A machine without the lanes of a case's other roles cannot run it, though it has the cell's own lane.
  const able = sites.filter(({ own, all }) => own.some((place) => place.id === lane && partnersOf(programs, place, all)));
  return able[spread(text, Math.max(1, able.length))];
};

const trustJobs = (agenda: Agenda, entries: ReadonlyMap<string, AgendaCase>, sites: readonly Site[], used: ReadonlySet<string>): Job[] =>
  agenda.builds
    .filter((build) => build.cases.some((id) => entries.get(`${build.workload}/${id}`)?.kind === "trust"))
    .flatMap((build) =>
      build.cases.flatMap((id) =>
        sites
          .filter(({ toolchains }) => toolchains.has(`${build.language}/${build.toolchain}`))
          .flatMap((site) =>
            site.all
              .filter((place) => used.has(`${site.worker} ${place.id} ${build.target}`))
              .flatMap((place) => toMatched(build, entries.get(`${build.workload}/${id}`) as AgendaCase, place, site)),
          ),
      ),
    )
    .filter(({ job }) => job.unclaimed.length === 0 && job.inexpressible === undefined)
    .map(({ job }) => job);

/**
 * Gives each cell of an agenda to a machine that offers its toolchain and its lane: every case of every build in every lane, as far
 * as the agenda's filter selects it. Before them, each machine gets the trust cells of each lane and target that it uses; a trust
 * cell that needs what its lane does not claim, or cannot set up, is left out. Pure; in a stable order; plain data in and out.
 */
export const match = (agenda: Agenda, offers: readonly Offer[]): Job[] => {
  const filter = parseFilter(agenda.filters);
  const entries = new Map(agenda.cases.map((entry) => [entry.case, entry]));
  const sites = offers.map((offer) => toSite(agenda, filter, offer));
  const lanes = [...new Set(sites.flatMap(({ own }) => own.map(({ id }) => id)))];
  const whole = agenda.wishes.filter(({ partner, sampled }) => !partner && !sampled);
  const sampled = new Set(lanes.filter((lane) => !whole.some((wish) => fulfils(parseLane(lane), wish))));
  const selected = agenda.builds.flatMap((build) => {
    const able = sites.filter(({ toolchains }) => toolchains.has(`${build.language}/${build.toolchain}`));
    const facts = buildFacts(build);
    const text = `${build.workload},${printRoute(build)}`;
    return build.cases.flatMap((id) => {
      const entry = entries.get(`${build.workload}/${id}`);
      if (!entry || entry.kind === "trust") return [];
      return lanes.flatMap((lane) => {
        if (sampled.has(lane) && build.sample?.includes(id) === false) return [];
        const site = choose(able, text, lane, entry);
        const place = site?.own.find((own) => own.id === lane);
        if (!site || !place) return [];
        return toMatched(build, entry, place, site).filter(({ job }) =>
          selects(filter, { ...agendaFacts(entry), ...facts, ...laneFacts(place.lane), cell: job.cell }),
        );
      });
    });
  });
  const used = new Set(selected.flatMap(({ job, id, places }) => places.map((place) => `${job.worker} ${place.id} ${id.target}`)));
  return [...trustJobs(agenda, entries, sites, used), ...selected.map(({ job }) => job)];
};
