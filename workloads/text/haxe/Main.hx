import haxe.io.Bytes;

class Main {
	static function main() {
		final lines = Wasi.readText().split("\n");
		lines.pop();
		final points = lines.map(codePoints);
		for (i => line in points) {
			final reversed = line.copy();
			reversed.reverse();
			Wasi.print('${Bytes.ofString(lines[i]).length} ${line.length} ${text(reversed)}');
		}
		points.sort(compare);
		for (line in points)
			Wasi.print(text(line));
	}

	static function codePoints(text:String):Array<Int> {
		return [for (point in new haxe.iterators.StringIteratorUnicode(text)) point];
	}

	static function text(points:Array<Int>):String {
		return points.map(String.fromCharCode).join("");
	}

	// Strings compare by UTF-16 units: those of a pair lie below U+E000.
	static function compare(left:Array<Int>, right:Array<Int>):Int {
		for (i => point in left) {
			if (i == right.length)
				return 1;
			if (point != right[i])
				return point - right[i];
		}
		return left.length - right.length;
	}
}
