import { existsSync, mkdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { digest, digestOf } from "../host/digest.ts";
import { clientEnvironment, userHome, variable } from "../host/environment.ts";
import { runTool } from "../host/tool.ts";
import { which } from "../host/which.ts";
import type { Package } from "../model/generated/package.ts";
import { type Installer, missing } from "./context.ts";

type Spec = Extract<Package, { from: "maven" }>;

const central = "https://repo.maven.apache.org/maven2";

const element = (xml: string, name: string): string | undefined => new RegExp(`<${name}>\\s*([^<]*?)\\s*</${name}>`).exec(xml)?.[1];

// What a mirror stands for: names of repositories, `*` for any, `!` before what it does not stand for.
const servesCentral = (mirrorOf: string): boolean => {
  const words = mirrorOf.split(",").map((word) => word.trim());
  return !words.includes("!central") && words.some((word) => word === "*" || word === "external:*" || word === "central");
};

/** The address of the repository that takes Maven Central's place in the text of a settings file of Maven; undefined where none does. */
export const mirrorIn = (settings: string): string | undefined => {
  const mirrors = settings.replace(/<!--.*?-->/gs, "").match(/<mirror>.*?<\/mirror>/gs) ?? [];
  const found = mirrors.find((mirror) => element(mirror, "blocked") !== "true" && servesCentral(element(mirror, "mirrorOf") ?? ""));
  return found && element(found, "url")?.replace(/\/+$/, "");
};

// The user's settings come before those of the machine, as for Maven itself.
const repository = (): string => {
  const mvn = which("mvn");
  const homes = [variable("MAVEN_HOME"), mvn && dirname(dirname(realpathSync(mvn)))];
  for (const folder of [join(userHome(), ".m2"), ...homes.flatMap((home) => (home ? [join(home, "conf")] : []))]) {
    const path = join(folder, "settings.xml");
    const mirror = existsSync(path) ? mirrorIn(readFileSync(path, "utf8")) : undefined;
    if (mirror) return mirror;
  }
  return central;
};

/** Where a repository has an artifact `group:artifact:version[:classifier]`, and the name of its jar. */
export const placeOf = (coordinates: string): { readonly folder: string; readonly jar: string } => {
  const [group = "", artifact = "", version = "", classifier] = coordinates.split(":");
  return {
    folder: [...group.split("."), artifact, version].join("/"),
    jar: `${[artifact, version, ...(classifier ? [classifier] : [])].join("-")}.jar`,
  };
};

/** Downloads jars whose digests are pinned into one folder, from Maven Central or from the mirror that Maven's settings name. It needs no Maven. */
export const installMaven: Installer<Spec> = async (spec, folder, context) => {
  const curl = which("curl");
  if (!curl) return missing("curl", "there is no curl on PATH", "install curl, e.g. `apt-get install curl`");
  mkdirSync(folder, { recursive: true });
  const base = repository();
  const artifacts = Object.entries(spec.artifacts).map(([coordinates, pinned]) => ({ coordinates, pinned, ...placeOf(coordinates) }));
  const urls = artifacts.flatMap((each) => ["--output", join(folder, each.jar), `${base}/${each.folder}/${each.jar}`]);
  const result = await runTool(
    [curl, "--fail", "--silent", "--show-error", "--location", "--netrc-optional", "--retry", "3", "--parallel", "--fail-early", ...urls],
    { env: clientEnvironment(), timeoutMs: 600_000, signal: context.signal },
  );
  if (!result.ok) return missing(`jars from ${base}`, result.stderr || result.failure, "does the repository that Maven's settings name have each of them?");
  const wrong = artifacts.find(({ jar, pinned }) => digest(readFileSync(join(folder, jar))) !== pinned);
  if (wrong)
    return missing(
      `${wrong.coordinates} with the pinned digest`,
      `its digest is ${digest(readFileSync(join(folder, wrong.jar)))}`,
      "the jar is not the one that was pinned: do not use it before you know why",
    );
  return { digest: digestOf(spec.artifacts) };
};
