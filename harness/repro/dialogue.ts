import { join } from "node:path";
import { type Entry, readEntries, textEntry } from "../host/bundle.ts";
import { type Addresses, fillAddresses } from "../model/addresses.ts";
import type { Content, Step } from "../model/generated/workload.ts";
import type { ResolvedTarget } from "../model/resolve.ts";
import { splitTokens } from "../model/symbolic.ts";
import { expectedDirectories } from "../run/compare-files.ts";
import { pipesOf } from "../run/dialogue/actor.ts";
import { stepBytes } from "../run/dialogue/contents.ts";
import { describeStep } from "../run/dialogue/describe-step.ts";
import { fillTexts } from "../run/dialogue/fill.ts";
import { baits } from "../run/scratch.ts";
import { plainAddresses, preparedOf, wasmOf } from "./addresses.ts";
import type { CollectedProgram } from "./collect-program.ts";
import type { Reproducible } from "./reproducible.ts";

/** A word of a command as the client script takes it: texts, and places of the folder, of a program's own folder, or in a variable. */
type Part = string | { readonly is: "file" | "work" | "variable"; readonly name: string };

const toParts = (word: string, { role, config }: CollectedProgram, needs: ReadonlyMap<string, string>): Part[] =>
  splitTokens(word).flatMap(({ text, token }): Part[] => {
    if (token === undefined) return text === "" ? [] : [text];
    const variable = needs.get(token);
    if (variable !== undefined) return [{ is: "variable", name: variable }];
    const file = { wasm: wasmOf(role), manifest: "host", prepared: preparedOf(role), config: config?.path ?? "" }[token];
    return [file === undefined ? { is: "work", name: token.replace("directory.", "directory-") } : { is: "file", name: file }];
  });

const toProgram = (found: Reproducible, own: CollectedProgram, target: ResolvedTarget, addresses: Addresses, needs: ReadonlyMap<string, string>) => {
  const { role, program, commands, seen } = own;
  const parts = (word: string): Part[] => toParts(word, own, needs);
  const unproven = seen?.ending.says !== undefined;
  return {
    argv: commands.run.argv.map(parts),
    env: Object.fromEntries(Object.entries(commands.run.env).map(([name, word]) => [name, parts(word)])),
    pipes: [...pipesOf(found.case, role)],
    stdin: `input/${role}/stdin`,
    stdio: program.stdio ?? null,
    directories: program.directories.map(({ fixture }, index) => (fixture ? `input/${role}/directory-${index}` : null)),
    listens: program.sockets.flatMap(({ name, kind, protocol }) => {
      const address = addresses.get(`${role}:${name}`);
      const told = target.sockets?.listening !== undefined && protocol !== "http";
      return kind === "listen" && address ? [{ protocol: protocol === "udp" ? "udp" : "tcp", ...address, told }] : [];
    }),
    exit: program.exit,
    stdout: program.stdout.match === "exact" ? `expected/${role}/stdout` : null,
    stderr: program.stderr.match === "exact" ? `expected/${role}/stderr` : null,
    report: target.report === true,
    endings: target.endings
      .filter(({ proof }) => !(unproven && (proof === "mute" || proof === "named")))
      .map(({ exit, stderr, means, proof }) => ({ exit, means, stderr: proof === "status" ? "" : (stderr ?? "") })),
    known: seen?.raw.code ?? null,
  };
};

const toSteps = ({ case: entry, workload }: Reproducible, addresses: Addresses): { readonly steps: object[]; readonly entries: Entry[] } => {
  const entries: Entry[] = [];
  const put = (name: string, content: Content | undefined): string | undefined => {
    if (!content) return undefined;
    entries.push({ kind: "file", path: `input/steps/${name}`, bytes: stepBytes(content, workload.folder, addresses) });
    return `input/steps/${name}`;
  };
  const steps = entry.steps.map((step: Step, index) => {
    const says = describeStep(step);
    if ("request" in step || "asked" in step) {
      const { path = "/", headers = {}, "response-headers": answered = {} } = step;
      const filled = fillTexts({ path, headers, "response-headers": answered }, (text) => fillAddresses(text, addresses));
      const raw = "raw" in step ? { raw: put(`${index + 1}-raw`, step.raw) } : {};
      return { ...step, ...filled, ...raw, says, body: put(`${index + 1}-body`, step.body), response: put(`${index + 1}-response`, step.response) };
    }
    return "content" in step ? { ...step, says, content: put(`${index + 1}`, step.content) } : { ...step, says };
  });
  return { steps, entries };
};

/**
 * What the client script takes besides itself: dialogue.json, and all that its steps send and expect. `saw`: the cause by which the run failed;
 * `unseen`: what the script cannot see of that.
 */
export const dialogueEntries = (
  found: Reproducible,
  programs: readonly CollectedProgram[],
  target: ResolvedTarget,
  needs: ReadonlyMap<string, string>,
  saw: string | undefined,
  unseen?: string,
): Entry[] => {
  const { case: entry, workload } = found;
  const addresses = plainAddresses(entry);
  const { steps, entries } = toSteps(found, addresses);
  const sockets = Object.entries(entry.programs).flatMap(([role, own]) => own.sockets.map((socket) => ({ ...socket, place: `${role}:${socket.name}` })));
  const plan = {
    seconds: entry.limits.timeMs / 1000,
    saw: saw ?? null,
    unseen: unseen ?? null,
    roles: Object.fromEntries(programs.map((own) => [own.role, toProgram(found, own, target, addresses, needs)])),
    sockets: Object.fromEntries(sockets.map(({ place, protocol }) => [place, { ...addresses.get(place), protocol: protocol ?? "tcp" }])),
    harness: sockets.filter(({ to }) => to === "harness").map(({ place }) => place),
    steps,
  };
  return [
    textEntry("dialogue.json", `${JSON.stringify(plan, undefined, 2)}\n`),
    ...readEntries(join(import.meta.dirname, "talk"), "talk", (name) => name.endsWith(".py")),
    ...entries,
    ...programs.flatMap(({ role, program, expected, stdin }): Entry[] => [
      { kind: "file", path: `input/${role}/stdin`, bytes: stdin },
      ...program.directories.flatMap(({ fixture }, index) => (fixture ? readEntries(join(workload.folder, fixture), `input/${role}/directory-${index}`) : [])),
      ...(expected.stdout ? [{ kind: "file", path: `expected/${role}/stdout`, bytes: expected.stdout.bytes } as const] : []),
      ...(expected.stderr ? [{ kind: "file", path: `expected/${role}/stderr`, bytes: expected.stderr.bytes } as const] : []),
      ...expectedDirectories(program, workload.folder, expected.files, `expected/${role}/directory`),
    ]),
    ...(programs.some(({ program }) => program.directories.length > 0) ? baits : []),
  ];
};
