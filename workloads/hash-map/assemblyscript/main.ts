const n = U32.parseInt(process.argv[1]);
const counts = new Map<u32, u32>();
let next: u32 = 42;
for (let i: u32 = 0; i < n; i++) {
  next = next * 1664525 + 1013904223;
  const key = (next >> 8) % n;
  counts.set(key, counts.has(key) ? counts.get(key) + 1 : 1);
}
const keys = counts.size;
for (let key: u32 = 0; key < n; key++) {
  if (counts.has(key) && counts.get(key) % 2 == 1) counts.delete(key);
}
let sum: u32 = 0;
for (let key: u32 = 0; key < n; key++) {
  if (counts.has(key)) sum += (key + 1) * counts.get(key);
}
console.log(keys.toString() + " " + counts.size.toString() + " " + sum.toString());
