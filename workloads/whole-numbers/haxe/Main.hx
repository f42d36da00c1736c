import haxe.Int32;

using StringTools;

class Main {
	static function main() {
		final lines = Wasi.readText().split("\n");
		lines.pop();
		for (line in lines) {
			final words = line.split(" ");
			final result = compute(Std.parseInt(words[0]), words[1], Std.parseInt(words[2]));
			Wasi.print(result == null ? "undefined" : '$result ${result.hex(8).toLowerCase()}');
		}
	}

	static function compute(left:Int, sign:String, right:Int):Null<Int> {
		final a:Int32 = left;
		final b:Int32 = right;
		return switch sign {
			case "/" | "%" if (right == 0): null;
			case "+": a + b;
			case "-": a - b;
			case "*": a * b;
			case "/": Std.int(left / right) | 0;
			case "%": (left % right) | 0;
			case "&": left & right;
			case "|": left | right;
			case "^": left ^ right;
			case "<<": left << right;
			case ">>": left >> right;
			default: throw 'no operator: $sign';
		}
	}
}
