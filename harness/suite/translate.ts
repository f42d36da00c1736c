import { normaliseCase } from "../catalog/contract.ts";
import { lackingImports } from "../judge/imports.ts";
import { unshown } from "../model/evidence.ts";
import type { RequestOperation, RunOperation, SuiteTest } from "../model/generated/suite-test.ts";
import type { TargetManifest } from "../model/generated/target.ts";
import type { CaseManifest, Directory, Step } from "../model/generated/workload.ts";
import type { Capability } from "../model/words.ts";
import type { Kind } from "./kind.ts";

/** A test as a case, with the folders that it is given by their names; or the reason why no case says the same. */
export type Translated = { readonly case: CaseManifest; readonly folders: ReadonlyMap<string, string> } | { readonly not: string };

type Runnable = Exclude<Kind, { not: string }>;

/** How a test begins, in the short form of a suite's file and in the long one alike. */
type Beginning = Pick<SuiteTest, "args" | "env" | "root" | "dirs">;

// The socket of a service.
const service = { name: "http", kind: "listen", protocol: "http" } as const;

const silent = { match: "free" } as const;

const cannotSay = (test: SuiteTest, serves: boolean): string | undefined => {
  if (serves && !test.operations?.some(({ type }) => type === "request")) return "a service of wasi:http, to which nobody sends a request";
  if (test.servers?.length) return "a client of HTTP servers: a suite's servers are not started yet";
  const operations = test.operations ?? [];
  if (operations.length > 0 && operations[0]?.type !== "run") return "its operations do not begin with run";
  if (operations.filter(({ type }) => type === "run").length > 1) return "its operations run it more than once";
  const odd = operations.find(({ type }) => type === "connect" || type === "send" || type === "recv" || (type === "request" && !serves));
  return odd && `the operation ${odd.type} of a suite is not carried out yet`;
};

const directoriesOf = ({ root, dirs = [] }: Beginning): { readonly directories: Directory[]; readonly folders: Map<string, string> } => {
  const named = [...(root === undefined ? [] : [["/", root] as const]), ...dirs.map((name) => [name.replace(/\/+$/, ""), name] as const)];
  const folders = new Map(named.map(([, folder], index) => [folder, `fixtures/${index}`]));
  return { directories: named.map(([guest, folder]) => ({ guest, fixture: folders.get(folder) as string, free: true })), folders };
};

const requestOf = ({ method, path, headers, body, response = {} }: RequestOperation): Step => ({
  request: method,
  to: `main:${service.name}`,
  path,
  ...(headers ? { headers } : {}),
  ...(body === undefined ? {} : { body: { text: body } }),
  status: response.status ?? 200,
  ...(response.headers ? { "response-headers": response.headers } : {}),
  ...(response.body === undefined ? { free: true } : { response: { text: response.body } }),
});

const stepsOf = ({ operations = [] }: SuiteTest, serves: boolean): Step[] => {
  const ends: Step[] = serves && !operations.some(({ type }) => type === "kill") ? [{ kill: "main", signal: "SIGKILL" }, { wait: "main" }] : [];
  const lastWrite = operations.findLastIndex(({ type }) => type === "write");
  const own = operations.flatMap((operation, index): Step[] => {
    switch (operation.type) {
      case "run":
        return [{ run: "main" }];
      case "write":
        return [{ write: "main", content: { text: operation.payload }, ...(index === lastWrite ? { end: true } : {}) }];
      case "read":
        return [{ read: "main", from: operation.id ?? "stdout", content: { text: operation.payload } }];
      case "request":
        return [requestOf(operation)];
      case "kill":
        // How an engine that serves takes a signal is not what a test is about.
        return [{ kill: "main", signal: serves ? "SIGKILL" : (operation.signal ?? "SIGTERM") }];
      case "wait":
        return [{ wait: "main" }];
      default:
        return [];
    }
  });
  return [...own.filter((step) => ends.length === 0 || !("wait" in step)), ...ends];
};

const exitOf = ({ operations = [], exit_code }: SuiteTest, serves: boolean): CaseManifest["expect"] & object => {
  if (serves || operations.some(({ type }) => type === "kill")) return { exit: "killed" };
  const wait = operations.findLast((operation) => operation.type === "wait");
  return { exit: wait?.exit_code ?? exit_code ?? 0 };
};

// What a test shows of an engine, as far as its file tells, and its binary can.
const needsOf = (test: SuiteTest, begin: Beginning, exit: unknown, target: TargetManifest, kind: Runnable): Capability[] => {
  const files = begin.root !== undefined || begin.dirs?.length;
  const says: readonly (readonly [unknown, readonly Capability[]])[] = [
    [begin.args?.length, ["args"]],
    [Object.keys(begin.env ?? {}).length, ["env"]],
    [test.stdin ?? test.operations?.some(({ type }) => type === "write"), ["stdin"]],
    [test.stdout, ["stdout"]],
    [test.stderr, ["stderr"]],
    [typeof exit === "number" && exit > 1, ["exit-code"]],
    [files, ["files.read", "files.write", "files.metadata", "directories", "links"]],
    [test.proposals?.includes("sockets"), ["sockets.accept", "sockets.connect", "udp", "dns"]],
  ];
  const needs = says.flatMap(([is, capabilities]) => (is ? capabilities : []));
  const lacking = new Set(lackingImports(target, kind.facts.imports, needs));
  return [...needs.filter((need) => !lacking.has(need)), ...(kind.serves ? (["http.serve"] as const) : [])];
};

/** Translates a test of a suite to a case; `target` is that of its binary. */
export const translate = (test: SuiteTest, kind: Runnable, target: TargetManifest): Translated => {
  const not = cannotSay(test, kind.serves);
  if (not !== undefined) return { not };
  const run = test.operations?.find((operation): operation is RunOperation => operation.type === "run");
  const begin: Beginning = run ?? test;
  const { directories, folders } = directoriesOf(begin);
  const expect = exitOf(test, kind.serves);
  const isDialogue = test.operations?.some(({ type }) => type !== "run" && type !== "wait") ?? false;
  const stream = (text: string | undefined) => (text === undefined ? silent : ({ match: "exact", text } as const));
  const own: CaseManifest = {
    id: "run",
    needs: needsOf(test, begin, expect.exit, target, kind),
    ...(begin.args?.length ? { args: begin.args } : {}),
    ...(begin.env && Object.keys(begin.env).length > 0 ? { env: begin.env } : {}),
    ...(test.stdin === undefined ? {} : { stdin: { text: test.stdin } }),
    ...(directories.length > 0 ? { directories } : {}),
    ...(test.proposals?.includes("sockets") && kind.facts.kind === "component" && !kind.serves ? { loopback: true } : {}),
    expect: { ...expect, stdout: stream(test.stdout), stderr: stream(test.stderr) },
    ...(kind.serves ? { sockets: [service] } : {}),
    ...(isDialogue ? { steps: stepsOf(test, kind.serves) } : {}),
  };
  // A test that tells only by its exit code shows no capability by itself.
  const hidden = new Set(unshown(normaliseCase(own)));
  return { folders, case: { ...own, needs: own.needs.filter((need) => !hidden.has(need)) } };
};
