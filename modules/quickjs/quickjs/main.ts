// The component's entry point: it runs program.js, which a compiler has made, as Node would run a script.
import * as host from "./host.js";
import { main } from "../program.js";

interface Process {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The exit code of a program that ends by itself. */
  exitCode: number | undefined;
  exit(code?: number): never;
  readonly stdout: { write(text: string): boolean };
  readonly stderr: { write(text: string): boolean };
}

const line = (words: readonly unknown[]): string => `${words.map(String).join(" ")}\n`;

const wrote = (_: void): true => true;

const startProcess = (): Process => ({
  argv: ["node", "program", ...host.args()],
  env: Object.fromEntries(host.environment()),
  exitCode: undefined,
  exit(code) {
    return host.exit(code ?? this.exitCode ?? 0);
  },
  stdout: { write: (text) => wrote(host.writeText(text)) },
  stderr: { write: (text) => wrote(host.writeErrorText(text)) },
});

const log = (...words: unknown[]): void => host.writeText(line(words));
const warn = (...words: unknown[]): void => host.writeErrorText(line(words));

export const run = {
  /** What the program throws is told on standard error, and the exit code is 1. */
  run(): void {
    const process = startProcess();
    // The engine has run all that stands outside of functions when the component was made: what differs by run is set here.
    Object.assign(globalThis, { wasi: host, process, console: { log, info: log, debug: log, warn, error: warn } });
    try {
      main();
    } catch (error) {
      const text = error instanceof Error ? `${error}\n${error.stack ?? ""}` : String(error);
      host.writeErrorText(`${text.trimEnd()}\n`);
      process.exitCode = 1;
    }
    if (process.exitCode) host.exit(process.exitCode);
  },
};
