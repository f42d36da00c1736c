import haxe.io.Bytes;

class Main {
	static function main() {
		final names = Wasi.args();
		final variables = Wasi.environment();
		if (names.length == 1 && names[0] == "--all") {
			printAll(variables);
			return;
		}
		for (name in names)
			Wasi.print(variables.exists(name) ? '$name=${variables[name]}' : '$name unset');
	}

	static function printAll(variables:Map<String, String>) {
		final lines = [for (name => value in variables) '$name=$value'];
		lines.sort((a, b) -> Bytes.ofString(a).compare(Bytes.ofString(b)));
		Wasi.print('count ${lines.length}');
		for (line in lines)
			Wasi.print(line);
	}
}
