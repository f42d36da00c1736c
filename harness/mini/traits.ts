/** What became of each cell of one lane: `pass`, `fail CAUSE`, `broken STAGE`, `untrusted` or `lost`, by WORKLOAD/CASE. */
export type Outcomes = Readonly<Record<string, string>>;

/** Trust cells of a lane that can be believed. */
const believed: Outcomes = { "must-differ/output": "pass", "must-exit-3/three": "pass", "must-exit-nonzero/nonzero": "pass", "must-trap/trap": "pass" };

const own = (hello: string, echo: string, note: string): Outcomes => ({ "hello/line": hello, "echo/bytes": echo, "note/file": note });
const row = (hello: string, echo = hello, note = echo): Outcomes => ({ ...believed, ...own(hello, echo, note) });

/**
 * The golden matrix: by trait of engine.mjs, what a run must say of each cell in that lane. Undefined: the lane must
 * turn out to be unavailable. note prints nothing, so traits of output do not touch it; only note has a directory;
 * only hello has a limit on silence.
 */
export const golden = {
  honest: row("pass"),
  traps: row("fail trap"),
  "exits-3": row("fail exit"),
  hangs: row("fail timeout"),
  silent: row("fail silence", "fail timeout"),
  floods: row("fail limit"),
  "floods-on": row("fail limit"),
  "wrong-last-byte": row("fail stdout", "fail stdout", "pass"),
  "trailing-garbage": row("fail stdout"),
  "cut-output": row("fail stdout", "fail stdout", "pass"),
  "leaves-files": row("pass", "pass", "fail file"),
  "forks-and-stays": row("fail signal"),
  "setsid-and-stays": row("fail signal"),
  "dies-by-signal": row("fail signal"),
  "eats-memory": row("fail limit"),
  flakes: row("fail exit", "pass", "pass"),
  ansi: row("fail trap"),
  "all-green": {
    ...own("untrusted", "untrusted", "untrusted"),
    // It prints nothing where it must print what is wrong: that fails by stdout too, so this cell alone would not catch it.
    "must-differ/output": "pass",
    "must-exit-3/three": "fail exit",
    "must-exit-nonzero/nonzero": "fail exit",
    "must-trap/trap": "fail trap",
  },
  // What they try has no effect on anything that they cannot see.
  vanishes: row("pass"),
  deleted: row("pass"),
  attacks: row("pass"),
  "liar-version": undefined,
} as const satisfies Readonly<Record<string, Outcomes | undefined>>;

/** The same of traits that change more than their own files, where nothing contains them; flakes in its second series. */
export const uncontained = {
  vanishes: row("broken launch"),
  // Each planted failure must be reported as what it is: that nothing starts does not make one a pass.
  deleted: {
    ...own("untrusted", "untrusted", "untrusted"),
    "must-differ/output": "fail stdout",
    "must-exit-3/three": "fail start",
    "must-exit-nonzero/nonzero": "fail exit",
    "must-trap/trap": "fail trap",
  },
  flakes: row("pass", "fail exit", "fail exit"),
} as const;

export type Trait = keyof typeof golden;

/** The lane of a trait, as a run prints it. */
export const laneOf = (trait: Trait, architecture: string): string => `fake-${trait}@1.0.0/nil:host-${architecture}`;
