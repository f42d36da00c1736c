import { nodeOnPath } from "./tree.ts";

/** The manifest of node-wasi's host as a runtime of another name, whose binary can be given by path. */
export const nodeHost = (id: string): string => `id = "${id}"
name = "${id}"
version = ["{bin.node}", "--version"]
reports = "^v(\\\\d+\\\\.\\\\d+\\\\.\\\\d+)$"
[package.engine]
${nodeOnPath}
[target.wasip1]
mode.run = ["{bin.node}", "--disable-warning=ExperimentalWarning", "{manifest}/host.mjs", "{directories}", "{env}", "{wasm}", "{args}"]
directory = ["--dir={host}::{guest}"]
variable = ["--env={name}={value}"]
claims = ["args", "env", "exit-status", "exit-code", "stdin", "stdout", "stderr", "files.read", "files.write", "files.metadata", "directories", "traps"]
report = true
`;
