import { normaliseCase } from "../catalog/contract.ts";
import { lackingImports } from "../judge/imports.ts";
import { socketCapability } from "../model/claims.ts";
import { unshown } from "../model/evidence.ts";
import type { Operation, RunOperation, SuiteTest } from "../model/generated/suite-test.ts";
import type { TargetManifest } from "../model/generated/target.ts";
import type { CaseManifest, Directory, Socket } from "../model/generated/workload.ts";
import type { Capability } from "../model/words.ts";
import type { Kind } from "./kind.ts";
import { connectionsOf, servedOf, whyNoServers } from "./servers.ts";
import { whyNoStdio } from "./stdio.ts";
import { service, stepsOf } from "./steps.ts";

/** A test as a case, with the folders that it is given by their names; or the reason why no case says the same. */
export type Translated = { readonly case: CaseManifest; readonly folders: ReadonlyMap<string, string> } | { readonly not: string };

type Runnable = Exclude<Kind, { not: string }>;

/** How a test begins, in the short form of a suite's file and in the long one alike. */
type Beginning = Pick<SuiteTest, "args" | "argv0" | "env" | "stdio" | "root" | "dirs">;

const silent = { match: "free" } as const;

// Keys of the short form.
const short = ["args", "argv0", "env", "stdio", "root", "dirs", "exit_code", "stdout", "stderr", "stdin"] as const;

const whyNoConnection = (operations: readonly Operation[]): string | undefined => {
  const open = new Set<string>();
  for (const operation of operations) {
    if (operation.type === "connect") {
      const { id = "server" } = operation;
      if (open.has(id)) return `its operations open the connection ${id} twice`;
      open.add(id);
    }
    if ((operation.type === "send" || operation.type === "recv") && !open.has(operation.id)) return `its operations open no connection ${operation.id}`;
  }
  return undefined;
};

const cannotSay = (test: SuiteTest, serves: boolean): string | undefined => {
  if (serves && !test.operations?.some(({ type }) => type === "request")) return "a service of wasi:http, to which nobody sends a request";
  const operations = test.operations ?? [];
  const servers = whyNoServers(test);
  if (servers !== undefined) return servers;
  if (operations.length > 0 && operations[0]?.type !== "run") return "its operations do not begin with run";
  if (operations.filter(({ type }) => type === "run").length > 1) return "its operations run it more than once";
  const mixed = operations.length > 0 && short.find((key) => test[key] !== undefined);
  if (mixed) return `it has operations, and beside them ${mixed}`;
  if (!serves && operations.some(({ type }) => type === "request")) return "its operations send requests to a program that serves no HTTP";
  return whyNoConnection(operations) ?? whyNoStdio(test);
};

const directoriesOf = ({ root, dirs = [] }: Beginning): { readonly directories: Directory[]; readonly folders: Map<string, string> } => {
  const named = [...(root === undefined ? [] : [["/", root] as const]), ...dirs.map((name) => [name.replace(/\/+$/, ""), name] as const)];
  const folders = new Map(named.map(([, folder], index) => [folder, `fixtures/${index}`]));
  return { directories: named.map(([guest, folder]) => ({ guest, fixture: folders.get(folder) as string, free: true })), folders };
};

const exitOf = ({ operations = [], exit_code }: SuiteTest, serves: boolean): CaseManifest["expect"] & object => {
  if (serves || operations.some(({ type }) => type === "kill")) return { exit: "killed" };
  const wait = operations.findLast((operation) => operation.type === "wait");
  return { exit: wait?.exit_code ?? exit_code ?? 0 };
};

// What a test shows of an engine, as far as its file tells, and its binary can.
const needsOf = (test: SuiteTest, begin: Beginning, exit: unknown, target: TargetManifest, kind: Runnable, sockets: readonly Socket[]): Capability[] => {
  const files = begin.root !== undefined || begin.dirs?.length;
  const says: readonly (readonly [unknown, readonly Capability[]])[] = [
    [begin.args?.length, ["args"]],
    [Object.keys(begin.env ?? {}).length, ["env"]],
    [test.stdin ?? begin.stdio ?? test.operations?.some(({ type }) => type === "write"), ["stdin"]],
    [test.stdout, ["stdout"]],
    [test.stderr, ["stderr"]],
    [typeof exit === "number" && exit > 1, ["exit-code"]],
    [files, ["files.read", "files.write", "files.metadata", "directories", "links"]],
    [kind.facts.tags, ["exceptions"]],
    [test.proposals?.includes("sockets"), ["sockets.accept", "sockets.connect", "udp", "dns"]],
    [sockets.some(({ endpoints }) => endpoints), ["http.client"]],
  ];
  const needs = says.flatMap(([is, capabilities]) => (is ? capabilities : []));
  const lacking = new Set(lackingImports(target, kind.facts.imports, needs));
  return needs.filter((need) => !lacking.has(need));
};

// What the format calls a proposal, and is an interface of WASI.
const interfaces: ReadonlySet<string> = new Set(["http", "sockets"]);

// Engines have these interfaces only for who says so. A module of preview 1 opens no socket.
const usesNetwork = ({ proposals = [] }: SuiteTest, { facts, serves }: Runnable): boolean =>
  facts.kind === "component" &&
  !serves &&
  (proposals.some((name) => interfaces.has(name)) || facts.imports.some((name) => /^wasi:(sockets|http)\//.test(name)));

/** Translates a test of a suite to a case; `target` is that of its binary. `prefix`: what its outputs go on with is right. */
export const translate = (test: SuiteTest, kind: Runnable, target: TargetManifest, prefix = false): Translated => {
  const not = cannotSay(test, kind.serves);
  if (not !== undefined) return { not };
  const run = test.operations?.find((operation): operation is RunOperation => operation.type === "run");
  const begin: Beginning = run ?? test;
  const { directories, folders } = directoriesOf(begin);
  const expect = exitOf(test, kind.serves);
  const [served, connections] = [servedOf(test), connectionsOf(test)];
  const sockets = [...(kind.serves ? [service] : []), ...connections.values(), ...served.map(({ socket }) => socket)];
  const env = { ...begin.env, ...Object.fromEntries(served.map(({ socket, variable }) => [variable, `{address:main:${socket.name}}`])) };
  const proposals = (test.proposals ?? []).filter((name) => !interfaces.has(name));
  const isDialogue = test.operations?.some(({ type }) => type !== "run" && type !== "wait") ?? false;
  const stream = (text: string | undefined) => (text === undefined ? silent : ({ match: prefix ? "prefix" : "exact", text } as const));
  const own: CaseManifest = {
    id: "run",
    needs: [...new Set([...needsOf(test, begin, expect.exit, target, kind, sockets), ...sockets.map(socketCapability)])],
    ...(begin.args?.length ? { args: begin.args } : {}),
    ...(begin.argv0 === undefined ? {} : { argv0: begin.argv0 }),
    ...(proposals.length > 0 ? { proposals } : {}),
    ...(Object.keys(env).length > 0 ? { env } : {}),
    ...(test.stdin === undefined ? {} : { stdin: { text: test.stdin } }),
    ...(begin.stdio === undefined ? {} : { stdio: begin.stdio }),
    ...(directories.length > 0 ? { directories } : {}),
    ...(usesNetwork(test, kind) && sockets.length === 0 ? { loopback: true } : {}),
    expect: { ...expect, stdout: stream(test.stdout), stderr: stream(test.stderr) },
    ...(sockets.length > 0 ? { sockets } : {}),
    ...(isDialogue ? { steps: stepsOf(test, kind.serves, connections) } : {}),
  };
  // A test that tells only by its exit code shows no capability by itself.
  const hidden = new Set(unshown(normaliseCase(own)));
  return { folders, case: { ...own, needs: own.needs.filter((need) => !hidden.has(need)) } };
};
