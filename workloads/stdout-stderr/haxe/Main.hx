import haxe.io.Bytes;

class Main {
	static function main() {
		switch Wasi.args()[0] {
			case "small":
				writeLines();
			case "large":
				writeBlocks();
			case _:
				Wasi.warn("usage: main small|large");
				Wasi.exit(1);
		}
	}

	static function writeLines() {
		for (i in 1...11) {
			Wasi.print('out $i');
			Wasi.warn('err $i');
		}
	}

	static function block(first:Int, k:Int):Bytes {
		final bytes = Bytes.alloc(4096);
		bytes.fill(0, bytes.length, first + k % 26);
		return bytes;
	}

	static function writeBlocks() {
		for (k in 0...256) {
			Wasi.writeBytes(block("a".code, k));
			Wasi.writeErrorBytes(block("A".code, k));
		}
	}
}
