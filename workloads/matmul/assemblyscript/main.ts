let next: u32 = 42;

function fill(n: i32): StaticArray<f64> {
  const numbers = new StaticArray<f64>(n * n);
  for (let i = 0; i < n * n; i++) {
    next = next * 1664525 + 1013904223;
    numbers[i] = <f64>(next >> 24);
  }
  return numbers;
}

function multiply(n: i32, a: StaticArray<f64>, b: StaticArray<f64>): StaticArray<f64> {
  const c = new StaticArray<f64>(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const factor = unchecked(a[i * n + k]);
      for (let j = 0; j < n; j++) unchecked((c[i * n + j] += factor * unchecked(b[k * n + j])));
    }
  }
  return c;
}

const n = I32.parseInt(process.argv[1]);
const a = fill(n);
const b = fill(n);
const c = multiply(n, a, b);
let sum: f64 = 0;
for (let i = 0; i < n; i++) {
  for (let j = 0; j < n; j++) sum += <f64>(1 + ((i + 2 * j) % 7)) * c[i * n + j];
}
console.log((<i64>c[0]).toString() + " " + (<i64>c[n * n - 1]).toString() + " " + (<i64>sum).toString());
