import haxe.io.Bytes;
import js.lib.Uint8Array;

/** WASI, as the engine that the program becomes part of has it: what Haxe's `sys` package has elsewhere. Texts are UTF-8. **/
class Wasi {
	/** The arguments without the program's name. **/
	public static inline function args():Array<String>
		return Host.args();

	/** All variables. **/
	public static function environment():Map<String, String> {
		return [for (pair in Host.environment()) pair[0] => pair[1]];
	}

	/** Ends the program with this exit code. **/
	public static inline function exit(code:Int):Void
		Host.exit(code);

	/** Writes a line to standard output. **/
	public static inline function print(line:String):Void
		Host.writeText(line + "\n");

	/** Writes a line to standard error. **/
	public static inline function warn(line:String):Void
		Host.writeErrorText(line + "\n");

	/** The whole of standard input as text. **/
	public static inline function readText():String
		return Host.readText();

	/** The next bytes of standard input; null at its end. **/
	public static function readBytes():Null<Bytes> {
		final chunk = Host.readBytes();
		return chunk == null ? null : fromHost(chunk);
	}

	public static inline function writeBytes(bytes:Bytes):Void
		Host.writeBytes(toHost(bytes));

	public static inline function writeErrorBytes(bytes:Bytes):Void
		Host.writeErrorBytes(toHost(bytes));

	/** Milliseconds since 1970 in UTC. **/
	public static inline function now():Float
		return Host.now();

	/** Nanoseconds of a clock that only goes on. **/
	public static inline function monotonic():Float
		return Host.monotonic();

	/** Waits for at least so many milliseconds. **/
	public static inline function sleep(milliseconds:Int):Void
		Host.sleep(milliseconds);

	public static inline function randomBytes(count:Int):Bytes
		return fromHost(Host.randomBytes(count));

	/** Why an operation on files failed: WASI's error code, such as no-entry. **/
	public static inline function errorCode(error:haxe.Exception):Null<String>
		return Host.errorCode(error.native);

	public static inline function fileBytes(path:String):Bytes
		return fromHost(Host.readFile(path));

	public static inline function fileText(path:String):String
		return fileBytes(path).toString();

	public static inline function writeFile(path:String, text:String):Void
		Host.writeFile(path, toHost(Bytes.ofString(text)));

	public static inline function appendFile(path:String, text:String):Void
		Host.appendFile(path, toHost(Bytes.ofString(text)));

	public static inline function truncate(path:String, size:Int):Void
		Host.truncate(path, size);

	public static inline function fileSize(path:String):Int
		return Host.sizeOf(path);

	public static inline function deleteFile(path:String):Void
		Host.removeFile(path);

	public static inline function rename(from:String, to:String):Void
		Host.rename(from, to);

	/** The names in a directory, sorted. **/
	public static inline function listDirectory(path:String):Array<String>
		return Host.listDirectory(path);

	public static inline function isDirectory(path:String):Bool
		return Host.isDirectory(path);

	public static inline function createDirectory(path:String):Void
		Host.makeDirectory(path);

	public static inline function deleteDirectory(path:String):Void
		Host.removeDirectory(path);

	static inline function fromHost(bytes:Uint8Array):Bytes
		return Bytes.ofData(bytes.slice().buffer);

	static inline function toHost(bytes:Bytes):Uint8Array
		return new Uint8Array(bytes.getData(), 0, bytes.length);
}

@:native("wasi")
private extern class Host {
	static function args():Array<String>;
	static function environment():Array<Array<String>>;
	static function exit(code:Int):Void;
	static function readText():String;
	static function readBytes():Null<Uint8Array>;
	static function writeBytes(bytes:Uint8Array):Void;
	static function writeErrorBytes(bytes:Uint8Array):Void;
	static function writeText(text:String):Void;
	static function writeErrorText(text:String):Void;
	static function now():Float;
	static function monotonic():Float;
	static function sleep(milliseconds:Int):Void;
	static function randomBytes(count:Int):Uint8Array;
	static function errorCode(error:Dynamic):Null<String>;
	static function readFile(path:String):Uint8Array;
	static function writeFile(path:String, bytes:Uint8Array):Void;
	static function appendFile(path:String, bytes:Uint8Array):Void;
	static function truncate(path:String, size:Int):Void;
	static function sizeOf(path:String):Int;
	static function removeFile(path:String):Void;
	static function rename(from:String, to:String):Void;
	static function listDirectory(path:String):Array<String>;
	static function isDirectory(path:String):Bool;
	static function makeDirectory(path:String):Void;
	static function removeDirectory(path:String):Void;
}
