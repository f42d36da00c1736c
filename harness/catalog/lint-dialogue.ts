import { addressesIn } from "../model/addresses.ts";
import { socketCapability } from "../model/claims.ts";
import { unshown } from "../model/evidence.ts";
import type { CaseManifest, ProgramContract, Socket, Step } from "../model/generated/workload.ts";
import { normaliseCase } from "./contract.ts";
import { lintAnswers, lintEndpoints, lintHttp } from "./lint-http.ts";
import { fault } from "./lint-words.ts";

type Programs = Readonly<Record<string, ProgramContract>>;

/** A case as its dialogue is checked: its programs by role, its sockets by ROLE:NAME. */
interface Scene {
  readonly entry: CaseManifest;
  readonly programs: Programs;
  readonly sockets: ReadonlyMap<string, Socket>;
  readonly fail: (place: string, message: string, hint: string) => never;
}

const known = (names: Iterable<string>, what: string): string => {
  const all = [...names];
  return all.length > 0 ? `${what} are: ${all.join(", ")}` : `there are no ${what}`;
};

// Its address is in its standard output, and differs from run to run.
const lintPrinted = ({ kind, protocol = "tcp" }: Socket, { expect }: ProgramContract, at: string, fail: Scene["fail"]): void => {
  if (kind !== "listen" || (protocol !== "tcp" && protocol !== "udp"))
    fail(`${at}/printed`, "only a program that listens by tcp or udp can choose a port", "remove printed");
  if (expect?.stdout?.match !== "free")
    fail(`${at}/printed`, "the address that it prints differs from run to run", 'add stdout = { match = "free" } to expect');
};

const lintSocketsOf = ({ entry, programs, sockets, fail }: Scene): void => {
  if (entry.loopback && sockets.size > 0)
    fail("/loopback", "nobody outside reaches sockets on a loopback of the case's own", "remove loopback, or the sockets");
  for (const [role, { sockets: own = [] }] of Object.entries(programs)) {
    const place = entry.programs ? `/programs/${role}/sockets` : "/sockets";
    own.forEach((socket, index) => {
      const { name, kind, protocol = "tcp", to } = socket;
      const at = `${place}/${index}`;
      if (own.findIndex((other) => other.name === name) !== index) fail(`${at}/name`, `there are two sockets ${name}`, "rename one of them");
      if (kind === "listen" && to !== undefined) fail(`${at}/to`, "a socket that listens connects to nobody", "remove to");
      if (kind === "connect" && to === undefined) fail(at, `nobody says where ${name} connects to`, 'add to = "ROLE:NAME", "harness" or "nobody"');
      if (to !== undefined && to !== "harness" && to !== "nobody") {
        const other = sockets.get(to);
        if (other?.kind !== "listen") fail(`${at}/to`, `there is no listening socket ${to}`, known(sockets.keys(), "sockets"));
        if ((other?.protocol ?? "tcp") !== protocol)
          fail(`${at}/to`, `${to} is one of ${other?.protocol ?? "tcp"}, ${name} of ${protocol}`, "give both the same protocol");
      }
      const isOther = protocol === "http" && (kind !== "listen" || own.some((other) => other !== socket && other.kind === "listen"));
      if (isOther) fail(at, "whoever handles HTTP requests has one socket that listens", "let it listen at that one alone; others connect");
      if (socket.printed) lintPrinted(socket, programs[role] as ProgramContract, at, fail);
      lintEndpoints(socket, at, fail);
      const capability = socketCapability(socket);
      // What nothing shows counts for nothing.
      if (!entry.needs.includes(capability) && unshown({ ...normaliseCase(entry), needs: [capability] }).length === 0)
        fail("/needs", `the socket ${name} takes ${capability}`, `add "${capability}" to needs`);
    });
  }
};

const texts = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(texts) : [];
};

// An address that is misspelt would stand in the text as it is, and one that a program must show differs from run to run.
const lintAddresses = ({ entry, programs, sockets, fail }: Scene): void => {
  const check = (value: unknown, place: string): void => {
    for (const name of texts(value).flatMap(addressesIn))
      if (!sockets.has(name)) fail(place, `there is no socket ${name} that could have an address`, known(sockets.keys(), "sockets"));
  };
  for (const [role, { args, env, stdin, expect }] of Object.entries(programs)) {
    const place = entry.programs ? `/programs/${role}` : "";
    for (const [key, value] of Object.entries({ args, env, stdin })) check(value, `${place}/${key}`);
    if (texts(expect).some((text) => addressesIn(text).length > 0))
      fail(`${place}/expect`, "an address differs from run to run: nothing that is expected can hold one", "let a step compare it");
  }
  (entry.steps ?? []).forEach((step, index) => {
    check(step, `/steps/${index}`);
  });
};

const list = (names: string | readonly string[]): readonly string[] => (typeof names === "string" ? [names] : names);

const roleOf = (step: Step): string | undefined => {
  if ("wait" in step) return step.wait;
  if ("kill" in step) return step.kill;
  if ("open" in step) return step.open;
  if ("write" in step) return step.write;
  return "read" in step ? step.read : undefined;
};

const connectionsOf = (step: Step): readonly string[] => {
  return "send" in step ? list(step.send) : [...readBy(step), ...streamOf(step)];
};

const readBy = (step: Step): readonly string[] => ("recv" in step ? list(step.recv) : "rounds" in step ? list(step.rounds) : []);

// What only streams have, which datagrams are not.
const streamOf = (step: Step): readonly string[] => {
  if ("end" in step && typeof step.end !== "boolean") return list(step.end);
  if ("shutdown" in step) return list(step.shutdown);
  if ("reset" in step) return list(step.reset);
  return "reset-by" in step ? list(step["reset-by"]) : [];
};

const openedBy = (step: Step): { readonly names: readonly string[]; readonly at: string } | undefined => {
  if ("connect" in step) return { names: list(step.connect), at: step.to };
  if ("asked" in step) return step.as === undefined ? undefined : { names: [step.as], at: step.at };
  return "accept" in step ? { names: [step.accept], at: step.at } : undefined;
};

const lintSteps = ({ entry, programs, sockets, fail }: Scene): void => {
  const { steps } = entry;
  if (!steps) return;
  lintAnswers(steps, fail);
  const run = new Set<string>();
  const opened = new Map<string, Socket>();
  const socketAt = (place: string, name: string, fits: (socket: Socket) => boolean, what: string): Socket => {
    const socket = sockets.get(name);
    return socket && fits(socket) ? socket : fail(place, `there is no ${what} ${name}`, known(sockets.keys(), "sockets"));
  };
  const listens = ({ kind }: Socket): boolean => kind === "listen";
  const mustRun = (place: string, role: string): void => {
    if (!run.has(role)) fail(place, `${role} has not been run`, `put { run = "${role}" } before it`);
  };
  steps.forEach((step, index) => {
    const place = `/steps/${index}`;
    if ("asked" in step || "request" in step) lintHttp(step, place, fail);
    if ("run" in step) {
      if (!programs[step.run]) fail(`${place}/run`, `there is no program ${step.run}`, known(Object.keys(programs), "programs"));
      if (run.has(step.run)) fail(`${place}/run`, `${step.run} is run twice`, "run each program once");
      run.add(step.run);
    }
    const role = roleOf(step);
    if (role !== undefined) mustRun(place, role);
    const opening = openedBy(step);
    if (opening) {
      const accepts = !("connect" in step);
      const socket = socketAt(
        place,
        opening.at,
        accepts ? ({ to }) => to === "harness" : listens,
        accepts ? "socket that connects to the harness," : "listening socket",
      );
      mustRun(place, opening.at.split(":")[0] as string);
      for (const name of opening.names) {
        if (opened.has(name)) fail(place, `there are two connections ${name}`, "rename one of them");
        opened.set(name, socket);
      }
    }
    if ("refused" in step) socketAt(place, step.refused, () => true, "socket");
    if ("request" in step) {
      socketAt(place, step.to, ({ kind, protocol = "tcp" }) => kind === "listen" && (protocol === "tcp" || protocol === "http"), "listening socket of tcp");
      mustRun(place, step.to.split(":")[0] as string);
    }
    if ("asked" in step) {
      const served = ({ to, protocol = "tcp" }: Socket): boolean => to === "harness" && protocol === "tcp";
      socketAt(`${place}/at`, step.at, served, "socket of tcp that connects to the harness,");
      mustRun(place, step.at.split(":")[0] as string);
      if (steps.some((other) => "accept" in other && other.at === step.at))
        fail(`${place}/at`, `${step.at} is accepted and asked`, "use one of both for a socket");
      if (sockets.get(step.at)?.endpoints) fail(`${place}/at`, `${step.at} has endpoints, and is asked`, "use one of both for a socket");
    }
    for (const name of connectionsOf(step)) if (!opened.has(name)) fail(place, `there is no connection ${name}`, known(opened.keys(), "connections"));
    for (const name of readBy(step))
      if (steps.some((other) => "asked" in other && other.as === name)) fail(place, `${name} is a connection of HTTP: its requests are asked`, "use asked");
    for (const name of streamOf(step)) if (opened.get(name)?.protocol === "udp") fail(place, "datagrams have no end", "only send and recv go with udp");
  });
  for (const role of Object.keys(programs)) if (!run.has(role)) fail("/steps", `${role} is never run`, `add { run = "${role}" }`);
};

// A step that would act on a stream which is none of its own, or that nobody has open.
const lintStdio = ({ entry, programs, fail }: Scene): void => {
  const open = new Set<string>();
  (entry.steps ?? []).forEach((step, index) => {
    const place = `/steps/${index}`;
    const role = roleOf(step) ?? "";
    const { stdio } = programs[role] ?? {};
    if ("open" in step) {
      if (stdio !== "unopened") fail(place, `the standard input of ${role} is open from the begin`, 'add stdio = "unopened", or leave the step out');
      if (open.has(role)) fail(place, `the standard input of ${role} is opened twice`, "open it once");
      open.add(role);
    }
    if ("write" in step && stdio === "unopened" && !open.has(role))
      fail(place, `nobody has opened the standard input of ${role}`, `put { open = "${role}" } before it`);
    if (stdio === "one-file" && ("write" in step || ("read" in step && step.from === "stdout")))
      fail(place, `standard input and output of ${role} are one file`, "say what stdin holds, and what stdout must hold in the end");
  });
  for (const [role, { stdio, stdin }] of Object.entries(programs))
    if (stdio === "unopened" && stdin !== undefined)
      fail(entry.programs ? `/programs/${role}/stdin` : "/stdin", `the standard input of ${role} is a pipe, and has no content`, "write it by steps");
};

const lintKilled = ({ entry, programs, fail }: Scene): void => {
  for (const [role, { expect }] of Object.entries(programs)) {
    const place = entry.programs ? `/programs/${role}/expect/exit` : "/expect/exit";
    if (expect?.exit === "killed" && !(entry.steps ?? []).some((step) => "kill" in step && step.kill === role))
      fail(place, `nobody kills ${role}`, `add the step { kill = "${role}" }, or say how it ends`);
  }
};

/** Checks a case's sockets and steps: each names what is there, and needs what it takes. `place` is the case's place in the file. */
export const lintDialogue = (entry: CaseManifest, file: string, place: string): void => {
  const programs: Programs = entry.programs ?? { main: entry };
  const sockets = new Map(
    Object.entries(programs).flatMap(([role, { sockets: own = [] }]) => own.map((socket) => [`${role}:${socket.name}`, socket] as const)),
  );
  const fail = (at: string, message: string, hint: string): never => {
    throw fault("workload/dialogue", file, place + at, message, hint);
  };
  const scene: Scene = { entry, programs, sockets, fail };
  lintSocketsOf(scene);
  lintAddresses(scene);
  lintSteps(scene);
  lintStdio(scene);
  lintKilled(scene);
};
