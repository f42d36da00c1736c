import haxe.io.Bytes;

class Main {
	static function main() {
		final args = Wasi.args();
		Wasi.print('count ${args.length}');
		for (index => arg in args) {
			final bytes = Bytes.ofString(arg);
			Wasi.print('${index + 1} ${bytes.length} ${bytes.toHex()}');
		}
	}
}
