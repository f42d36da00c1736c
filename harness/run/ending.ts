import type { Exit } from "../launch/launcher.ts";
import type { Ending } from "../model/generated/journal.ts";
import type { EndingRule } from "../model/generated/runtime.ts";
import type { ResolvedTarget } from "../model/resolve.ts";
import { namesOf } from "./variants.ts";

type Rules = Pick<ResolvedTarget, "endings" | "report" | "last-words">;

/** What tells how a program ended, besides its exit. */
export interface Signs {
  /** The end of standard error: the guest and the engine write there. */
  readonly said: string;
  /** What the host script wrote to its descriptor 3; undefined where it has none. */
  readonly report?: string | undefined;
  /** The bytes of the artifact. */
  readonly wasm: () => Buffer;
}

/** What an engine seems to say, as the guest itself could have: it takes a run of a changed artifact to prove it. */
export interface Claim {
  readonly how: Exclude<EndingRule["means"], "exit">;
  readonly proof: "mute" | "named";
  readonly message: string;
}

/** How a program ended, as far as it is proven, and what is claimed besides. */
export interface Ended {
  readonly ending: Ending;
  readonly claim?: Claim;
}

const shorten = (text: string): string => text.trim().split("\n")[0]?.slice(0, 300) ?? "";

const reported: ReadonlySet<unknown> = new Set(["exit", "trap", "start", "missing-import", "refused-module"]);

// A host that told nothing, or something else than its exit code, failed itself.
const readReport = (text: string, code: number): Ending => {
  const fault = (message: string): Ending => ({ how: "start", code, message });
  if (text === "") return fault("its host told nothing of how its guest ended");
  try {
    const { how, code: told, message } = JSON.parse(text) as Record<string, unknown>;
    if (!reported.has(how)) return fault("its host told of its guest what is no ending");
    if (how === "exit") return told === code ? { how, code } : fault(`its host told that its guest exited with ${told}`);
    return { how: how as Ending["how"], code, message: shorten(String(message)) };
  } catch {
    return fault("its host told of its guest what is no JSON");
  }
};

// Function names of the artifact stand in traces: one that holds the anchor could pass for the engine's words.
const lastWordsOf = (target: Rules, { said, wasm }: Signs): string | undefined => {
  const anchor = target["last-words"];
  const at = anchor === undefined ? -1 : said.lastIndexOf(anchor);
  return anchor === undefined || at < 0 || namesOf(wasm())?.includes(anchor) !== false ? undefined : said.slice(at);
};

/** A rule fits, and what it found in the words; whatever these are, where the exit code is proof enough. */
const matchRule = (rule: Omit<EndingRule, "range">, target: Rules, signs: Signs): Readonly<ArrayLike<string>> | undefined => {
  if (rule.without !== undefined && signs.wasm().includes(rule.without)) return undefined;
  const isLast = rule.proof === "last-words";
  const text = isLast ? lastWordsOf(target, signs) : signs.said;
  const match = text?.match(new RegExp(rule.stderr ?? "", "m"));
  if (isLast && match?.index !== 0) return undefined;
  return match ?? (rule.proof === "status" ? [] : undefined);
};

// The last of them: what a guest wrote stands before what its engine says of its end.
const reasonOf = ({ reason }: Omit<EndingRule, "range">, said: string): string | undefined => {
  const last = reason === undefined ? undefined : [...said.matchAll(new RegExp(reason, "gm"))].at(-1);
  return last && (last[1] ?? last[0]);
};

const ofMachine = /^(contain|fork): |^spawn (EAGAIN|ENOMEM|EMFILE|ENFILE)$|Resource temporarily unavailable|Cannot allocate memory/;

/**
 * Evens out what engines disagree on: a trap is exit 134 in wasmtime and 1 elsewhere, an engine that cannot start a
 * program exits like a guest does, and one that ends with 1 may say in words with which code its guest exited. The rules stand in the
 * runtime's manifest; the first that fits counts. Words alone prove nothing: what they say is a claim, and the ending an exit that says so.
 */
export const normaliseEnding = (exit: Exit, target: Rules, signs: Signs): Ended => {
  // More than execve takes, as the launcher program and Node tell it.
  if (/Argument list too long|\bE2BIG\b/.test(exit.startError ?? "")) return { ending: { how: "limit", limit: "word" } };
  // The machine had no process, no memory or no room for the engine: that tells nothing of it.
  if (ofMachine.test(exit.startError ?? "")) return { ending: { how: "vanished", message: exit.startError ?? "" } };
  if (exit.startError !== undefined && exit.limit !== "vanished") return { ending: { how: "start", message: exit.startError } };
  if (exit.limit === "vanished" || exit.limit === "cancelled") return { ending: { how: "vanished", message: exit.startError ?? exit.limit } };
  if (exit.limit) return { ending: { how: "limit", limit: exit.limit } };
  // The kernel's word for a file beyond its limit.
  if (exit.signal === "SIGXFSZ") return { ending: { how: "limit", limit: "space" } };
  if (exit.signal !== null) return { ending: { how: "signal", signal: exit.signal } };
  const { code } = exit;
  if (code === null) return { ending: { how: "vanished", message: "it ended with neither an exit code nor a signal" } };
  if (target.report) return { ending: readReport(signs.report ?? "", code) };
  for (const rule of target.endings) {
    const match = rule.exit === code ? matchRule(rule, target, signs) : undefined;
    if (!match) continue;
    const message = shorten(reasonOf(rule, signs.said) ?? match[0] ?? "");
    const words = rule.stderr && match[0] !== undefined ? { message } : {};
    if (rule.means === "exit") return { ending: { how: "exit", ...(match[1] === undefined ? {} : { code: Number(match[1]) }), ...words } };
    if (rule.proof === "mute" || rule.proof === "named")
      return { ending: { how: "exit", code, says: `${rule.means}: ${message}` }, claim: { how: rule.means, proof: rule.proof, message } };
    return { ending: { how: rule.means, code, ...words } };
  }
  return { ending: { how: "exit", code } };
};
