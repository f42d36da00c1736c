const count = I32.parseInt(process.argv[1]);
const numbers = new Uint32Array(count);
let next: u32 = 42;
for (let i = 0; i < count; i++) {
  next = next * 1664525 + 1013904223;
  numbers[i] = next;
}
numbers.sort();
let sum: u32 = 0;
for (let i = 0; i < count; i++) sum += <u32>(i + 1) * numbers[i];
console.log(numbers[0].toString() + " " + numbers[count - 1].toString() + " " + sum.toString());
