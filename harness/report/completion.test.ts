import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { completionScript } from "./completion.ts";

const commands = [
  { name: "run", about: "runs it's cells", options: ["--json", "--profile"] },
  { name: "show", about: "shows a cell", options: ["--json", "--run"] },
];
const ids = { workload: ["args", "files"], language: ["go", "rust"], runtime: ["wasmtime"], keep: ["nil"] };

/** What bash would offer for these words, the last of which is being typed. */
const offered = (...words: readonly string[]): string[] => {
  const quoted = words.map((word) => `'${word}'`).join(" ");
  const script = `compopt() { :; }\n${completionScript("bash", commands, ids)}\nCOMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _gatehouse; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout.split("\n").filter((line) => line !== "");
};

describe("bash completes", () => {
  test.each<[string[], string[]]>([
    [
      ["gatehouse", ""],
      ["run", "show"],
    ],
    [["gatehouse", "r"], ["run"]],
    [["gatehouse", "run", "--p"], ["--profile"]],
    [
      ["gatehouse", "show", "--"],
      ["--json", "--run"],
    ],
    [["gatehouse", "run", "la"], ["language="]],
    [
      ["gatehouse", "run", "language", "="],
      ["go", "rust"],
    ],
    [["gatehouse", "run", "language", "=", "r"], ["rust"]],
    [["gatehouse", "run", "keep", "=", ""], ["nil"]],
  ])("%j to %j", (words, found) => expect(offered(...words)).toEqual(found));
});

test("zsh and fish get the same words, and texts of commands as they are", () => {
  for (const shell of ["zsh", "fish"] as const)
    for (const word of ["run", "show", "language=rust"]) expect(completionScript(shell, commands, ids)).toContain(word);
  expect(completionScript("fish", commands, ids)).toContain(`-a run -d 'runs it'\\''s cells'`);
  expect(completionScript("fish", commands, ids)).toContain("-l profile");
});
