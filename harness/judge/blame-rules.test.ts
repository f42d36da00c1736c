import { describe, expect, test } from "vitest";
import { parseCell } from "../model/ids.ts";
import type { Blame, Verdict } from "../model/words.ts";
import { blamer } from "./blame.ts";
import type { BlameGrounds, Witness } from "./witness.ts";

const pass: Verdict = { is: "pass" };
const fail = (detail = "found exit 1", cause: Extract<Verdict, { is: "fail" }>["cause"] = "exit"): Verdict => ({ is: "fail", cause, detail });
const unsupported: Verdict = { is: "unsupported", capability: "sockets.accept", proof: "refused flag: -Spreview2=n" };

/** A cell said in short, `CASE TOOLCHAIN RELEASE KEEP`, with its artifact. */
const cell = (short: string, verdict: Verdict, more: Partial<Witness> = {}): Witness => {
  const [name, toolchain, release, keep = "nil"] = short.split(" ");
  const id = parseCell(`x/${name},${toolchain}.wasip1,${release}/${keep}:host-x86_64`);
  return { id, state: { is: "judged", verdict }, artifact: "sha256:1", ...more };
};
const grounds: BlameGrounds = { needs: () => [], compiler: ({ id }) => `${id.language}/${id.toolchain}`, foreign: () => [] };
const blameOf = (own: Witness, others: readonly Witness[], more: Partial<BlameGrounds> = {}): Blame => blamer([...others, own], { ...grounds, ...more })(own);

describe("the same bytes on the baseline", () => {
  const candidate = cell("a c/cc w@2.0.0", fail());
  const baseline = cell("a c/cc w@1.0.0", pass);

  test("that pass in the same Keep leave only the runtime, whatever fails besides", () => {
    const others = [cell("a c/cc v@1.0.0", fail()), cell("a rust/rustc w@2.0.0", fail()), cell("a c/cc u@1.0.0", pass)];
    expect(blameOf(candidate, [baseline])).toEqual({ on: "runtime", because: ["the same artifact passes in w@1.0.0/nil:host-x86_64"] });
    expect(blameOf(candidate, [...others, baseline]).on).toBe("runtime");
    expect(blameOf({ ...candidate, state: { is: "untrusted", because: "must-trap/trap" } }, [...others, baseline]).on).toBe("runtime");
    expect(blameOf(cell("a c/cc w@2.0.0", unsupported), [baseline]).on).toBe("runtime");
  });

  test.each<[string, Witness]>([
    ["other bytes", { ...baseline, artifact: "sha256:2" }],
    ["bytes that nobody knows", { ...baseline, artifact: undefined }],
    ["another Keep", cell("a c/cc w@1.0.0 kvm", pass)],
    ["another day", { ...baseline, recorded: true }],
    ["a failure", cell("a c/cc w@1.0.0", fail("found exit 2"))],
  ])("of %s do not", (_, other) => expect(blameOf(candidate, [other]).on).toBe("undetermined"));

  test("of another day leave the runtime where another one passes here today", () => {
    expect(blameOf(candidate, [{ ...baseline, recorded: true }, cell("a c/cc v@1.0.0", pass)]).on).toBe("runtime");
  });
});

describe("a compiler on trial", () => {
  const unbuilt = cell("a c/cc-candidate w@1.0.0", fail("error: unknown flag", "build"), { artifact: undefined });
  test("is to blame where the one that it is to replace builds the same source, whatever becomes of that", () => {
    expect(blameOf(unbuilt, [cell("a c/cc w@1.0.0", fail())])).toEqual({ on: "toolchain", because: ["c/cc.wasip1 builds the same source"] });
    expect(blameOf(unbuilt, [cell("a c/cc w@1.0.0", fail("error: no such file", "build"))]).on).toBe("undetermined");
  });
  test("is to blame where its own artifact fails and the other one's passes in the same lane", () => {
    const failing = cell("a c/cc-candidate w@1.0.0", fail(), { artifact: "sha256:2" });
    expect(blameOf(failing, [cell("a c/cc w@1.0.0", pass)]).on).toBe("toolchain");
    expect(blameOf(failing, [cell("a c/cc w@1.0.0", fail())]).on).toBe("undetermined");
    expect(blameOf(failing, [cell("a c/cc v@1.0.0", pass)]).on).toBe("undetermined");
  });
});

test("what a lane lacks with proof is its runtime's, and its claim is told; what others lack clears nobody", () => {
  const own = cell("a c/cc w@2.0.0", unsupported);
  const blame = blameOf(own, [cell("a c/cc v@1.0.0", unsupported)], { claim: (_, capability) => `w claims ${capability} in releases <2 alone` });
  expect(blame).toEqual({ on: "runtime", because: ["w claims sockets.accept in releases <2 alone", "its proof: refused flag: -Spreview2=n"] });
  // An undefined cause is no cause that two have in common.
  const untrusted: Witness = { ...own, state: { is: "untrusted", because: "must-trap/trap" } };
  expect(blameOf(untrusted, [cell("a c/cc v@1.0.0", unsupported), cell("a rust/rustc w@2.0.0", unsupported)])).toMatchObject({
    on: "undetermined",
    because: ["its lane is not trusted: must-trap/trap"],
  });
});

test("who ran into a limit of its case is not to blame, unless the same bytes stayed within it on the baseline", () => {
  const own = cell("a c/cc w@2.0.0", fail("ended at the output limit: `output-mib` of its case raises it", "limit"));
  expect(blameOf(own, [cell("a c/cc v@1.0.0", pass)])).toEqual({ on: "nobody", because: ["ended at the output limit: `output-mib` of its case raises it"] });
  expect(blameOf(own, [cell("a c/cc w@1.0.0", pass)]).on).toBe("runtime");
});

describe("two failures", () => {
  const failing = cell("a c/cc w@2.0.0", fail("expected exit 0, found exit 1: no such file"));
  const clears = (other: Witness): boolean => blameOf(failing, [other]).because.length > 0;
  test("are alike only with the same detail", () => {
    expect(clears(cell("a c/cc v@1.0.0", fail("expected exit 0, found exit 1: no such file")))).toBe(true);
    expect(clears(cell("a c/cc v@1.0.0", fail("expected exit 0, found exit 1: not permitted")))).toBe(false);
    expect(clears(cell("a c/cc v@1.0.0", fail("expected exit 0, found exit 1: no such file", "stdout")))).toBe(false);
  });
  test("are not alike where one has a written reason", () => {
    const excused = cell("a c/cc v@1.0.0", fail("expected exit 0, found exit 1: no such file"), { standing: { is: "known-failure" } as never });
    expect(clears(excused)).toBe(false);
  });
});

describe("where it stays undetermined", () => {
  test("the cells that would tell are named, each by what it would strike out", () => {
    const similar = { similar: () => ["y/b"], needs: () => ["stdout"] as const };
    const told = (others: readonly Witness[]): readonly string[] => {
      const blame = blameOf(cell("a c/cc w@2.0.0", fail()), others, similar);
      return blame.on === "undetermined" ? blame.run : [blame.on];
    };
    const lane = "w@2.0.0/nil:host-x86_64";
    expect(told([])).toEqual(["x/a,c/cc.wasip1,*", `x/a,*.wasip1,${lane}`, `y/b,c/cc.wasip1,${lane}`]);
    expect(told([cell("a c/cc v@1.0.0 kvm", pass)])).toEqual(["x/a,c/cc.wasip1,*"]);
    const everywhere = [cell("a c/cc v@1.0.0", fail()), cell("a c/cc w@2.0.0 kvm", fail()), cell("a rust/rustc w@2.0.0", pass)];
    expect(told(everywhere)).toEqual([`x/a,*.wasip1,${lane}`, `y/b,c/cc.wasip1,${lane}`]);
  });
});
