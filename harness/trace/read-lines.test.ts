import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ownFolder } from "../review/project.fixture.ts";
import { readCalls, takeCalls } from "./read-lines.ts";
import { call } from "./trace.fixture.ts";

const lineOf = (value: unknown): string => `${JSON.stringify(value)}\n`;

const anyCall = fc.record({ name: fc.stringMatching(/^[a-z_]{1,12}$/), errno: fc.constantFrom("success", "badf"), said: fc.string({ unit: "binary" }) });
const ending = '{"how":"exit","code":0}';

test("calls are read back as they were told, whatever a guest said in them", () => {
  fc.assert(
    fc.property(fc.array(anyCall), fc.nat(9), (all, dropped) => {
      const calls = all.map(({ name, errno, said }) => call(name, errno, { args: { said } }));
      const told = readCalls(`${calls.map(lineOf).join("")}${ending}\n${dropped > 0 ? lineOf({ dropped }) : ""}`);
      expect(told).toEqual({ calls, dropped, others: [ending] });
    }),
  );
});

test("a call that never returned is the last one, also where the ending stands behind it", () => {
  const open = '{"call":"fd_read","args":{"fd":0}';
  expect(readCalls(open)).toEqual({ calls: [{ call: "fd_read", args: { fd: 0 } }], dropped: 0, others: [] });
  expect(readCalls(`${open}${ending}\n`)).toEqual({ calls: [{ call: "fd_read", args: { fd: 0 } }], dropped: 0, others: [ending] });
});

test("what a faulty host tells of its calls besides is left out", () => {
  expect(readCalls(`${lineOf({ calls: ["fd_read 0"], struck: 0 })}${ending}\n`)).toEqual({ calls: [], dropped: 0, others: [ending] });
});

test("what is torn amid its arguments is no call", () => {
  expect(readCalls('{"call":"fd_wr')).toEqual({ calls: [], dropped: 0, others: [] });
});

test("lines about something else stay in the report", () => {
  const report = join(ownFolder(), "report");
  expect(takeCalls(report)).toBeUndefined();
  writeFileSync(report, `${lineOf(call("sched_yield"))}${ending}\n`);
  expect(takeCalls(report)).toEqual({ calls: [call("sched_yield")], dropped: 0 });
  expect(readFileSync(report, "utf8")).toBe(`${ending}\n`);
});
