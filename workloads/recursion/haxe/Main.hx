class Main {
	static function main() {
		final args = Wasi.args().map(Std.parseInt);
		final n = args[0];
		final d = args[1];
		final found:Array<Array<Int>> = [];
		queens(n, [], found);
		Wasi.print('queens ${found.length} ${found[0].join(",")}');
		Wasi.print('depth ${sum(d)}');
		Wasi.print('mutual ${female(d % 64)} ${male(d % 64)}');
	}

	static function queens(n:Int, placed:Array<Int>, found:Array<Array<Int>>) {
		if (placed.length == n) {
			found.push(placed);
			return;
		}
		for (column in 1...n + 1)
			if (!attacks(column, placed))
				queens(n, placed.concat([column]), found);
	}

	static function attacks(column:Int, placed:Array<Int>):Bool {
		for (row => other in placed)
			if (column == other || Math.abs(column - other) == placed.length - row)
				return true;
		return false;
	}

	static function sum(d:Int):Int {
		return d == 0 ? 0 : d + sum(d - 1);
	}

	static function female(n:Int):Int {
		return n == 0 ? 1 : n - male(female(n - 1));
	}

	static function male(n:Int):Int {
		return n == 0 ? 0 : n - female(male(n - 1));
	}
}
