import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sleep } from "../../host/clock.ts";
import { listeners } from "../../host/listening.ts";
import { gatehouse, journals, processesOf, start } from "../../mini/cli.ts";
import { addDialogue, serving } from "../../mini/serving.ts";
import { makeTree, openStore, removeStore, type Tree } from "../../mini/tree.ts";
import { readJournal } from "../../record/read.ts";

/** By trait of server.mjs: the verdict on `talk/two`, and what its detail must tell. */
const golden: Readonly<Record<string, readonly [verdict: string, detail: RegExp]>> = {
  honest: ["pass", /^$/],
  late: ["fail network", /^step 1: run main: does not listen at \S+ within 5 s, but after [78] s: late$/],
  early: ["fail network", /^step \d: \w+ [ab]: connection (closed|broken off)/],
  "early-tells": ["pass", /^$/],
  "early-untold": ["fail network", /^step 1: run main: its engine listens at \S+, but not its guest within 5 s; never within 1\d s$/],
  never: ["fail network", /^step 1: run main: does not listen at \S+ within 5 s; never within 1\d s$/],
  "wrong-host": ["fail network", /^step 1: .* within 5 s; it listens at 127\.0\.0\.1:\d+; never/],
  "wrong-port": ["fail network", /^step 1: .* within 5 s; it listens at 127\.\d+\.\d+\.\d+:\d+; never/],
  everywhere: ["fail network", /^step 1: .* within 5 s; it listens at 0\.0\.0\.0:\d+; never/],
  "byte-short": ["fail network", /^step 4: recv a: connection closed after 5 of 6 bytes$/],
  "byte-wrong": ["fail network", /^step 4: recv a: byte 5 differs: expected "\\n", found "\\x0b"$/],
  "byte-more": ["fail network", /^step 9: end a, b: a: 1 bytes that no step expects: "!"$/],
  floods: ["fail network", /^step 9: end a, b: a: \d+ bytes that no step expects/],
  resets: ["fail network", /^step 4: recv a: connection broken off \(ECONNRESET\) after 0 of 6 bytes$/],
  silent: ["fail timeout", /^step 4: recv a: no more than 0 of 6 bytes came within 5 s$/],
  "one-client": ["fail network", /^step 5: connect b: connection refused at 127\./],
  "one-client-waits": ["fail timeout", /^step 7: recv b: no more than 0 of 6 bytes came within 5 s$/],
  stays: ["fail timeout", /^step 10: wait main: main did not end within 5 s$/],
  exits: ["fail exit", /^expected exit 0, found exit 3, at step 1: run main$/],
  "leaves-process": ["fail signal", /^1 processes were left behind/],
  talks: ["fail stdout", /^7 bytes that are not the expected ones, first difference at byte 0: found "served" where nothing is to be$/],
};
const traits = Object.keys(golden);

interface Row {
  readonly verdict: string;
  readonly detail: string;
  readonly address: string | undefined;
}

const rowsOf = (journal: string, workload: string): Record<string, Row> =>
  Object.fromEntries(
    readJournal(journal).lines.flatMap((line): [string, Row][] => {
      if (line.kind !== "row" || line.state !== "ran" || !line.cell.startsWith(`${workload}/`)) return [];
      const [, id = ""] = /,serve-([a-z-]+)@/.exec(line.cell) ?? /^[^/]+\/([a-z-]+),/.exec(line.cell) ?? [];
      const { verdict } = line;
      const words = [verdict.is, ...(verdict.is === "fail" ? [verdict.cause] : [])].join(" ");
      const listen = line.observation?.argv.find((word) => word.startsWith("--listen="));
      return [[id, { verdict: words, detail: "detail" in verdict ? verdict.detail : "", address: listen?.slice("--listen=".length) }]];
    }),
  );

const stores: string[] = [];
const trees: Tree[] = [];
const kept = (tree: Tree): Tree => {
  trees.push(tree);
  return tree;
};
const store = openStore();
stores.push(store);
afterAll(() => {
  for (const tree of trees) tree.remove();
  for (const own of stores) removeStore(own);
});

describe.skipIf(process.platform !== "linux")("servers with one trait each", () => {
  let tree: Tree;
  let rows: Record<string, Row>;
  let left: { readonly processes: readonly string[]; readonly ports: readonly unknown[] };

  beforeAll(async () => {
    tree = kept(serving(store, traits));
    const said = await gatehouse(tree, ["run", "workload=talk", "--json", "--jobs", "6"], {}, 200_000);
    rows = rowsOf(JSON.parse(said.stdout).journal, "talk");
    const hosts = new Set(Object.values(rows).map(({ address }) => address?.split(":")[0]));
    left = { processes: processesOf(tree), ports: listeners().filter(({ host }) => hosts.has(host)) };
  }, 240_000);

  test.each(traits)("%s is found as what it is", (trait) => {
    const [verdict, detail] = golden[trait] ?? ["", /^$/];
    expect(rows[trait]).toMatchObject({ verdict, detail: expect.stringMatching(detail) });
  });

  test("capabilities tells what of that works, and whose fault the rest is", async () => {
    const { code, stdout } = await gatehouse(tree, ["capabilities", "--json"]);
    expect(code).toBe(0);
    const tables = JSON.parse(stdout) as { lane: string; languages: string[]; rows: { capability: string; squares: { is: string }[] }[] }[];
    const found = tables.map(({ lane, rows }): [string, object | undefined] => [
      /^serve-(.*)@/.exec(lane)?.[1] ?? lane,
      rows.find(({ capability }) => capability === "sockets.accept")?.squares[0],
    ]);
    expect(tables[0]?.languages).toEqual(["wat"]);
    expect(Object.fromEntries(found)).toMatchObject(
      Object.fromEntries(traits.map((trait) => [trait, { is: golden[trait]?.[0] === "pass" ? "works" : "fails" }])),
    );
    expect((await gatehouse(tree, ["capabilities", "--all"])).stdout).toMatch(/^serve-byte-more@1\.0\.0\S+ {2}run \S+\n {2}capability +wat\n {2}args +.*\n/);
    expect((await gatehouse(tree, ["capabilities", "1999"])).code).toBe(2);
  });

  test("every cell has a host of its own, and no process and no port is left", () => {
    const addresses = Object.values(rows).map(({ address }) => address?.split(":")[0]);
    expect(addresses.length).toBe(traits.length);
    expect(new Set(addresses).size).toBe(traits.length);
    for (const host of addresses) expect(host).toMatch(/^127\.(?!0\.)/);
    expect(left).toEqual({ processes: [], ports: [] });
  });
});

describe.skipIf(process.platform !== "linux")("runs of dialogues", () => {
  test("an interrupt in the middle of a step ends the run soon, and leaves nothing", async () => {
    const tree = kept(serving(store, ["never"]));
    const { child, said } = start(tree, ["run", "workload=talk", "--json"]);
    const journal = (): string => {
      const [path] = journals(tree);
      return path && existsSync(path) ? readFileSync(path, "utf8") : "";
    };
    const isServing = (): boolean => processesOf(tree).some((line) => line.includes("--listen="));
    while (child.exitCode === null && !(journal().includes('"kind":"row"') && isServing())) await sleep(20);
    child.kill("SIGINT");
    expect((await said).code).toBe(130);
    // The case whose step was waiting is not waited for, or it would have a row.
    const { lines, header } = readJournal(journals(tree)[0] ?? "");
    expect(lines.at(-1)).toMatchObject({ kind: "footer", interrupted: true });
    expect(lines.filter((line) => line.kind === "row").length).toBeLessThan(header.cells);
    expect(processesOf(tree)).toEqual([]);
  });

  test("two runs at once do not meet", async () => {
    const tree = kept(serving(store, ["honest"]));
    const both = await Promise.all([1, 2].map(() => gatehouse(tree, ["run", "workload=talk", "--json", "--repeat", "5"])));
    for (const { code, stderr } of both) expect(code, stderr).toBe(0);
  });

  test("pipes: closed before the program has opened them, large, read in part; signals one after another", async () => {
    const tree = kept(makeTree(["honest"], store));
    addDialogue(tree, "pipe");
    const said = await gatehouse(tree, ["run", "workload=pipe", "--json", "--repeat", "3"]);
    expect(rowsOf(JSON.parse(said.stdout).journal, "pipe")).toMatchObject({
      "closed-early": { verdict: "pass" },
      mebibyte: { verdict: "pass" },
      "more-than-asked": {
        verdict: "fail stdout",
        detail: '15 bytes that are not the expected ones, first difference at byte 6: found "and more" where nothing is to be',
      },
      killed: { verdict: "pass" },
      "nobody-opens": { verdict: "pass" },
      "one-file": { verdict: "pass" },
    });
    expect(processesOf(tree)).toEqual([]);
  });
});
