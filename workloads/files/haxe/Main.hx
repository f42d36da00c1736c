class Main {
	static inline final OUT = "/data/out.txt";

	static function main() {
		Wasi.print('read ${Wasi.fileBytes("/data/in.txt").length}');
		Wasi.writeFile(OUT, "written\n");
		Wasi.print('write ${Wasi.fileSize(OUT)}');
		Wasi.appendFile(OUT, "appended\n");
		Wasi.print('append ${Wasi.fileSize(OUT)}');
		Wasi.truncate(OUT, 4);
		Wasi.print('truncate ${Wasi.fileSize(OUT)}');
		Wasi.print('list ${Wasi.listDirectory("/data/old").join(" ")}');
		Wasi.createDirectory("/data/new");
		Wasi.print("mkdir new");
		Wasi.rename("/data/old/a.txt", "/data/new/a2.txt");
		Wasi.print("rename a2.txt");
		Wasi.deleteFile("/data/old/b.txt");
		Wasi.print("remove b.txt");
		Wasi.deleteDirectory("/data/old");
		Wasi.print("rmdir old");
		Wasi.print('missing ${openMissing()}');
	}

	static function openMissing():String {
		try {
			Wasi.fileBytes("/data/missing.txt");
		} catch (e) {
			if (Wasi.errorCode(e) == "no-entry")
				return "not found";
			throw e;
		}
		throw "missing.txt is there";
	}
}
