import { getArguments } from "wasi:cli/environment@0.2.12";
import { print } from "./stdio.js";

class Node {
  constructor(depth) {
    this.left = depth > 0 ? new Node(depth - 1) : null;
    this.right = depth > 0 ? new Node(depth - 1) : null;
  }

  count() {
    return this.left === null ? 1 : 1 + this.left.count() + this.right.count();
  }
}

export const run = {
  run() {
    const depth = Number(getArguments()[1]);
    const kept = new Node(depth);
    for (let own = 4; own <= depth; own += 4) {
      const trees = 1 << (depth - own);
      let nodes = 0;
      for (let i = 0; i < trees; i++) nodes += new Node(own).count();
      print(`${trees} ${own} ${nodes}`);
    }
    print(`1 ${depth} ${kept.count()}`);
  },
};
