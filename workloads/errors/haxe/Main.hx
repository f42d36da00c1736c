import haxe.Exception;

class StepException extends Exception {}

class Main {
	static function main() {
		for (text in Wasi.args()) {
			if (text == "uncaught")
				throw new Exception("nothing catches this");
			try {
				Wasi.print('half ${step(text)}');
			} catch (error:StepException) {
				Wasi.print('error: ${error.message}');
			}
		}
		Wasi.print("done");
	}

	// Haxe has no finally.
	static function step(text:String):Int {
		Wasi.print('open $text');
		final result = try half(text) catch (error) {
			Wasi.print('close $text');
			throw error;
		}
		Wasi.print('close $text');
		return result;
	}

	static function half(text:String):Int {
		if (!~/^[0-9]{1,9}$/.match(text))
			throw new StepException('$text is no number');
		final number = Std.parseInt(text);
		if (number % 2 == 1)
			throw new StepException('$number is odd');
		return number >> 1;
	}
}
