import { getArguments } from "wasi:cli/environment@0.2.12";
import { print } from "./stdio.js";

const element = (i, j) => 1 / (((i + j) * (i + j + 1)) / 2 + i + 1);

function multiply(from, to) {
  for (let i = 0; i < to.length; i++) {
    let sum = 0;
    for (let j = 0; j < from.length; j++) sum += element(i, j) * from[j];
    to[i] = sum;
  }
}

function multiplyTransposed(from, to) {
  for (let i = 0; i < to.length; i++) {
    let sum = 0;
    for (let j = 0; j < from.length; j++) sum += element(j, i) * from[j];
    to[i] = sum;
  }
}

export const run = {
  run() {
    const n = Number(getArguments()[1]);
    const u = new Float64Array(n).fill(1);
    const v = new Float64Array(n);
    const between = new Float64Array(n);
    for (let step = 0; step < 10; step++) {
      multiply(u, between);
      multiplyTransposed(between, v);
      multiply(v, between);
      multiplyTransposed(between, u);
    }
    const uv = u.reduce((sum, value, i) => sum + value * v[i], 0);
    const vv = v.reduce((sum, value) => sum + value * value, 0);
    print(Math.sqrt(uv / vv).toFixed(9));
  },
};
