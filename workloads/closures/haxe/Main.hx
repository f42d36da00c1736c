class Main {
	static function main() {
		final n = Std.parseInt(Wasi.args()[0]);

		final counters = [for (i in 1...n + 1) counter(i)];
		var sum = 0;
		for (_ in 0...3) {
			sum = 0;
			for (count in counters)
				sum += count();
		}
		Wasi.print('counters $sum');

		final functions = [for (i in 1...n + 1) (x:Int) -> (31 * x + i) % 1000003];
		Wasi.print('composed ${compose(functions)(1)}');

		final products = transform([for (i in 1...n + 1) i], i -> i * n);
		Wasi.print('numbers ${products.join(" ")}');
		Wasi.print('texts ${transform(products, product -> '$product-$product').join(" ")}');
	}

	static function counter(step:Int):() -> Int {
		var count = 0;
		return () -> count += step;
	}

	static function compose<T>(functions:Array<T->T>):T->T {
		return value -> Lambda.fold(functions, (apply, result) -> apply(result), value);
	}

	static function transform<T, U>(list:Array<T>, apply:T->U):Array<U> {
		return [for (element in list) apply(element)];
	}
}
