import { proc_exit } from "wasi_snapshot_preview1";

export const exit = (status: { readonly tag: "ok" | "err" }): never => proc_exit(status.tag === "ok" ? 0 : 1);

export const exitWithCode = (code: number): never => proc_exit(code);
