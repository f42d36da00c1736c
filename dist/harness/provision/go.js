import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../host/digest.js";
import { clientEnvironment } from "../host/environment.js";
import { architecture } from "../host/machine.js";
import { runTool } from "../host/tool.js";
import { which } from "../host/which.js";
import { missing } from "./context.js";
const goArchitecture = (wanted) => ({ x86_64: "amd64", aarch64: "arm64" })[wanted] ?? wanted;
/** Compiles a Go program of a module whose checksum is pinned. */
export const installGo = async (spec, folder, context) => {
    const go = which("go");
    if (!go)
        return missing("Go", "there is no go on PATH", "install Go 1.21 or newer");
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
    };
    mkdirSync(folder, { recursive: true });
    const options = { cwd: folder, env, timeoutMs: 600_000, signal: context.signal };
    const download = await runTool([go, "mod", "download", "-json", `${spec.module}@${version}`], options);
    const said = download.ok ? JSON.parse(download.stdout) : undefined;
    if (!said?.Sum)
        return missing(`${spec.module} ${version}`, download.stdout || download.stderr || download.failure, "is the Go module proxy reached? `go mod download` tells");
    if (!spec.digests.includes(said.Sum))
        return missing(`${spec.module} ${version} with the pinned checksum`, `its checksum is ${said.Sum}`, "the module is not the one that was pinned: do not use it before you know why");
    const install = await runTool([go, "install", "-ldflags=-s -w", `${spec.name}@${version}`], options);
    if (!install.ok)
        return missing(`${spec.name} ${version}`, install.stderr || install.failure, "`go install` failed: its message stands above");
    if (!own) {
        cpSync(join(env.GOPATH, "bin", `linux_${env.GOARCH}`), folder, { recursive: true });
        rmSync(env.GOPATH, { recursive: true, force: true });
    }
    return { digest: digestOf([spec.name, version, said.Sum]) };
};
