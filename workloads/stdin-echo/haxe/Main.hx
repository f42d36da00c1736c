class Main {
	static function main() {
		while (true) {
			final chunk = Wasi.readBytes();
			if (chunk == null)
				break;
			Wasi.writeBytes(chunk);
		}
	}
}
