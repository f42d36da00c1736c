import { expect, test } from "vitest";
import { gatehouse, gatehouseWords } from "./command.ts";
import { shellLine } from "./text.ts";

test("commands are printed as they are typed in a checkout, word by word", () => {
  expect(gatehouse).toBe("./gatehouse");
  expect(shellLine([...gatehouseWords, "run", "a b"])).toBe("./gatehouse run 'a b'");
});
