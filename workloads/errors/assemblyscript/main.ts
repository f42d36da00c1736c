// AssemblyScript throws, but nothing catches: a result says whether there is a number.
class Half {
  constructor(
    readonly number: i32,
    readonly error: string | null,
  ) {}
}

function isNumber(text: string): bool {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x30 || code > 0x39) return false;
  }
  return text.length >= 1 && text.length <= 9;
}

function half(text: string): Half {
  if (!isNumber(text)) return new Half(0, text + " is no number");
  const number = I32.parseInt(text);
  return number % 2 == 1 ? new Half(0, number.toString() + " is odd") : new Half(number / 2, null);
}

function step(text: string): Half {
  console.log("open " + text);
  const result = half(text);
  console.log("close " + text);
  return result;
}

for (let i = 1; i < process.argv.length; i++) {
  const text = process.argv[i];
  if (text == "uncaught") throw new Error("nothing catches this");
  const result = step(text);
  const error = result.error;
  console.log(error != null ? "error: " + error : "half " + result.number.toString());
}
console.log("done");
