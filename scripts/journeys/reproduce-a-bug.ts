import type { Step } from "./walk.ts";

const cell = "exit-code/code-126,c,wasmtime";

/** Who got a failing cell, and reports it to the people who can mend it. `wasmtime` is that engine. */
export const reproduceABug = (wasmtime: string): readonly Step[] => [
  { command: ["./gatehouse", "run", "exit-code/code-126", "language=c"], says: [/^\d+ cells?: .*known to fail/, /known exit .*126.*blame: runtime/] },
  { command: ["./gatehouse", "show", cell], says: [/^fail \(exit, blame: runtime\)/, /^known /, /expected exit 126, found exit 1/] },
  { command: ["./gatehouse", "repro", cell, "-o", "report"], says: [/report/] },
  { command: ["sh", "report/run.sh"], exit: 2 },
  { command: ["env", `WASMTIME=${wasmtime}`, "sh", "report/run.sh"], exit: 1, says: [/126/] },
  { command: ["cat", "report/issue.md"], says: [/126/] },
  // Examples of help pages that take these very engines.
  { command: ["./gatehouse", "config", cell, "--runtime", "enarx"], says: [/^args = /] },
  { command: ["./gatehouse", "size", "fibonacci", "language=c"], says: [/wasmtime@/, /^fibonacci\/small /] },
];
