import { GatehouseError } from "./errors.ts";
import type { Target } from "./words.ts";

/** One language by one toolchain for one target: `c/zig-cc.wasip1`. */
export interface Route {
  readonly language: string;
  readonly toolchain: string;
  readonly target: Target;
}

/** One program of a workload by one route: `fibonacci,c/zig-cc.wasip1`, or `chat:client,c/zig-cc.wasip1`. Names an artifact. */
export interface BuildId extends Route {
  readonly workload: string;
  /** Where the workload has several programs. */
  readonly role?: string;
}

/** A runtime at a version: `wasmtime@49.0.3`, or a binary on disk: `wasmtime@path:/x/wasmtime`. */
export interface ReleaseId {
  readonly runtime: string;
  readonly version: string;
}

/** Where a binary runs: `wasmtime@49.0.3+pulley/kvm:qemu:tcg-x86_64`. */
export interface LaneId extends ReleaseId {
  readonly variant?: string;
  readonly keep: string;
  readonly launcher: string;
  readonly accelerator?: string;
  readonly architecture: string;
}

/** One case of one workload, of one port, by one toolchain, for one target, in one lane. */
export interface CellId extends BuildId {
  readonly case: string;
  readonly lane: LaneId;
}

/** What a toolchain on trial is called by beside the one that it is held against. */
export const candidateSuffix = "-candidate";

const bad = (what: string, text: string, form: string): GatehouseError =>
  new GatehouseError("id/malformed", `not a ${what}: ${JSON.stringify(text)}`, { hint: `a ${what} has the form ${form}` });

// A run has few routes and lanes, and each of its cells names one of each: what was parsed is shared, up to a number that no run has.
const mostKnown = 4096;
const remembering = <T>(parse: (text: string) => T): ((text: string) => T) => {
  const known = new Map<string, T>();
  return (text) => {
    const own = known.get(text);
    if (own !== undefined) return own;
    const parsed = parse(text);
    if (known.size < mostKnown) known.set(text, parsed);
    return parsed;
  };
};

// A candidate's path may hold what separates the parts of an id, or what a shell or a terminal would take amiss.
const encodeVersion = (version: string): string =>
  version.replace(/[^A-Za-z0-9._~:/-]/gu, (character) =>
    encodeURIComponent(character).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
  );

// Undefined where it is not what encodeVersion gives: a version has one text, or one cell would have two names.
const decodeVersion = (text: string): string | undefined => {
  try {
    const version = decodeURIComponent(text);
    return encodeVersion(version) === text ? version : undefined;
  } catch {
    return undefined;
  }
};

export const printRoute = (id: Route): string => `${id.language}/${id.toolchain}.${id.target}`;

export const parseRoute = remembering((text: string): Route => {
  const match = /^([a-z0-9-]+)\/([a-z0-9-]+)\.([a-z0-9]+)$/.exec(text);
  if (!match) throw bad("route", text, "LANGUAGE/TOOLCHAIN.TARGET");
  return { language: match[1] as string, toolchain: match[2] as string, target: match[3] as string };
});

export const printBuild = (id: BuildId): string => `${id.workload}${id.role === undefined ? "" : `:${id.role}`},${printRoute(id)}`;

export const parseBuild = (text: string): BuildId => {
  const match = /^([a-z0-9-]+)(?::([a-z0-9-]+))?,([^,]+)$/.exec(text);
  if (!match) throw bad("build", text, "WORKLOAD[:ROLE],LANGUAGE/TOOLCHAIN.TARGET");
  return { workload: match[1] as string, ...(match[2] ? { role: match[2] } : {}), ...parseRoute(match[3] as string) };
};

export const printRelease = (id: ReleaseId): string => `${id.runtime}@${encodeVersion(id.version)}`;

const printed = new WeakMap<LaneId, string>();

export const printLane = (id: LaneId): string => {
  const known = printed.get(id);
  if (known !== undefined) return known;
  const text = laneText(id);
  printed.set(id, text);
  return text;
};

/** What the text of a lane begins with, by its release, its Keep and its variant: all that is known of it before a machine is asked. */
export const laneStart = (release: string, keep: string, variant: string | undefined): string => `${release}${variant ? `+${variant}` : ""}/${keep}:`;

const laneText = (id: LaneId): string => {
  const accelerator = id.accelerator ? `:${id.accelerator}` : "";
  return `${laneStart(printRelease(id), id.keep, id.variant)}${id.launcher}${accelerator}-${id.architecture}`;
};

/** Whether a lane is a process of the bare machine, whatever its variant. */
export const isBare = ({ keep, launcher }: Pick<LaneId, "keep" | "launcher">): boolean => keep === "nil" && launcher === "host";

/** Whether it is one, in no variant. */
export const isPlain = (lane: Pick<LaneId, "keep" | "launcher"> & { readonly variant?: string | undefined }): boolean =>
  isBare(lane) && lane.variant === undefined;

/** A lane without its version: what one release after another is held against. */
export const printTrack = (id: LaneId): string => printLane(id).replace(printRelease(id), id.runtime);

export const parseLane = remembering((text: string): LaneId => {
  const form = "RUNTIME@VERSION[+VARIANT]/KEEP:LAUNCHER[:ACCELERATOR]-ARCHITECTURE";
  // Greedy up to the last slash: a candidate's path has slashes of its own.
  const match = /^([a-z0-9-]+)@([A-Za-z0-9._~:/%-]+)(?:\+([a-z0-9-]+))?\/([a-z0-9]+):(host|qemu-user|qemu|snp-vm)(?::([a-z0-9]+))?-([a-z0-9_]+)$/.exec(text);
  const version = match ? decodeVersion(match[2] as string) : undefined;
  if (!match || version === undefined) throw bad("lane", text, form);
  return {
    runtime: match[1] as string,
    version,
    ...(match[3] ? { variant: match[3] } : {}),
    keep: match[4] as string,
    launcher: match[5] as string,
    ...(match[6] ? { accelerator: match[6] } : {}),
    architecture: match[7] as string,
  };
});

export const printCell = (id: CellId): string => `${id.workload}/${id.case},${printRoute(id)},${printLane(id.lane)}`;

const parseCase = remembering((text: string): Pick<CellId, "workload" | "case"> | undefined => {
  const match = /^([a-z0-9-]+)\/([a-z0-9-]+)$/.exec(text);
  return match ? { workload: match[1] as string, case: match[2] as string } : undefined;
});

export const parseCell = (text: string): CellId => {
  const route = text.indexOf(",") + 1;
  const lane = text.indexOf(",", route) + 1;
  const own = route > 0 && lane > 0 ? parseCase(text.slice(0, route - 1)) : undefined;
  if (!own) throw bad("cell", text, "WORKLOAD/CASE,LANGUAGE/TOOLCHAIN.TARGET,LANE");
  const { language, toolchain, target } = parseRoute(text.slice(route, lane - 1));
  return { workload: own.workload, case: own.case, language, toolchain, target, lane: parseLane(text.slice(lane)) };
};
