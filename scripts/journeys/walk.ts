import { $ } from "zx";

/** One command of a newcomer, and what must come of it. */
export interface Step {
  readonly command: readonly string[];
  /** 0 where nothing is said. */
  readonly exit?: number;
  /** Patterns of lines that standard output must have, in this order. */
  readonly says?: readonly RegExp[];
  /** A pattern that stands nowhere in what it prints. */
  readonly never?: RegExp;
  /** Seconds that it may take; 900 where nothing is said. One that takes longer is ended, and has failed. */
  readonly seconds?: number;
}

/** Where steps are gone: the folder, and all that the environment has. */
export interface Ground {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Words before each command, of a program that starts it. */
  readonly by?: readonly string[];
}

/** What a walk came to. */
export interface Walked {
  readonly passed: number;
  readonly failed: number;
}

/** The patterns that no line fits, each looked for after the line that the one before it fits. */
const missingIn = (text: string, patterns: readonly RegExp[]): RegExp[] => {
  const lines = text.split("\n");
  let at = 0;
  return patterns.filter((pattern) => {
    const found = lines.findIndex((line, index) => index >= at && pattern.test(line));
    if (found >= 0) at = found + 1;
    return found < 0;
  });
};

/** Goes the steps of a journey to its end, or to the first that does not come out as it must. */
export const walk = async (name: string, steps: readonly Step[], { cwd, env, by = [] }: Ground): Promise<Walked> => {
  let passed = 0;
  for (const { command, exit = 0, says = [], never, seconds = 900 } of steps) {
    const started = performance.now();
    const [file, ...words] = [...by, ...command] as [string, ...string[]];
    const { exitCode, stdout, stderr } = await $({ nothrow: true, quiet: true, cwd, env, prefix: "", timeout: `${seconds}s` })`${file} ${words}`;
    const took = (performance.now() - started) / 1000;
    const wrong = [
      ...(took < seconds ? [] : [`it took longer than ${seconds} s`]),
      ...(exitCode === exit ? [] : [`exit ${exitCode}, expected ${exit}`]),
      ...missingIn(stdout, says).map((pattern) => `no line fits ${pattern}`),
      ...(never?.test(stdout + stderr) ? [`something fits ${never}`] : []),
    ];
    console.log(`${wrong.length === 0 ? "ok    " : "failed"}  ${name}: ${command.join(" ")} (${took.toFixed(0)} s)`);
    if (wrong.length > 0) {
      console.log([...wrong, "", stdout, stderr].join("\n"));
      return { passed, failed: 1 };
    }
    passed++;
  }
  return { passed, failed: 0 };
};
