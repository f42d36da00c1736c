class Main {
	static function main() {
		switch Wasi.args() {
			case ["now"]:
				Wasi.print(Std.string(Wasi.now()));
			case ["sleep", milliseconds]:
				sleep(Std.parseInt(milliseconds));
			case _:
				Wasi.warn("usage: main now | sleep MILLISECONDS");
				Wasi.exit(1);
		}
	}

	static function sleep(milliseconds:Int) {
		final start = Wasi.monotonic();
		Wasi.sleep(milliseconds);
		final passed = Wasi.monotonic() - start;
		if (passed < milliseconds * 1e6) {
			Wasi.warn('only $passed ns have passed');
			Wasi.exit(1);
		}
		Wasi.print("slept");
	}
}
