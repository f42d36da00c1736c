import haxe.Int32;

class Main {
	static inline function unsigned(number:Int):Float
		return number < 0 ? number + 4294967296.0 : number;

	static function main() {
		var x:Int32 = 42;
		final numbers = [
			for (_ in 0...Std.parseInt(Wasi.args()[0])) {
				x = x * 1664525 + 1013904223;
				(x : Int);
			}
		];
		numbers.sort((a, b) -> Int32.ucompare(a, b));
		var sum:Int32 = 0;
		for (i => number in numbers)
			sum += (i + 1 : Int32) * (number : Int32);
		Wasi.print('${unsigned(numbers[0])} ${unsigned(numbers[numbers.length - 1])} ${unsigned(sum)}');
	}
}
