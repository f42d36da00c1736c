import haxe.Int32;

class Main {
	static function main() {
		final n = Std.parseInt(Wasi.args()[0]);
		final counts = new Map<Int, Int>();
		var x:Int32 = 42;
		var all = 0;
		for (_ in 0...n) {
			x = x * 1664525 + 1013904223;
			final key = (x >>> 8 : Int) % n;
			final before = counts[key];
			if (before == null)
				all++;
			counts[key] = before == null ? 1 : before + 1;
		}
		var left = all;
		for (key in [for (key => count in counts) if (count % 2 != 0) key]) {
			counts.remove(key);
			left--;
		}
		var sum = 0.0;
		for (key in 0...n) {
			final count = counts[key];
			if (count != null)
				sum += (key + 1.0) * count;
		}
		Wasi.print('$all $left ${sum % 4294967296.0}');
	}
}
