import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { randomName } from "../host/digest.ts";
import type { Program } from "../model/contract.ts";
import { compareFiles } from "./compare-files.ts";
import { plain as program } from "./program.fixture.ts";
import { closeSandbox, openSandbox } from "./sandbox.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-compare-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

type Expectation = Readonly<Record<string, Buffer | string | undefined>>;
type Expected = Parameters<typeof compareFiles>[3];

/** A sandbox with a fixture at /data; `compare` holds it against a contract whose undefined files are absent. */
const open = (directories: Program["directories"] = [{ guest: "/data", fixture: "fixture" }]) => {
  const workload = join(scratch, randomName());
  mkdirSync(join(workload, "fixture/sub"), { recursive: true });
  writeFileSync(join(workload, "fixture/in"), "in");
  writeFileSync(join(workload, "fixture/sub/deep"), "deep");
  symlinkSync("in", join(workload, "fixture/link"));
  const own: Program = { ...program, directories };
  const sandbox = openSandbox(join(scratch, randomName()), "case", own, workload);
  const compare = (files: Expectation = {}) =>
    compareFiles(
      sandbox,
      own,
      workload,
      new Map(Object.entries(files).map(([path, content]) => [path, content === undefined ? "absent" : Buffer.from(content)])),
    );
  return { sandbox, workload, compare, data: sandbox.directories[0] as string };
};

describe("compareFiles", () => {
  test("of several right contents each is right, and no other one", () => {
    const { sandbox, workload, data } = open();
    const own: Program = { ...program, directories: [{ guest: "/data", fixture: "fixture" }] };
    const compare = () => compareFiles(sandbox, own, workload, new Map([["/data/in", [Buffer.from("POSIX"), Buffer.from("Linux")]]]));
    for (const text of ["POSIX", "Linux"]) {
      writeFileSync(join(data, "in"), text);
      expect(compare()).toEqual({ files: [] });
    }
    writeFileSync(join(data, "in"), "other");
    expect(compare()).toEqual({ files: [{ path: "/data/in", found: "different" }] });
  });

  test("a directory that nobody touched is as it must be", () => {
    expect(open().compare()).toEqual({ files: [] });
  });

  const changes: readonly [string, (data: string) => void, readonly object[]][] = [
    ["a new file", (data) => writeFileSync(join(data, "new"), ""), [{ path: "/data/new", found: "unexpected" }]],
    ["a new empty folder", (data) => mkdirSync(join(data, "new")), [{ path: "/data/new", found: "unexpected" }]],
    ["a file that is gone", (data) => rmSync(join(data, "sub/deep")), [{ path: "/data/sub/deep", found: "absent" }]],
    ["other content", (data) => writeFileSync(join(data, "in"), "IN"), [{ path: "/data/in", found: "different" }]],
    ["a byte more", (data) => writeFileSync(join(data, "in"), "in\n"), [{ path: "/data/in", found: "different" }]],
    [
      "a link to another file",
      (data) => {
        rmSync(join(data, "link"));
        symlinkSync("sub/deep", join(data, "link"));
      },
      [{ path: "/data/link", found: "different" }],
    ],
    [
      "a file in a link's place, with the same bytes",
      (data) => {
        rmSync(join(data, "link"));
        writeFileSync(join(data, "link"), "in");
      },
      [{ path: "/data/link", found: "different" }],
    ],
    [
      "a folder in a file's place",
      (data) => {
        rmSync(join(data, "in"));
        mkdirSync(join(data, "in"));
      },
      [{ path: "/data/in", found: "different" }],
    ],
    [
      "a file in a folder's place",
      (data) => {
        rmSync(join(data, "sub"), { recursive: true });
        writeFileSync(join(data, "sub"), "");
      },
      [
        { path: "/data/sub", found: "different" },
        { path: "/data/sub/deep", found: "absent" },
      ],
    ],
    [
      "another name",
      (data) => renameSync(join(data, "in"), join(data, "IN")),
      [
        { path: "/data/IN", found: "unexpected" },
        { path: "/data/in", found: "absent" },
      ],
    ],
  ];
  test.each(changes)("%s is found", (_, change, facts) => {
    const { compare, data } = open();
    change(data);
    expect(compare().files).toEqual(facts);
  });

  test("expected files, with the folders that they stand in, and expected absence", () => {
    const { compare, data } = open();
    const contract = { "/data/out/a/b": "new", "/data/in": "changed", "/data/sub": undefined, "/data/never": undefined };
    expect(compare(contract).files.map(({ path, found }) => `${found} ${path}`)).toEqual([
      "different /data/in",
      "absent /data/out",
      "absent /data/out/a",
      "absent /data/out/a/b",
      "unexpected /data/sub",
      "unexpected /data/sub/deep",
    ]);
    mkdirSync(join(data, "out/a"), { recursive: true });
    writeFileSync(join(data, "out/a/b"), "new");
    writeFileSync(join(data, "in"), "changed");
    rmSync(join(data, "sub"), { recursive: true });
    expect(compare(contract).files).toEqual([]);
    expect(compare({ ...contract, "/data/out/a/b": "nEw" }).files).toEqual([{ path: "/data/out/a/b", found: "different" }]);
    symlinkSync("nothing", join(data, "never"));
    expect(compare(contract).files).toEqual([{ path: "/data/never", found: "unexpected" }]);
  });

  test("expected links and empty folders", () => {
    const { sandbox, workload, data } = open();
    const own: Program = { ...program, directories: [{ guest: "/data", fixture: "fixture" }] };
    const expected: Expected = new Map<string, "folder" | `link ${string}`>([
      ["/data/in", "link link"],
      ["/data/new", "folder"],
    ]);
    const differing = () => compareFiles(sandbox, own, workload, expected).files.map(({ path, found }) => `${found} ${path}`);
    expect(differing()).toEqual(["different /data/in", "absent /data/new"]);
    rmSync(join(data, "in"));
    symlinkSync("elsewhere", join(data, "in"));
    mkdirSync(join(data, "new"));
    expect(differing()).toEqual(["different /data/in"]);
    rmSync(join(data, "in"));
    symlinkSync("link", join(data, "in"));
    expect(differing()).toEqual([]);
    writeFileSync(join(data, "new/file"), "");
    expect(differing()).toEqual(["unexpected /data/new/file"]);
  });

  test("a file belongs to the innermost directory, also where one stands below another", () => {
    const { compare, sandbox } = open([{ guest: "/" }, { guest: "/data" }, { guest: "/data-more" }]);
    const contract = { "/top": "1", "/data/x": "2", "/data-more/y": "3" };
    expect(compare(contract).files.map((fact) => fact.path)).toEqual(["/top", "/data/x", "/data-more/y"]);
    ["top", "x", "y"].forEach((name, index) => {
      writeFileSync(join(sandbox.directories[index] as string, name), `${index + 1}`);
    });
    expect(compare(contract).files).toEqual([]);
  });

  test("a file too large to read is different, not a fault of the harness", () => {
    const { compare, data } = open();
    writeFileSync(join(data, "huge"), "");
    for (const name of ["huge", "in"]) truncateSync(join(data, name), 5 * 2 ** 30);
    expect(compare({ "/data/huge": "small" }).files).toEqual([
      { path: "/data/huge", found: "different" },
      { path: "/data/in", found: "different" },
    ]);
    expect(compare().files[0]).toEqual({ path: "/data/huge", found: "unexpected" });
  });
});

const python = (code: string, folder: string): void => void execFileSync("python3", ["-c", code, folder], { stdio: "inherit" });

describe("a directory that a hostile guest left", () => {
  test("with names that are no text and names that move a terminal is told in plain words", () => {
    const { compare, data } = open();
    const folder = Buffer.from(`${data}/`);
    for (const name of [Buffer.from([0x66, 0xff, 0x80]), Buffer.from("\u001b[2J\n::error"), Buffer.from("\ufffe\uffff"), Buffer.from("n".repeat(255))])
      writeFileSync(Buffer.concat([folder, name]), "");
    expect(compare().files.map(({ path }) => path)).toEqual([
      "/data/\\x1b[2J\\n::error",
      "/data/f\\xff\\x80",
      `/data/${"n".repeat(255)}`,
      "/data/\\u{fffe}\\u{ffff}",
    ]);
  });

  test("with a pipe, a socket or a device is not waited for", () => {
    const { compare, data } = open();
    python(
      "import os, socket, sys\nos.chdir(sys.argv[1])\nos.mkfifo('pipe')\nsocket.socket(socket.AF_UNIX).bind('socket')\nos.remove('in')\nos.mkfifo('in')",
      data,
    );
    expect(compare().files).toEqual([
      { path: "/data/in", found: "different" },
      { path: "/data/pipe", found: "unexpected" },
      { path: "/data/socket", found: "unexpected" },
    ]);
  });

  test("with 10,000 levels differs, and goes away", () => {
    const { sandbox, compare, data } = open();
    python("import os, sys\nos.chdir(sys.argv[1])\nfor level in range(10000):\n os.mkdir('d')\n os.chdir('d')", data);
    const { files, tree } = compare();
    expect(files[0]).toEqual({ path: "/data", found: "different" });
    expect(files).toHaveLength(100);
    expect(tree).toMatchObject({ cut: "depth", digest: expect.stringMatching(/^sha256:/) });
    expect(files.some(({ found }) => found === "absent")).toBe(false);
    closeSandbox(sandbox);
    expect(existsSync(sandbox.folder)).toBe(false);
  });

  test("with more entries or longer names than anybody looks at differs; the digest tells what was seen", () => {
    const many = (name: string, count: number) => {
      const { sandbox, compare, data } = open([{ guest: "/data" }]);
      python(`import os, sys\nos.chdir(sys.argv[1])\nfor number in range(${count}):\n open(${name} % number, 'w').close()`, data);
      const own = compare();
      closeSandbox(sandbox);
      return own;
    };
    expect(many("'%d'", 50_001).tree).toMatchObject({ cut: "entries", entries: 50_000 });
    const [few, same, more] = [many("'%d'", 101), many("'%d'", 101), many("'%d'", 102)];
    expect(few).toEqual({ files: few.files, tree: { entries: 101, differ: 101, digest: same.tree?.digest } });
    expect(more.tree?.digest).not.toBe(few.tree?.digest);
  });

  test("whose folders nobody may enter is read and removed", () => {
    const { sandbox, compare, data } = open();
    mkdirSync(join(data, "closed/below"), { recursive: true });
    chmodSync(join(data, "closed"), 0);
    expect(compare().files.map(({ path }) => path)).toEqual(["/data/closed", "/data/closed/below"]);
    closeSandbox(sandbox);
    expect(existsSync(sandbox.folder)).toBe(false);
  });
});
