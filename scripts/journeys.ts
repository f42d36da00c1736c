/**
 * Three newcomers, each by the commands that README gives: on a clean clone, with an empty store and nothing on PATH but the system's own
 * programs. What each step prints is compared in its essentials. Closes with `N passed, N failed`.
 */
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { $ } from "zx";
import { checkALanguage, checkYourOwn } from "./journeys/check-a-language.ts";
import { buildContainer } from "./journeys/container.ts";
import { gateARelease } from "./journeys/gate-a-release.ts";
import { reproduceABug } from "./journeys/reproduce-a-bug.ts";
import { type Ground, type Walked, walk } from "./journeys/walk.ts";

const root = join(import.meta.dirname, "..");
const scratch = mkdtempSync(join(tmpdir(), "gatehouse-journeys-"));
const { GATEHOUSE_STORE: _, GATEHOUSE_WITH: __, npm_config_cache: ___, ...inherited } = process.env as Record<string, string>;
const env = { ...inherited, PATH: "/usr/bin:/bin:/usr/sbin:/sbin", NO_COLOR: "1" };
const clone: Ground = { cwd: join(scratch, "clone"), env };

/** Everything is read-only but some folders, where this machine lets somebody say so: a package writes nowhere else. */
const confine = async (folders: readonly string[]): Promise<readonly string[]> => {
  const binds = folders.map((folder) => `mount --bind '${folder}' '${folder}'`).join(" && ");
  const words = ["unshare", "-m", "sh", "-c", `mount --make-rprivate / && ${binds} && mount -o remount,ro,bind / && exec "$@"`, "sh"];
  return (await $({ nothrow: true, quiet: true })`${words} true`).ok ? words : [];
};

const ownRepository = async (): Promise<Walked> => {
  const [own, cache] = [join(scratch, "own"), join(scratch, "cache")];
  for (const folder of [own, join(cache, "gatehouse")]) mkdirSync(folder, { recursive: true });
  cpSync(join(clone.cwd, "scripts/journeys/nimrod"), own, { recursive: true });
  const before = await walk("own repository", [{ command: ["npm", "pack", "--silent", "--pack-destination", scratch] }], clone);
  const [packed = "no package"] = globSync(join(scratch, "gatehouse-*.tgz"));
  const ground = { cwd: own, env: { ...env, XDG_CACHE_HOME: cache } };
  const there = await walk("own repository", [{ command: ["npm", "install", "--silent", packed] }], ground);
  const confined = await confine([own, cache]);
  console.log(confined.length > 0 ? "the rest of this machine is read-only" : "this machine does not let everything else be read-only");
  // npx itself writes a log into the user's home.
  const walked = await walk("own repository", checkYourOwn, { ...ground, by: confined, env: { ...ground.env, npm_config_cache: join(cache, "npm") } });
  return { passed: before.passed + there.passed + walked.passed, failed: before.failed + there.failed + walked.failed };
};

let [passed, failed] = [0, 0];
const add = (walked: Walked): void => {
  passed += walked.passed;
  failed += walked.failed;
};
try {
  await $({ quiet: true })`git clone --quiet ${root} ${clone.cwd}`;
  // Scripts need a newer Node than the system's: `npx node` and `npm run` take the one that npm installed.
  const scripts = { command: ["npx", "node", "scripts/shape.ts"], says: [/model/] };
  add(await walk("install", [{ command: ["npm", "ci"], never: /npm (warn|error)/ }, scripts], clone));
  const engines = (): string => globSync(join(clone.cwd, ".gatehouse/packages/engine-*/**/wasmtime")).find((path) => existsSync(path)) ?? "";
  add(await walk("provision", [{ command: ["./gatehouse", "provision", "language=c", "release=wasmtime@49.0.3"] }], clone));
  add(await walk("gate a release", gateARelease(engines()), clone));
  add(await walk("check a language", checkALanguage, clone));
  add(await walk("reproduce a bug", reproduceABug(engines()), clone));
  add(await ownRepository());
  add(await walk("container", buildContainer(clone.cwd, join(scratch, "container")), clone));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
