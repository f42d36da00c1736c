import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../host/digest.ts";
import { clientEnvironment } from "../host/environment.ts";
import { architecture } from "../host/machine.ts";
import { runTool } from "../host/tool.ts";
import { which } from "../host/which.ts";
import type { Package } from "../model/generated/package.ts";
import { type Installer, missing } from "./context.ts";

type Spec = Extract<Package, { from: "go" }>;

const goArchitecture = (wanted: string): string => ({ x86_64: "amd64", aarch64: "arm64" })[wanted] ?? wanted;

/** Compiles a Go program of a module whose checksum is pinned, by the Go on PATH or the release of Go that the manifest names (https://go.dev/doc/toolchain). */
export const installGo: Installer<Spec> = async (spec, folder, context) => {
  const go = which("go");
  if (!go) return missing("Go", "there is no go on PATH", "install Go 1.21 or newer");
  if (!spec.version || !spec.digests)
    return missing(`${spec.module} pinned`, "the manifest pins no version or no checksum", "add version and digests to the release");
  const version = spec.version.startsWith("v") ? spec.version : `v${spec.version}`;
  const cache = join(context.store, "cache");
  const own = context.architecture === architecture();
  const env = {
    ...clientEnvironment(),
    // Go refuses GOBIN where it compiles for another machine, and goes by GOPATH.
    GOBIN: own ? folder : undefined,
    GOPATH: own ? join(cache, "go") : `${folder}.go`,
    GOMODCACHE: join(cache, "go-modules"),
    GOCACHE: join(cache, "go-build"),
    GOFLAGS: "-modcacherw -trimpath",
    CGO_ENABLED: "0",
    GOOS: own ? undefined : "linux",
    GOARCH: own ? undefined : goArchitecture(context.architecture),
    ...(spec.go === undefined ? {} : { GOTOOLCHAIN: `go${spec.go}` }),
  };
  mkdirSync(folder, { recursive: true });
  const options = { cwd: folder, env, timeoutMs: 600_000, signal: context.signal };
  if (spec.go !== undefined) {
    const found = await runTool([go, "env", "GOVERSION"], options);
    if (found.stdout.trim() !== `go${spec.go}`)
      return missing(
        `Go ${spec.go}, which compiles ${spec.name} ${version}`,
        found.ok ? `the go on PATH is ${found.stdout.trim()}, and cannot get another` : found.stderr || found.failure,
        `install Go 1.21 or newer, which gets others from the Go module proxy, or Go ${spec.go}`,
      );
  }
  const download = await runTool([go, "mod", "download", "-json", `${spec.module}@${version}`], options);
  const said = download.ok ? (JSON.parse(download.stdout) as { Sum?: string }) : undefined;
  if (!said?.Sum)
    return missing(
      `${spec.module} ${version}`,
      download.stdout || download.stderr || download.failure,
      "is the Go module proxy reached? `go mod download` tells",
    );
  if (!spec.digests.includes(said.Sum))
    return missing(
      `${spec.module} ${version} with the pinned checksum`,
      `its checksum is ${said.Sum}`,
      "the module is not the one that was pinned: do not use it before you know why",
    );
  const install = await runTool([go, "install", "-ldflags=-s -w", `${spec.name}@${version}`], options);
  if (!install.ok) return missing(`${spec.name} ${version}`, install.stderr || install.failure, "`go install` failed: its message stands above");
  if (!own) {
    cpSync(join(env.GOPATH, "bin", `linux_${env.GOARCH}`), folder, { recursive: true });
    rmSync(env.GOPATH, { recursive: true, force: true });
  }
  return { digest: digestOf([spec.name, version, said.Sum, ...(spec.go === undefined ? [] : [spec.go])]) };
};
