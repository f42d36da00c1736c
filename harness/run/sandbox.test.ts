import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { randomName } from "../host/digest.ts";
import type { Program } from "../model/contract.ts";
import { closeSandbox, compareFiles, openSandbox } from "./sandbox.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-sandbox-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const program: Program = {
  args: [],
  env: {},
  stdin: { text: "" },
  directories: [],
  sockets: [],
  exit: 0,
  stdout: { match: "free" },
  stderr: { match: "free" },
  files: {},
};

type Expectation = Readonly<Record<string, Buffer | string | undefined>>;

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
  test("a directory that nobody touched is as it must be", () => {
    expect(open().compare()).toEqual([]);
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
    expect(compare()).toEqual(facts);
  });

  test("expected files, with the folders that they stand in, and expected absence", () => {
    const { compare, data } = open();
    const contract = { "/data/out/a/b": "new", "/data/in": "changed", "/data/sub": undefined, "/data/never": undefined };
    expect(compare(contract).map(({ path, found }) => `${found} ${path}`)).toEqual([
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
    expect(compare(contract)).toEqual([]);
    expect(compare({ ...contract, "/data/out/a/b": "nEw" })).toEqual([{ path: "/data/out/a/b", found: "different" }]);
    symlinkSync("nothing", join(data, "never"));
    expect(compare(contract)).toEqual([{ path: "/data/never", found: "unexpected" }]);
  });

  test("a file belongs to the innermost directory, also where one stands below another", () => {
    const { compare, sandbox } = open([{ guest: "/" }, { guest: "/data" }, { guest: "/data-more" }]);
    const contract = { "/top": "1", "/data/x": "2", "/data-more/y": "3" };
    expect(compare(contract).map((fact) => fact.path)).toEqual(["/top", "/data/x", "/data-more/y"]);
    ["top", "x", "y"].forEach((name, index) => {
      writeFileSync(join(sandbox.directories[index] as string, name), `${index + 1}`);
    });
    expect(compare(contract)).toEqual([]);
  });

  test("a file too large to read is different, not a fault of the harness", () => {
    const { compare, data } = open();
    writeFileSync(join(data, "huge"), "");
    for (const name of ["huge", "in"]) truncateSync(join(data, name), 5 * 2 ** 30);
    expect(compare({ "/data/huge": "small" })).toEqual([
      { path: "/data/huge", found: "different" },
      { path: "/data/in", found: "different" },
    ]);
    expect(compare()[0]).toEqual({ path: "/data/huge", found: "unexpected" });
  });
});

describe("sandboxes", () => {
  test("each has its own copy: what one guest does, no other sees, and the fixture stays", () => {
    const { sandbox, workload, data } = open();
    expect(readFileSync(join(data, "link"), "utf8")).toBe("in");
    writeFileSync(join(data, "link"), "through the link");
    expect(readFileSync(join(workload, "fixture/in"), "utf8")).toBe("in");
    const other = openSandbox(dirname(sandbox.folder), "other", { ...program, directories: [{ guest: "/", fixture: "fixture" }] }, workload);
    expect(readFileSync(join(other.directories[0] as string, "in"), "utf8")).toBe("in");
    expect(readdirSync(other.home)).toEqual([]);
    expect(readFileSync(join(sandbox.folder, "outside.txt"), "utf8")).toBe("outside of the sandbox\n");
    expect(readFileSync(join(sandbox.folder, "outside/link"), "utf8")).toBe("outside of the sandbox\n");
  });

  test("go away whole, also where a guest took permissions away", () => {
    const { sandbox, data } = open();
    chmodSync(join(data, "in"), 0);
    closeSandbox(sandbox);
    expect(existsSync(sandbox.folder)).toBe(false);
    closeSandbox(sandbox);
  });
});
