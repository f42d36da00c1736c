import type { Case, Program, Stream } from "./contract.ts";
import type { Content, Step } from "./generated/workload.ts";
import { isNamedTrap } from "./traps.ts";
import type { Capability } from "./words.ts";

/**
 * What a case demands that cannot come by itself. `exchange`: bytes that a step gets from a program, or a connection that it makes; `file`: one that
 * is there or gone afterwards; `asked`: a request that a step gets; `served`: what tells of an endpoint's answer; `code`: an exit with another code than 0; `ending`: how a program ends, which every
 * case demands.
 */
export type Evidence = "stdout" | "stderr" | "file" | "exchange" | "response" | "asked" | "served" | "code" | "trap" | "ending";

const observable: readonly Evidence[] = ["stdout", "stderr", "file", "exchange", "response", "asked"];

/** Of what a program takes in, its exit tells as well. */
const told: readonly Evidence[] = [...observable, "code"];

/** What can show that a capability is there. */
export const shownBy: Readonly<Record<Capability, readonly Evidence[]>> = {
  args: told,
  env: told,
  "exit-status": ["ending"],
  "exit-code": ["ending"],
  stdin: told,
  stdout: ["stdout"],
  stderr: ["stderr"],
  clocks: told,
  random: told,
  "files.read": told,
  "files.write": told,
  "files.metadata": told,
  directories: told,
  links: told,
  poll: told,
  "sockets.accept": observable,
  "sockets.connect": observable,
  udp: observable,
  dns: observable,
  "tls.accept": observable,
  "tls.connect": observable,
  "http.serve": ["response"],
  "http.client": ["asked", "served"],
  config: told,
  keyvalue: told,
  "memory.grow": told,
  exceptions: told,
  threads: told,
  gc: told,
  "tail-calls": told,
  memory64: told,
  "multi-memory": told,
  simd: told,
  "relaxed-simd": told,
  traps: ["trap"],
};

const isEmpty = (content: Content): boolean =>
  "text" in content ? content.text === "" : "hex" in content ? content.hex === "" : "random" in content && content.random === 0;

// A stream that must stay empty is one of a program that does nothing.
const demands = (stream: Stream): boolean => {
  if (stream.match === "any") return stream.answers.every(({ content }) => !isEmpty(content));
  return stream.match === "fresh" || stream.match === "now" || ("content" in stream && !isEmpty(stream.content));
};

const ofProgram = ({ stdout, stderr, files, exit }: Program): Evidence[] => [
  ...(demands(stdout) ? (["stdout"] as const) : []),
  ...(demands(stderr) ? (["stderr"] as const) : []),
  ...(Object.keys(files).length > 0 ? (["file"] as const) : []),
  ...(exit === "trap" || isNamedTrap(exit) ? (["trap"] as const) : exit === 0 || exit === "killed" ? [] : (["code"] as const)),
];

const ofStep = (step: Step): Evidence[] => {
  if ("read" in step) return step.content === undefined || isEmpty(step.content) ? [] : [step.from];
  if ("request" in step) return ["response"];
  if ("asked" in step) return ["asked"];
  if ("recv" in step || "rounds" in step) return isEmpty(step.content) ? [] : ["exchange"];
  return "accept" in step || "reset-by" in step ? ["exchange"] : [];
};

/** All that a case demands. */
export const evidenceOf = ({ programs, steps }: Pick<Case, "programs" | "steps">): ReadonlySet<Evidence> => {
  const has = new Set<Evidence>(["ending", ...Object.values(programs).flatMap(ofProgram), ...steps.flatMap(ofStep)]);
  const served = Object.values(programs).some(({ sockets }) => sockets.some(({ endpoints }) => endpoints !== undefined));
  // Nobody but the program can tell what it was answered.
  if (served && observable.some((each) => has.has(each))) has.add("served");
  // Where a program chooses its port, the kernel's table has shown that it listens there.
  const printed = Object.entries(programs).flatMap(([role, { sockets }]) => sockets.flatMap((own) => (own.printed ? [`${role}:${own.name}`] : [])));
  return steps.some((step) => "connect" in step && printed.includes(step.to)) ? has.add("exchange") : has;
};

/** Capabilities that a case needs, and that nothing which it demands could show: a program that does nothing would pass. */
export const unshown = (entry: Pick<Case, "needs" | "programs" | "steps">): Capability[] => {
  const has = evidenceOf(entry);
  return entry.needs.filter((need) => !shownBy[need].some((each) => has.has(each)));
};
