import { expect, test } from "vitest";
import { styleOf } from "../report/style.ts";
import { triedLines } from "./tried-lines.ts";
import type { Tried } from "./try.ts";

const plain = styleOf(true);

test("a guide that was not run says why", () => {
  expect(triedLines({ language: "ada", notRun: "there is no gnat here" } as Tried & { language: string }, plain)).toEqual([
    "not run  ada: there is no gnat here",
  ]);
});

test("blocks are counted, and what is otherwise stands with its line; escapes of a program are shown as text", () => {
  const blocks = [
    { line: 3, state: "ran", faults: [] },
    { line: 9, state: "ran", faults: ["expected a\nfound \u001b[31mb"] },
    { line: 12, state: "not run", faults: [], why: "it needs a server" },
    { line: 20, state: "not reached", faults: [] },
  ];
  expect(triedLines({ language: "c", blocks } as unknown as Tried & { language: string }, plain)).toEqual([
    "c  1 of 4 blocks are as the guide says",
    "  otherwise  line 9",
    "    expected a",
    "    found \\x1b[31mb",
    "  not run  line 12: it needs a server",
    "  not reached  line 20",
  ]);
});
