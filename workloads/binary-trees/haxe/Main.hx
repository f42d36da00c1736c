enum Tree {
	Leaf;
	Node(left:Tree, right:Tree);
}

class Main {
	static function make(depth:Int):Tree
		return depth == 0 ? Leaf : Node(make(depth - 1), make(depth - 1));

	static function count(tree:Tree):Int {
		return switch tree {
			case Leaf: 1;
			case Node(left, right): 1 + count(left) + count(right);
		}
	}

	static function main() {
		final depth = Std.parseInt(Wasi.args()[0]);
		final kept = make(depth);
		var each = 4;
		while (each <= depth) {
			final trees = 1 << (depth - each);
			var nodes = 0;
			for (_ in 0...trees)
				nodes += count(make(each));
			Wasi.print('$trees $each $nodes');
			each += 4;
		}
		Wasi.print('1 $depth ${count(kept)}');
	}
}
