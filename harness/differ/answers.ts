import { type Call, functionOf, givenBy, type Program, shapesOf } from "./call.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What one engine's guest told of a program. */
export interface Told {
  /** A line for each call that returned. */
  readonly lines: readonly string[];
  /** How the process ended, where that was before the program's end. */
  readonly ended?: string;
}

/** A call that two engines answer differently. */
export interface Difference {
  /** Its place in the program. */
  readonly at: number;
  readonly call: Call;
  readonly answers: readonly [left: string, right: string];
}

// Sizes of directories are their file system's own.
const settled = (answer: string): string => answer.replace(/\bdirectory size=\d+/, "directory");

/** What an engine answers to the call at a place: the guest's line without the function, or how it ended. */
export const answerAt = ({ lines, ended }: Told, program: Program, at: number): string | undefined => {
  const line = lines[at];
  if (line === undefined) return at === lines.length && ended !== undefined ? `(${ended})` : undefined;
  const name = functionOf(program[at] ?? "");
  if (line !== name && !line.startsWith(`${name} `)) throw new Error(`the guest answers ${JSON.stringify(line)} to ${program[at]}`);
  return line.slice(name.length + 1);
};

/** The error of an answer, or the word of success. */
export const kindOf = (answer: string): string => (answer.startsWith("(") ? answer : (answer.split(" ")[0] ?? ""));

/** The differences of a program: up to the first after which the two engines need not have the same files any more. */
export const differencesIn = (program: Program, left: Told, right: Told, { success, reads }: Pick<Vocabulary, "success" | "reads">): Difference[] => {
  const found: Difference[] = [];
  for (const [at, call] of program.entries()) {
    const [one, other] = [answerAt(left, program, at), answerAt(right, program, at)];
    if (one === undefined || other === undefined) break;
    if (settled(one) === settled(other)) continue;
    found.push({ at, call, answers: [one, other] });
    const kinds = [kindOf(one), kindOf(other)];
    const isRead = reads.has(functionOf(call)) && givenBy(call).length === 0;
    if (kinds.some((kind) => kind.startsWith("(")) || (kinds.includes(success) && !isRead)) break;
  }
  return found;
};

/** What differences of one kind have in common: the function and the kinds of both answers; `shape`: also what is special of the call's words. */
export const signatureOf = ({ call, answers: [left, right] }: Difference, shape: boolean): string =>
  [functionOf(call), kindOf(left), kindOf(right), ...(shape ? shapesOf(call) : [])].join(" ");
