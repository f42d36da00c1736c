import { readText } from "./stdin";

// Numbers of 32 bits wrap.
function compute(left: i32, operator: string, right: i32): i32 {
  if (operator == "+") return left + right;
  if (operator == "-") return left - right;
  if (operator == "*") return left * right;
  if (operator == "/") return right == -1 ? -left : left / right;
  if (operator == "%") return right == -1 ? 0 : left % right;
  if (operator == "&") return left & right;
  if (operator == "|") return left | right;
  if (operator == "^") return left ^ right;
  if (operator == "<<") return left << right;
  if (operator == ">>") return left >> right;
  throw new Error("no operator: " + operator);
}

const lines = readText().split("\n");
for (let i = 0; i < lines.length - 1; i++) {
  const words = lines[i].split(" ");
  const right = I32.parseInt(words[2]);
  if (right == 0 && (words[1] == "/" || words[1] == "%")) {
    console.log("undefined");
    continue;
  }
  const result = compute(I32.parseInt(words[0]), words[1], right);
  console.log(result.toString() + " " + (<u32>result).toString(16).padStart(8, "0"));
}
