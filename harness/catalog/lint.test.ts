import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { PlacedRuntime } from "../model/catalog.ts";
import type { KeepManifest } from "../model/generated/keep.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import type { Package } from "../model/generated/package.ts";
import type { RuntimeManifest, RuntimeTarget } from "../model/generated/runtime.ts";
import type { CannotPort, CaseManifest, WorkloadManifest } from "../model/generated/workload.ts";
import { folderWith, projectRoot, told } from "./lint.fixture.ts";
import { lintLanguage, lintWorkload } from "./lint.ts";
import { lintCannot } from "./lint-cannot.ts";
import { lintKeep } from "./lint-keep.ts";
import { lintRuntime } from "./lint-runtime.ts";
import { lintStray } from "./lint-stray.ts";

const tool: Package = { from: "path", path: { command: "tool", version: ["--version"], range: "*", hint: "-" } };
const maker = (rest: object): Package =>
  ({ from: "cargo", name: "tiny", version: "1.0.0", takes: ["tool"], bin: {}, steps: [], ...rest }) as unknown as Package;

describe("a workload", () => {
  const folder = folderWith("workloads/x", { "expected/out.txt": "out" });
  symlinkSync("/etc/passwd", join(folder, "expected/link"));
  mkdirSync(join(folder, "special/below"), { recursive: true });
  execFileSync("python3", ["-c", "import os, sys; os.mkfifo(sys.argv[1])", join(folder, "special/below/pipe")]);
  const known = { languages: new Map([["c", {}]]), modules: new Set(["lines"]), keeps: new Map([["nil", {}]]) };
  const lint = (cases: readonly Partial<CaseManifest>[], rest: Partial<WorkloadManifest> = {}): string => {
    const entries = cases.map((entry, at): CaseManifest => ({ id: `case-${at}`, needs: [], expect: { exit: 0 }, ...entry }));
    const manifest: WorkloadManifest = { id: "x", title: "x", kind: "probe", about: "x", case: entries, ...rest };
    return told(() => lintWorkload({ folder, manifest }, known, projectRoot));
  };
  const file = (path: string): Partial<CaseManifest> => ({ expect: { exit: 0, stdout: { match: "exact", file: path } } });
  const none = { expect: undefined } as unknown as Partial<CaseManifest>;
  const programs = (...all: object[]): Partial<CaseManifest> =>
    ({ ...none, programs: { server: all[0] ?? {}, client: all[1] ?? {} } }) as Partial<CaseManifest>;
  const roles = { roles: ["server", "client"] as [string, string] };

  test.each<[string, Partial<CaseManifest>, Partial<WorkloadManifest>]>([
    ["with files below its folder", file("expected/out.txt"), {}],
    ["with files in its directories", { directories: [{ guest: "/data" }], expect: { exit: 0, files: { "/data/x": { text: "" } } } }, {}],
    ["with files at the root", { directories: [{ guest: "/" }], expect: { exit: 0, files: { "/x": { text: "" } } } }, {}],
    ["with roles", programs({ expect: { exit: 0 } }), roles],
    ["that a language cannot do", {}, { cannot: [{ language: "c", why: "no", link: "https://example.org" }] }],
    ["that fails on purpose", { "must-fail": "trap" }, { kind: "trust" }],
    ["that tells its time", { "guest-time": "took (\\d+)" }, {}],
    ["with a module", {}, { uses: ["lines"] }],
    ["with a variable that is called file", { env: { file: "no/such/file" } }, {}],
  ])("%s is right", (_, entry, rest) => {
    expect(lint([entry], rest)).toBe("ok");
  });

  test.each<[string, readonly Partial<CaseManifest>[], Partial<WorkloadManifest>, string]>([
    ["two cases of one id", [{ id: "a" }, { id: "a" }], {}, "workload/duplicate-case /case/1/id"],
    ["a case that expects nothing", [none], {}, "workload/no-expectation /case/0"],
    ["programs of which none expects anything", [programs()], roles, "workload/no-expectation /case/0/programs"],
    ["a program of no role", [{ ...none, programs: { other: { expect: { exit: 0 } } } }], roles, "workload/roles /case/0/programs/other"],
    ["roles, and a case that does not name them", [{}], roles, "workload/roles /case/0"],
    ["what belongs to no program", [{ ...programs({ expect: { exit: 0 } }), args: ["x"] }], roles, "workload/roles /case/0/args"],
    [
      "needs that a program which does nothing would show",
      [{ needs: ["udp", "dns", "http.serve"], expect: { exit: 0, stdout: { match: "free" }, stderr: { match: "free" } } }],
      {},
      "workload/evidence /case/0/needs",
    ],
    ["a file that is not there", [file("expected/gone.txt")], {}, "manifest/no-such-file /case/0"],
    ["a file outside of it", [file("../y/out.txt")], {}, "manifest/path-outside /case/0"],
    ["a file that a link leads out to", [file("expected/link")], {}, "manifest/path-outside /case/0"],
    ["an absolute file", [file("/etc/passwd")], {}, "manifest/path-outside /case/0"],
    [
      "a time of what is not there",
      [{ directories: [{ guest: "/data", written: { "absent.txt": "2001-09-09T01:46:40Z" } }], expect: { exit: 0 } }],
      {},
      "workload/written /case/0/directories/0/written/absent.txt",
    ],
    [
      "a time of what is above",
      [{ directories: [{ guest: "/data", written: { "../x": "2001-09-09T01:46:40Z" } }], expect: { exit: 0 } }],
      {},
      "workload/written /case/0/directories/0/written/../x",
    ],
    [
      "a day that no month has",
      [{ directories: [{ guest: "/data", written: { ".": "2001-99-09T01:46:40Z" } }], expect: { exit: 0 } }],
      {},
      "workload/written /case/0/directories/0/written/.",
    ],
    ["a file in no directory", [{ expect: { exit: 0, files: { "/data/x": { text: "" } } } }], {}, "workload/file-outside /case/0/expect/files"],
    [
      "a file out of its directory",
      [{ directories: [{ guest: "/data" }], expect: { exit: 0, files: { "/data/../x": { text: "" } } } }],
      {},
      "workload/file-outside /case/0/expect/files",
    ],
    ["a pipe in a fixture", [{ directories: [{ guest: "/data", fixture: "special" }] }], {}, "manifest/special-file /case/0"],
    ["a pipe for a content", [{ stdin: { file: "special/below/pipe" } }], {}, "manifest/special-file /case/0"],
    ["a failure on purpose", [{ "must-fail": "trap" }], {}, "workload/must-fail /case/0/must-fail"],
    ["times of several programs", [{ ...programs({ expect: { exit: 0 } }), bench: true }], roles, "workload/bench /case/0/bench"],
    [
      "other bytes each time, in a dialogue",
      [{ steps: [{ run: "main" }], expect: { exit: 0, stdout: { match: "fresh", size: 16, draws: 64 } } }],
      {},
      "workload/fresh /case/0",
    ],
    ["more random bytes than anybody looks at", [{ expect: { exit: 0, stdout: { match: "fresh", size: 16_384, draws: 65 } } }], {}, "workload/fresh /case/0"],
    ["a time that no pattern finds", [{ "guest-time": "took (" }], {}, "manifest/regular-expression /case/0/guest-time"],
    ["a language that is not there", [{}], { cannot: [{ language: "ada", why: "no", link: "https://example.org" }] }, "workload/unknown-language /cannot"],
    ["a module that is not there", [{}], { uses: ["gone"] }, "manifest/unknown-module /uses/0"],
  ])("with %s is wrong", (_, cases, rest, says) => {
    expect(lint(cases, rest)).toBe(says);
  });
});

describe("what a toolchain cannot build", () => {
  const toolchain = { cc: { title: "cc", packages: [], version: ["v"], target: {} } } as unknown as LanguageManifest["toolchain"];
  const languages = new Map([["c", { folder: "/l/c", manifest: { id: "c", name: "C", tier: 1, toolchain } as LanguageManifest }]]);
  const lint = (...cannot: readonly Pick<CannotPort, "language" | "toolchain">[]): string => {
    const entries = cannot.map((own): CannotPort => ({ ...own, why: "no", link: "https://example.org" }));
    const manifest: WorkloadManifest = { id: "x", title: "x", kind: "probe", about: "x", case: [{ id: "a", needs: [], expect: { exit: 0 } }], cannot: entries };
    return told(() => lintCannot({ folder: "/w/x", manifest }, languages, projectRoot));
  };

  test("names a toolchain of that language", () => {
    expect(lint({ language: "c" }, { language: "c", toolchain: "cc" })).toBe("ok");
    expect(lint({ language: "c" }, { language: "c", toolchain: "gcc" })).toBe("workload/unknown-toolchain /cannot/1/toolchain");
  });
});

describe("a language", () => {
  const folder = folderWith("languages/c");
  const lint = (rest: Partial<LanguageManifest>, toolchain: object = {}): string => {
    const own = {
      title: "cc",
      packages: ["tool"],
      version: ["{bin.tool}", "-v"],
      target: { wasip1: { steps: [{ run: ["{bin.tool}", "{source}", "{out}"] }] } },
      ...toolchain,
    };
    const manifest = { id: "c", name: "C", tier: 1, package: { tool }, toolchain: { cc: own }, ...rest } as LanguageManifest;
    return told(() => lintLanguage({ folder, manifest }, projectRoot));
  };

  test.each<[string, Partial<LanguageManifest>, object, string]>([
    ["as it is", {}, {}, "ok"],
    ["a package that is not there", {}, { packages: ["gone"] }, "manifest/unknown-package /toolchain/cc/packages"],
    ["a program of no package that it takes", {}, { packages: [] }, "manifest/placeholder /toolchain/cc/version"],
    [
      "a placeholder that no build has",
      {},
      { target: { wasip1: { steps: [{ run: ["{bin.tool}", "{wasm}"] }] } } },
      "manifest/placeholder /toolchain/cc/target/wasip1/steps/0",
    ],
    ["sources by their ending", {}, { target: { wasip1: { steps: [{ run: ["{bin.tool}", "{sources:*.c}"] }] } } }, "ok"],
    ["a wrong step of native programs", {}, { native: { steps: [{ write: "{nowhere}", text: "" }] } }, "manifest/placeholder /toolchain/cc/native/steps/0"],
    [
      "a formatter of a package that is not there",
      { formatter: [{ packages: ["gone"], check: ["x"], mend: ["x"] }] as never },
      {},
      "manifest/unknown-package /formatter/0/packages",
    ],
    [
      "a formatter that formats nothing known",
      { formatter: [{ packages: ["tool"], check: ["{bin.tool}", "{file}"], mend: ["x"] }] as never },
      {},
      "manifest/placeholder /formatter/0/check",
    ],
    ["a compiler of C that is not there", { "static-c": { packages: [], argv: ["{bin.tool}"] } }, {}, "manifest/placeholder /static-c/argv"],
    ["a package that nothing builds", { package: { tool, engine: maker({ takes: ["gone"] }) } }, {}, "manifest/unknown-package /package/engine/takes"],
    [
      "a package that is built by one that is built itself",
      { package: { tool, one: maker({}), two: maker({ takes: ["one"] }) } },
      {},
      "manifest/unknown-package /package/two/takes",
    ],
    [
      "a step of a package with an unknown place",
      { package: { tool, one: maker({ steps: [{ run: ["{bin.other}"] }] }) } },
      {},
      "manifest/placeholder /package/one/steps/0",
    ],
    ["a lock file that is not there", { package: { tool, js: { from: "npm", lock: "npm" } } }, {}, "manifest/no-such-file /package/js/lock"],
  ])("with %s: %s", (_, rest, toolchain, says) => {
    expect(lint(rest, toolchain)).toBe(says);
  });
});

describe("a Keep", () => {
  const folder = folderWith("harness/keeps/k");
  const lint = (launcher: readonly object[], rest: object = {}): string =>
    told(() =>
      lintKeep(
        { folder, manifest: { id: "k", name: "k", about: "k", confidential: false, package: { tool }, launcher, ...rest } as unknown as KeepManifest },
        projectRoot,
      ),
    );

  test.each<[string, readonly object[], object, string]>([
    ["a wrapper", [{ kind: "host", packages: ["tool"], wrap: ["{bin.tool}"] }], {}, "ok"],
    ["a package that is not there", [{ kind: "host", packages: ["gone"] }], {}, "manifest/unknown-package /launcher/0/packages"],
    ["a wrapper of no package", [{ kind: "host", wrap: ["{bin.tool}"] }], {}, "manifest/placeholder /launcher/0/wrap"],
    ["a wrapper in a machine", [{ kind: "qemu", wrap: ["x"] }], {}, "keep/wrap /launcher/0/wrap"],
    ["accelerators of no machine", [{ kind: "host", accelerators: [{ name: "kvm" }] }], {}, "keep/accelerators /launcher/0/accelerators"],
    ["one launcher twice", [{ kind: "host" }, { kind: "host" }], {}, "keep/launcher-twice /launcher/1"],
    [
      "one launcher for two architectures",
      [
        { kind: "qemu-user", architecture: "aarch64" },
        { kind: "qemu-user", architecture: "x86_64" },
      ],
      {},
      "ok",
    ],
    ["evidence that asks nothing", [{ kind: "host" }], { evidence: [{ name: "x", hint: "-" }] }, "keep/evidence /evidence/0"],
    [
      "evidence by a pattern that is none",
      [{ kind: "host", evidence: [{ name: "x", file: "/x", holds: "(", hint: "-" }] }],
      {},
      "manifest/regular-expression /launcher/0/evidence/0/holds",
    ],
    [
      "evidence of the Keep by a package of a launcher",
      [{ kind: "host", packages: ["tool"] }],
      { evidence: [{ name: "x", command: ["{bin.tool}"], hint: "-" }] },
      "manifest/placeholder /evidence/0/command",
    ],
  ])("with %s: %s", (_, launcher, rest, says) => {
    expect(lint(launcher, rest)).toBe(says);
  });
});

describe("a runtime", () => {
  const folder = folderWith("harness/runtimes/r", { "host.mjs": 'import "./part.mjs";', "part.mjs": "", "config.mjs": "" });
  const run = ["{bin.tool}", "{directories}", "{wasm}", "{args}"];
  const lint = (target: Partial<RuntimeTarget>, rest: Partial<RuntimeManifest> = {}, releases: PlacedRuntime["releases"] = []): string => {
    const own = { mode: { run }, claims: ["stdout"], ...target } as RuntimeTarget;
    const manifest: RuntimeManifest = { id: "r", name: "r", package: { engine: tool }, version: ["{bin.tool}", "-v"], target: { wasip1: own }, ...rest };
    return told(() => lintRuntime({ folder, manifest, releases }, projectRoot));
  };
  const at = (place: string): string => `/target/wasip1/${place}`;

  test.each<[string, Partial<RuntimeTarget>, string]>([
    ["as it is", {}, "ok"],
    ["a claim of arguments that never reach it", { mode: { run: ["{bin.tool}", "{wasm}"] }, claims: ["args"] }, `runtime/claim ${at("mode/run")}`],
    ["a claim of directories that never reach it", { mode: { run: ["{wasm}", "{args}"] }, claims: ["directories"] }, `runtime/claim ${at("mode/run")}`],
    [
      "a claim that a config file passes",
      { mode: { run: ["{config}", "{wasm}"] }, claims: ["args", "env"], "config-file": { name: "c.toml", script: "config.mjs" } },
      "ok",
    ],
    [
      "a config file by a script that is not there",
      { mode: { run: [...run, "{config}"] }, "config-file": { name: "c.toml", script: "gone.mjs" } },
      `manifest/no-such-file ${at("config-file/script")}`,
    ],
    ["fuel in the command that runs", { mode: { run: [...run, "{fuel}"] } }, `manifest/placeholder ${at("mode/run")}`],
    ["fuel where it is limited", { mode: { run, fuel: [...run, "--fuel={fuel}"] } }, "ok"],
    ["a command for a range of no versions", { mode: { run: [{ argv: run, range: "latest" }, { argv: run }] } }, `runtime/range ${at("mode/run/0/range")}`],
    ["an alternative that never counts", { mode: { run: [{ argv: run }, { argv: run, range: ">=2" }] } }, `runtime/alternatives ${at("mode/run/1")}`],
    ["words beside alternatives", { mode: { run: ["x", { argv: run }] as never } }, `runtime/alternatives ${at("mode/run")}`],
    [
      "an ending by a pattern that is none",
      { endings: [{ exit: 1, stderr: "(", proof: "status", means: "trap" }] as never },
      `manifest/regular-expression ${at("endings/0/stderr")}`,
    ],
    ["presets that never reach it", { presets: { config: ["--config={name}={value}"] } }, "runtime/words /target/wasip1"],
    ["sockets that never reach it", { sockets: [{ as: "addresses", always: ["--net"] }] }, `runtime/words ${at("sockets/0")}`],
    [
      "preopened sockets in no order",
      { mode: { run: [...run, "{sockets}"] }, sockets: [{ as: "descriptors", listen: ["--l={address}"] }] },
      `runtime/sockets ${at("sockets/0")}`,
    ],
    [
      "a file of listeners that is not named",
      { mode: { run: [...run, "{sockets}"] }, sockets: [{ as: "addresses", listening: ["--tell"] }] },
      `runtime/sockets ${at("sockets/0/listening")}`,
    ],
    ["a directory's words with another place", { directory: ["--dir={path}"] }, `manifest/placeholder ${at("directory")}`],
  ])("with %s", (_, target, says) => {
    expect(lint(target)).toBe(says);
  });

  test.each<[string, Partial<RuntimeManifest>, string]>([
    ["a variant whose words are nowhere", { variant: { slow: { about: "slow", argv: ["--slow"] } } }, "runtime/words /variant/slow"],
    ["Keeps, and none of them nil", { keep: { kvm: { argv: ["--kvm"] } } }, "runtime/keep /keep"],
    ["a Keep whose words are nowhere", { keep: { nil: { argv: [] }, kvm: { argv: ["--kvm"] } } }, "runtime/words /keep/kvm"],
    ["a Keep by a backend that nobody tells of", { keep: { nil: { argv: [] }, kvm: { argv: [], backend: "kvm" } } }, "runtime/platform /keep/kvm/backend"],
    ["a platform that no script reads", { platform: ["{bin.tool}", "info"] }, "runtime/platform /platform"],
    ["a version that some releases do not tell", { version: [{ argv: ["-v"], range: ">=2" }] }, "runtime/alternatives /version"],
    ["a pattern of its version that is none", { reports: "(" }, "manifest/regular-expression /reports"],
  ])("with %s", (_, rest, says) => {
    expect(lint({}, rest)).toBe(says);
  });

  test("names a release of Go where its engine is a Go module, and nowhere else", () => {
    const releases = [{ version: "1.0.0", current: true, go: "1.23.12" }];
    const engine: Package = { from: "go", name: "m/cmd/tool", module: "m", bin: { tool: "tool" } };
    expect(lint({}, { package: { engine } }, releases)).toBe("ok");
    expect(lint({}, {}, releases)).toBe("runtime/go /release/0/go");
  });

  test("has no file that nothing names: it would change what rows follow from, and no identity", () => {
    const manifest = (words: readonly string[], rest: object = {}) => ({
      folder,
      manifest: { target: { wasip1: { mode: { run: words } } }, ...rest } as unknown as RuntimeManifest,
    });
    const config = { target: { wasip1: { mode: { run: ["{manifest}/host.mjs"] }, "config-file": { name: "c", script: "config.mjs" } } } };
    expect(told(() => lintStray({ folder, manifest: config as unknown as RuntimeManifest }, [], "r.toml"))).toBe("ok");
    expect(told(() => lintStray(manifest(["{manifest}/host.mjs"]), [], "r.toml"))).toBe("manifest/stray-file /");
    expect(told(() => lintStray(manifest(["{manifest}"]), [], "r.toml"))).toBe("ok");
  });
});
