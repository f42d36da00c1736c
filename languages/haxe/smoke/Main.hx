class Main {
	static function main() {
		Wasi.print("hello from Haxe");
	}
}
