import type { Step } from "./walk.ts";

const gate = (candidate: string, baseline: string, ...more: readonly string[]): readonly string[] => [
  ...["./gatehouse", "gate", "--candidate", candidate, "--baseline", baseline, "language=c", "tier=1", "workload=tcp-echo,exit-code"],
  ...more,
];

/** Who builds a runtime: a release that drops a flag is refused, and a binary that behaves as its baseline is accepted. `own` is such a binary. */
export const gateARelease = (own: string): readonly Step[] => [
  { command: ["./gatehouse", "--version"], says: [/^\d+\.\d+\.\d+$/] },
  {
    command: gate("wasmtime@49.0.3", "wasmtime@46.0.1", "--markdown", "gate.md", "--junit", "gate.xml"),
    exit: 1,
    says: [/^refused {2}wasmtime@49\.0\.3 against wasmtime@46\.0\.1: /, /regressed/, /sockets\.accept.*preview2.*blame: runtime/],
    never: /untrusted/,
  },
  { command: ["cat", "gate.md"], says: [/refused/] },
  { command: ["grep", "-c", "<failure", "gate.xml"], says: [/^[1-9]/] },
  { command: gate(`wasmtime@path:${own}`, "wasmtime@49.0.3"), says: [/^accepted {2}wasmtime@path:/] },
  { command: gate("wasmtime@49.0.3", "wasmtime@1.2.3"), exit: 2 },
];
