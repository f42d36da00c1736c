import type { Socket } from "node:net";
import { PassThrough } from "node:stream";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseCase } from "../../catalog/contract.ts";
import { digest } from "../../host/digest.ts";
import { listeners } from "../../host/listening.ts";
import type { Step } from "../../model/generated/workload.ts";
import { chooseAddresses } from "./addresses.ts";
import { Bell } from "./bell.ts";
import { stepBytes } from "./contents.ts";
import { describeStep } from "./describe-step.ts";
import { lookBy } from "./look.ts";
import { compareStart, digestSeen, progress, silent, tooMuch } from "./seen.ts";
import { Transcript } from "./transcript.ts";

const bytes = fc.uint8Array({ maxLength: 40 });

describe("what came in", () => {
  test("fits while it is how the expected bytes begin, and else differs at the first byte that is another", () => {
    fc.assert(
      fc.property(bytes, bytes, (found, expected) => {
        const at = [...found].findIndex((byte, index) => index < expected.length && byte !== expected[index]);
        const failure = compareStart(found, expected);
        expect(failure?.differsAt).toBe(at < 0 ? undefined : at);
        if (failure) expect(failure.detail).toMatch(/^byte \d+ differs: expected .*, found .*$/);
      }),
    );
  });

  test("is shown without anything that a terminal would obey, however long it is", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (found) => {
        const { detail, how } = tooMuch(found);
        expect(how).toBe("differs");
        expect(detail).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        expect(detail.length).toBeLessThan(140);
      }),
    );
  });

  test("is told with how far it came, in how much time", () => {
    expect(progress(3, 10)).toBe("after 3 of 10 bytes");
    expect(silent("nothing came", 1500)).toEqual({ how: "silent", detail: "nothing came within 2 s" });
  });

  test("has a digest where there is anything", () => {
    expect(digestSeen({ received: Buffer.from("x") })).toBe(digest("x"));
    expect([digestSeen({}), digestSeen({ received: Buffer.alloc(0) })]).toEqual([undefined, undefined]);
  });
});

describe("a transcript", () => {
  const open = (most = 1000) => {
    const pipe = new PassThrough();
    let full = 0;
    const transcript = new Transcript(pipe as unknown as Socket, most, () => full++);
    return { pipe, transcript, full: () => full };
  };

  test("takes what is expected piece by piece, however it was cut", async () => {
    const { pipe, transcript } = open();
    const first = transcript.expect(Buffer.from("hello "), 60_000);
    for (const part of ["he", "llo wor", "ld"]) pipe.write(part);
    expect(await first).toMatchObject({ bytes: 6 });
    expect(await transcript.expect(Buffer.from("world"), 60_000)).not.toHaveProperty("failure");
    pipe.end();
    pipe.destroy();
    expect((await transcript.whole()).toString()).toBe("hello world");
  });

  test("fails at once at another byte, at its end, and after its time", async () => {
    const { pipe, transcript } = open();
    pipe.write("help");
    expect((await transcript.expect(Buffer.from("hello"), 60_000)).failure).toMatchObject({ how: "differs", differsAt: 3 });
    expect((await transcript.expect(Buffer.from("help!"), 10)).failure).toMatchObject({
      how: "silent",
      detail: expect.stringContaining("no more than 4 of 5"),
    });
    pipe.destroy();
    expect((await transcript.expect(Buffer.from("help!"), 60_000)).failure).toMatchObject({ how: "closed", detail: "the stream ended after 4 of 5 bytes" });
  });

  test("keeps no more than its limit, and says when that is reached", async () => {
    const { pipe, transcript, full } = open(5);
    pipe.write("hello");
    pipe.write("world");
    await transcript.expect(Buffer.from("hello"), 60_000);
    pipe.destroy();
    expect([(await transcript.whole()).toString(), full() > 0]).toEqual(["hello", true]);
  });
});

test("a bell wakes all who wait, and nobody twice", async () => {
  const bell = new Bell();
  let woken = 0;
  const waiting = [1, 2].map(() => bell.wait(60_000).then(() => woken++));
  bell.ring();
  await Promise.all(waiting);
  bell.ring();
  await bell.wait(0);
  expect(woken).toBe(2);
});

describe("a step", () => {
  test.each<[Step, string]>([
    [{ run: "main" }, "run main"],
    [{ connect: ["a", "b"], to: "main:in" }, "connect a, b"],
    [{ recv: "a", content: { text: "x" } }, "recv a"],
    [{ request: "GET", to: "main:in", path: "/x" } as unknown as Step, "request GET /x"],
    [{ request: "GET", to: "main:in" } as unknown as Step, "request GET /"],
  ])("%j is %s", (step, words) => {
    expect(describeStep(step)).toBe(words);
  });

  test("has its addresses filled in for each trial; what names none is made once", () => {
    const addresses = (port: number) => new Map([["main:in", { host: "127.9.9.9", port }]]);
    const named = { text: "to {address:main:in}" };
    expect([1, 2].map((port) => stepBytes(named, "/", addresses(port)).toString())).toEqual(["to 127.9.9.9:1", "to 127.9.9.9:2"]);
    const large = { random: 1000, seed: 4 };
    expect(stepBytes(large, "/", addresses(1))).toBe(stepBytes(large, "/", addresses(2)));
  });
});

describe.skipIf(process.platform !== "linux")("addresses of a case", () => {
  const { programs } = normaliseCase({
    id: "x",
    needs: [],
    programs: {
      server: {
        sockets: [
          { name: "in", kind: "listen" },
          { name: "log", kind: "listen" },
        ],
        expect: { exit: 0 },
      },
      client: {
        sockets: [
          { name: "out", kind: "connect", to: "server:in" },
          { name: "lost", kind: "connect", to: "nobody" },
        ],
      },
    },
  });

  test("are on a host that no other case has, each with a port of its own; who connects has the listener's", async () => {
    const cases = await Promise.all(Array.from({ length: 20 }, () => chooseAddresses(programs, lookBy([]))));
    expect(new Set(cases.map(({ host }) => host)).size).toBe(20);
    for (const { addresses, host } of cases) {
      expect(addresses.get("client:out")).toEqual(addresses.get("server:in"));
      expect(new Set([...addresses.values()].map(({ port }) => port)).size).toBe(3);
      for (const address of addresses.values()) expect([address.host, address.port >= 15_000 && address.port < 30_000]).toEqual([host, true]);
    }
    const busy = listeners();
    for (const { addresses } of cases)
      for (const own of addresses.values()) expect(busy.some((other) => other.host === own.host && other.port === own.port)).toBe(false);
    for (const each of cases) each.release();
  });
});
