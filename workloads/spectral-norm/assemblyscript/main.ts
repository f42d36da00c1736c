// @ts-ignore: decorator
@inline
function element(i: u32, j: u32): f64 {
  return 1.0 / <f64>((i + j) * (i + j + 1) / 2 + i + 1);
}

function multiply(from: StaticArray<f64>, to: StaticArray<f64>): void {
  for (let i = 0; i < to.length; i++) {
    let sum: f64 = 0;
    for (let j = 0; j < from.length; j++) sum += element(i, j) * unchecked(from[j]);
    unchecked((to[i] = sum));
  }
}

function multiplyTransposed(from: StaticArray<f64>, to: StaticArray<f64>): void {
  for (let i = 0; i < to.length; i++) {
    let sum: f64 = 0;
    for (let j = 0; j < from.length; j++) sum += element(j, i) * unchecked(from[j]);
    unchecked((to[i] = sum));
  }
}

/** A positive number with so many digits after the point: AssemblyScript has no toFixed. */
function toFixed(value: f64, digits: i32): string {
  const text = (<i64>Math.round(value * Math.pow(10, digits))).toString().padStart(digits + 1, "0");
  return text.slice(0, text.length - digits) + "." + text.slice(text.length - digits);
}

const n = I32.parseInt(process.argv[1]);
const u = new StaticArray<f64>(n);
const v = new StaticArray<f64>(n);
const between = new StaticArray<f64>(n);
u.fill(1);
for (let step = 0; step < 10; step++) {
  multiply(u, between);
  multiplyTransposed(between, v);
  multiply(v, between);
  multiplyTransposed(between, u);
}
let uv: f64 = 0;
let vv: f64 = 0;
for (let i = 0; i < n; i++) {
  uv += u[i] * v[i];
  vv += v[i] * v[i];
}
console.log(toFixed(Math.sqrt(uv / vv), 9));
