class Node {
  constructor(
    public left: Node | null,
    public right: Node | null,
  ) {}

  count(): i32 {
    const left = this.left;
    const right = this.right;
    return 1 + (left ? left.count() : 0) + (right ? right.count() : 0);
  }
}

function make(depth: i32): Node {
  return depth > 0 ? new Node(make(depth - 1), make(depth - 1)) : new Node(null, null);
}

const depth = I32.parseInt(process.argv[1]);
const kept = make(depth);
for (let own = 4; own <= depth; own += 4) {
  const trees = 1 << (depth - own);
  let nodes = 0;
  for (let i = 0; i < trees; i++) nodes += make(own).count();
  console.log(trees.toString() + " " + own.toString() + " " + nodes.toString());
}
console.log("1 " + depth.toString() + " " + kept.count().toString());
