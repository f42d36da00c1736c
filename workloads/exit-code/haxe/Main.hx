class Main {
	static function main() {
		Wasi.exit(Std.parseInt(Wasi.args()[0]));
	}
}
