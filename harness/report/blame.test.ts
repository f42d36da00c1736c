import { expect, test } from "vitest";
import type { CellBlame } from "../model/cell-view.ts";
import { blameLines, findBlame } from "./blame.ts";
import { styleOf } from "./style.ts";

const cell = "x/a,c/cc.wasip1,w@2.0.0/nil:host-x86_64";
const told: CellBlame = {
  ...{ cell, run: "r", state: { is: "judged", verdict: { is: "fail", cause: "exit", detail: "found exit 1\nmore" } } },
  blame: { on: "runtime", because: ["it passes\u001b[2J elsewhere"] },
  siblings: [{ cell: `${cell}-other`, state: { is: "judged", verdict: { is: "unsupported", capability: "udp", proof: "p" } } }],
};

test("tells whose fault it is, on what that rests, and every cell that was run for it", () => {
  expect(blameLines(told, styleOf(true))).toEqual([
    cell,
    "blame  runtime",
    "  fail by exit: found exit 1",
    "  because it passes\\x1b[2J elsewhere",
    `  ${cell}-other  unsupported: udp`,
    "run r",
  ]);
});

test("says where nobody is to blame, and where these cells do not tell", () => {
  expect(blameLines({ ...told, blame: undefined }, styleOf(true))[1]).toBe("pass  it passes this time: nobody is to blame");
  const open = blameLines({ ...told, blame: { on: "undetermined", because: [], run: [] }, siblings: [{ cell, state: { is: "lost" } }] }, styleOf(true));
  expect(open.slice(1)).toEqual([
    "blame  undetermined",
    "  fail by exit: found exit 1",
    "  these cells do not tell, on this machine",
    `  ${cell}  lost`,
    "run r",
  ]);
});

test("the command is one that a shell takes", () => expect(findBlame("x/a,c/cc.wasip1,w@path:/a b/nil:host-x86_64")).toMatch(/^\S+ blame '.*'$/));
