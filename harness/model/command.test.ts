import { expect, test } from "vitest";
import { asTyped, gatehouse, gatehouseWords } from "./command.ts";
import { shellLine } from "./text.ts";

test("commands are printed as they are typed in a checkout, word by word", () => {
  expect(gatehouse).toBe("./gatehouse");
  expect(shellLine([...gatehouseWords, "run", "a b"])).toBe("./gatehouse run 'a b'");
});

test.each<[string, string]>([
  ["start one: gatehouse run", "start one: ./gatehouse run"],
  ["`gatehouse run --resume` goes on", "`./gatehouse run --resume` goes on"],
  ["gatehouse gate\n  gatehouse show x", "./gatehouse gate\n  ./gatehouse show x"],
  ["./gatehouse run, npx gatehouse run", "./gatehouse run, npx gatehouse run"],
  ["the file gatehouse.toml; my-gatehouse run", "the file gatehouse.toml; my-gatehouse run"],
])("%j is printed as %j", (text, typed) => {
  expect(asTyped(text)).toBe(typed);
});
