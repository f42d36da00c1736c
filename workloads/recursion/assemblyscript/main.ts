let count = 0;
let first = "";

function attacks(column: i32, placed: i32[]): bool {
  for (let row = 0; row < placed.length; row++) {
    const apart = abs(column - placed[row]);
    if (apart == 0 || apart == placed.length - row) return true;
  }
  return false;
}

function place(n: i32, placed: i32[]): void {
  if (placed.length == n) {
    if (count++ == 0) first = placed.join(",");
    return;
  }
  for (let column = 1; column <= n; column++) {
    if (attacks(column, placed)) continue;
    placed.push(column);
    place(n, placed);
    placed.pop();
  }
}

function sum(d: i32): i32 {
  return d == 0 ? 0 : d + sum(d - 1);
}

function female(n: i32): i32 {
  return n == 0 ? 1 : n - male(female(n - 1));
}

function male(n: i32): i32 {
  return n == 0 ? 0 : n - female(male(n - 1));
}

const n = I32.parseInt(process.argv[1]);
const d = I32.parseInt(process.argv[2]);
place(n, []);
console.log("queens " + count.toString() + " " + first);
console.log("depth " + sum(d).toString());
console.log("mutual " + female(d % 64).toString() + " " + male(d % 64).toString());
