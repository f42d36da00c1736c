class Main {
	static function main() {
		final args = Wasi.args().map(Std.parseInt);
		for (_ in 0...args[1])
			Wasi.writeBytes(Wasi.randomBytes(args[0]));
	}
}
