import type { Step } from "./walk.ts";

const gatehouse = (...words: readonly string[]): readonly string[] => ["./gatehouse", ...words];

/** Who wants to know what works for a language, and begins with one of their own in the checkout. */
export const checkALanguage: readonly Step[] = [
  { command: gatehouse("run", "language=c", "workload=args,env,stdin-echo"), says: [/^language +toolchain +target/, /^c +zig-cc/, /^\d+ cells?: \d+ passed/] },
  { command: gatehouse("capabilities"), says: [/args/] },
  { command: gatehouse("new", "language", "ada"), says: [/languages\/ada/] },
  { command: gatehouse("check", "languages/ada"), says: [/^languages\/ada$/, /ok +manifest/, /ok +smoke/, /^accepted$/] },
  { command: gatehouse("new", "port", "args", "ada"), says: [/workloads\/args\/ada/] },
  { command: gatehouse("check", "workloads/args/ada"), exit: 1, says: [/failed/, /^not accepted$/] },
  { command: gatehouse("run", "language=adda"), exit: 2 },
  { command: ["git", "status", "--short"], says: [/languages\/ada/, /workloads\/args\/ada/], never: /^ M/m },
  { command: ["rm", "-r", "languages/ada", "workloads/args/ada"] },
];

/** The same in a repository of their own, with the package: what is there is Nim, which Gatehouse has not. */
export const checkYourOwn: readonly Step[] = [
  { command: ["npx", "gatehouse", "check"], says: [/^languages\/nimrod$/, /ok +smoke/, /^workloads\/args\/nimrod$/, /^workloads\/greeting$/, /^accepted$/] },
  {
    command: ["npx", "gatehouse", "run", "language=nimrod,c", "workload=args,greeting"],
    says: [/^c +zig-cc/, /^nimrod +nim-zig/, /^\d+ cells?: \d+ passed/],
    never: /\.\/gatehouse/,
  },
  { command: ["npx", "gatehouse", "show", "greeting/name,nimrod,wasmtime"], says: [/pass/] },
  { command: ["npx", "gatehouse", "repro", "greeting/name,nimrod,wasmtime", "-o", "report"], says: [/report/] },
  { command: ["sh", "-c", "WASMTIME=$(ls $XDG_CACHE_HOME/gatehouse/packages/engine-*/wasmtime_cli/wasmtime | head -1) sh report/run.sh"] },
  {
    command: ["npx", "gatehouse", "gate", "--candidate", "wasmtime@49.0.3", "--baseline", "wasmtime@48.0.2", "language=nimrod", "workload=greeting,args"],
    says: [/^accepted {2}wasmtime@49\.0\.3 against wasmtime@48\.0\.2/],
  },
];
