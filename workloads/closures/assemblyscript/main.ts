// AssemblyScript's functions capture nothing: what a closure would hold stands in an object.
class Counter {
  private count: i32 = 0;

  constructor(private readonly step: i32) {}

  next(): i32 {
    this.count += this.step;
    return this.count;
  }
}

abstract class Callable<T, U> {
  abstract call(value: T): U;
}

class Linear extends Callable<i32, i32> {
  constructor(private readonly i: i32) {
    super();
  }

  call(x: i32): i32 {
    return (31 * x + this.i) % 1000003;
  }
}

class Composed<T> extends Callable<T, T> {
  constructor(private readonly functions: Callable<T, T>[]) {
    super();
  }

  call(value: T): T {
    for (let i = 0; i < this.functions.length; i++) value = this.functions[i].call(value);
    return value;
  }
}

class Times extends Callable<i32, i32> {
  constructor(private readonly factor: i32) {
    super();
  }

  call(x: i32): i32 {
    return x * this.factor;
  }
}

class Doubled extends Callable<i32, string> {
  call(x: i32): string {
    return x.toString() + "-" + x.toString();
  }
}

function transform<T, U>(list: T[], apply: Callable<T, U>): U[] {
  const results: U[] = [];
  for (let i = 0; i < list.length; i++) results.push(apply.call(list[i]));
  return results;
}

const n = I32.parseInt(process.argv[1]);
const upTo: i32[] = [];
const counters: Counter[] = [];
const functions: Callable<i32, i32>[] = [];
for (let i = 1; i <= n; i++) {
  upTo.push(i);
  counters.push(new Counter(i));
  functions.push(new Linear(i));
}

let sum = 0;
for (let round = 0; round < 3; round++) {
  sum = 0;
  for (let i = 0; i < n; i++) sum += counters[i].next();
}
console.log("counters " + sum.toString());
console.log("composed " + new Composed<i32>(functions).call(1).toString());

const products = transform<i32, i32>(upTo, new Times(n));
console.log("numbers " + products.join(" "));
console.log("texts " + transform<i32, string>(products, new Doubled()).join(" "));
