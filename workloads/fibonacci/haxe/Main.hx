/** A whole number in limbs of seven decimal digits, the least first: Haxe's library has no large numbers. **/
abstract Natural(Array<Int>) from Array<Int> {
	static inline final LIMB = 10000000;

	@:op(A + B)
	public function plus(other:Natural):Natural {
		final longer = this.length >= other.limbs().length ? this : other.limbs();
		final shorter = longer == this ? other.limbs() : this;
		final sum = [];
		var carry = 0;
		for (i => limb in longer) {
			final all = limb + (i < shorter.length ? shorter[i] : 0) + carry;
			sum.push(all % LIMB);
			carry = all >= LIMB ? 1 : 0;
		}
		if (carry > 0)
			sum.push(carry);
		return sum;
	}

	inline function limbs():Array<Int>
		return this;

	public function toString():String {
		final text = new StringBuf();
		text.add(this[this.length - 1]);
		for (i in 1...this.length)
			text.add(StringTools.lpad(Std.string(this[this.length - 1 - i]), "0", 7));
		return text.toString();
	}
}

class Main {
	static inline final LARGEST = 100000;

	static function main() {
		final text = StringTools.trim(Wasi.args().length > 0 ? Wasi.args()[0] : Wasi.readText());
		final index = ~/^[0-9]{1,6}$/.match(text) ? Std.parseInt(text) : -1;
		if (index < 0 || index > LARGEST) {
			Wasi.warn('fibonacci: not a whole number from 0 to $LARGEST');
			Wasi.exit(1);
		}
		Wasi.print(fibonacci(index).toString());
	}

	static function fibonacci(index:Int):Natural {
		var current:Natural = [0];
		var next:Natural = [1];
		for (_ in 0...index) {
			final sum = current + next;
			current = next;
			next = sum;
		}
		return current;
	}
}
