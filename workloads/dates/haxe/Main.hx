using StringTools;

class Main {
	static final WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

	static function main() {
		final lines = Wasi.readText().split("\n");
		lines.pop();
		for (line in lines) {
			final date = Date.fromTime(Std.parseFloat(line) * 1000);
			final year = pad(date.getUTCFullYear(), 4);
			final day = '$year-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}';
			final time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(part -> pad(part, 2)).join(":");
			Wasi.print('${day}T${time}Z ${WEEKDAYS[date.getUTCDay()]} ${pad(dayOfYear(date), 3)}');
		}
	}

	static function pad(number:Int, digits:Int):String {
		return Std.string(number).lpad("0", digits);
	}

	static function dayOfYear(date:Date):Int {
		final year = date.getUTCFullYear();
		final leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
		final months = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
		return Lambda.fold(months.slice(0, date.getUTCMonth()), (days, sum) -> days + sum, date.getUTCDate());
	}
}
