import { readText } from "./stdin";

const LARGEST = 100000;
const BASE: u32 = 1000000000;

function isIndex(text: string): bool {
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at);
    if (digit < 48 || digit > 57) return false;
  }
  return text.length > 0 && F64.parseFloat(text) <= LARGEST;
}

/** AssemblyScript has no big integers: a number is its digits in base 10^9, the lowest first. */
function fibonacci(index: i32): u32[] {
  let current: u32[] = [0];
  let next: u32[] = [1];
  for (let step = 0; step < index; step++) {
    addTo(current, next);
    const sum = current;
    current = next;
    next = sum;
  }
  return current;
}

/** Adds a number to a total that is not longer. */
function addTo(total: u32[], number: u32[]): void {
  let carry: u32 = 0;
  for (let at = 0; at < number.length; at++) {
    const sum = (at < total.length ? total[at] : 0) + number[at] + carry;
    carry = sum >= BASE ? 1 : 0;
    const digit = sum - carry * BASE;
    if (at < total.length) total[at] = digit;
    else total.push(digit);
  }
  if (carry > 0) total.push(carry);
}

function toDecimal(number: u32[]): string {
  let text = number[number.length - 1].toString();
  for (let at = number.length - 2; at >= 0; at--) text += number[at].toString().padStart(9, "0");
  return text;
}

const text = (process.argv.length > 1 ? process.argv[1] : readText()).trim();
if (isIndex(text)) {
  console.log(toDecimal(fibonacci(I32.parseInt(text))));
} else {
  // console.error writes to standard output.
  process.stderr.write("fibonacci: not a whole number from 0 to " + LARGEST.toString() + "\n");
  process.exit(1);
}
