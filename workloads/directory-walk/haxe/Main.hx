class Main {
	static inline final ROOT = "/data/tree";

	static var directories = 0;
	static var files = 0;
	static var sum = 0;

	static function main() {
		make(Std.parseInt(Wasi.args()[0]));
		walk(ROOT);
		Wasi.print('$directories $files $sum');
		remove(ROOT);
	}

	static function make(n:Int) {
		Wasi.createDirectory(ROOT);
		for (i in 0...n) {
			Wasi.createDirectory('$ROOT/d$i');
			for (j in 0...n)
				Wasi.writeFile('$ROOT/d$i/f$j', '${i * n + j}\n');
		}
	}

	static function walk(path:String) {
		if (!Wasi.isDirectory(path)) {
			files++;
			sum += Std.parseInt(Wasi.fileText(path));
			return;
		}
		directories++;
		for (name in Wasi.listDirectory(path))
			walk('$path/$name');
	}

	static function remove(path:String) {
		if (!Wasi.isDirectory(path))
			return Wasi.deleteFile(path);
		for (name in Wasi.listDirectory(path))
			remove('$path/$name');
		Wasi.deleteDirectory(path);
	}
}
