import { expect, test } from "vitest";
import { firstError } from "./first-error.ts";

test.each([
  [
    "clang",
    "In file included from main.c:1:\nmain.c:3:5: warning: unused\nmain.c:9:3: error: use of undeclared identifier 'x'\n1 warning and 1 error generated.",
    "main.c:9:3: error: use of undeclared identifier 'x'",
  ],
  [
    "cargo",
    "   Compiling main v0.1.0\nwarning: unused variable\nerror[E0425]: cannot find value `x`\n --> main.rs:3:5\nerror: could not compile `main`",
    "error[E0425]: cannot find value `x`",
  ],
  ["go", "# example.org/main\n./main.go:5:2: undefined: x\n", "./main.go:5:2: undefined: x"],
  [
    "a linker",
    "wasm-ld: warning: -Werror is off\nwasm-ld: error: main.o: undefined symbol: __errno_location",
    "wasm-ld: error: main.o: undefined symbol: __errno_location",
  ],
  ["asc", "WARNING AS201: Conversion\n\nERROR TS2304: Cannot find name 'x'.\n", "ERROR TS2304: Cannot find name 'x'."],
  ["zig", "main.zig:3:5: note: called here\nmain.zig:3:5: error: expected type 'u8'", "main.zig:3:5: error: expected type 'u8'"],
])("of %s", (_, text, first) => expect(firstError(text)).toBe(first));

test("progress, counts and flags are none", () => {
  expect(firstError("0 errors\ncc -Werror=all main.c\nmain.c:1:2: warning: x\nerrors.c is compiled")).toBeUndefined();
  expect(firstError("")).toBeUndefined();
});
