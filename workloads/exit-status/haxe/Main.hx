class Main {
	static function main() {
		switch Wasi.args()[0] {
			case "zero":
				Wasi.exit(0);
			case "return":
			case "one":
				Wasi.print("leaving");
				Wasi.exit(1);
			case "error":
				throw "nobody catches this";
			case way:
				throw 'no such way to end: $way';
		}
	}
}
