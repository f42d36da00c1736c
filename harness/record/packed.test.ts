import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pack, unpack } from "./packed.ts";

const most = 1 << 20;

describe("a packed text", () => {
  test("is unpacked as it was, by us and by gzip", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (text) => {
        expect(unpack(pack(text), most)).toEqual(Buffer.from(text));
      }),
    );
    const text = "one line\nanother, with ü\n".repeat(1000);
    expect(execFileSync("gzip", ["-dc"], { input: pack(text), encoding: "utf8" })).toBe(text);
    expect(pack(text).length).toBeLessThan(text.length / 50);
  });

  test("with any bit changed is refused", () => {
    const whole = pack(`{"kind":"header"}\n${"a line\n".repeat(20)}`);
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const copy = Buffer.from(whole);
      copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(unpack(copy, most), `bit ${bit}`).toBe("changed");
    }
  });

  test("that was cut off or goes on is refused", () => {
    const whole = pack("some text\n".repeat(9));
    for (let length = 0; length < whole.length; length++) expect(unpack(whole.subarray(0, length), most)).toBe("changed");
    expect(unpack(Buffer.concat([whole, Buffer.of(0)]), most)).toBe("changed");
    expect(unpack(Buffer.concat([whole, whole]), most)).toBe("changed");
  });

  test("that would be larger than its reader takes is not unpacked", () => {
    const whole = pack(" ".repeat(most + 1));
    expect(unpack(whole, most)).toBe("too-large");
    expect(unpack(whole, most + 1)).toHaveLength(most + 1);
  });
});
