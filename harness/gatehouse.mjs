#!/usr/bin/env node
/** Starts the command line on a Node that runs TypeScript as it is: this one, or the one that npm installed here. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const least = 24;
if (Number(process.versions.node.split(".")[0]) >= least) {
  module.enableCompileCache?.();
  const { main } = await import("./commands/main.ts");
  const { exitInTime } = await import("./host/waits.ts");
  exitInTime(await main(process.argv.slice(2)));
} else {
  const own = join(dirname(fileURLToPath(import.meta.url)), "../node_modules/.bin/node");
  if (!existsSync(own)) {
    process.stderr.write(`error: Gatehouse needs Node ${least} or newer, this is ${process.versions.node}\n  npm ci installs one for this folder\n`);
    process.exit(2);
  }
  const { status, signal } = spawnSync(own, process.argv.slice(1), { stdio: "inherit" });
  process.exitCode = status ?? (signal === "SIGINT" ? 130 : 3);
}
