import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

public final class Main {
    private static final String[] WEEKDAYS = {
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"
    };

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        Calendar date = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ENGLISH);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            date.setTimeInMillis(Long.parseLong(line) * 1000);
            System.out.println(
                    String.format(
                            "%04d-%02d-%02dT%02d:%02d:%02dZ %s %03d",
                            date.get(Calendar.YEAR),
                            date.get(Calendar.MONTH) + 1,
                            date.get(Calendar.DAY_OF_MONTH),
                            date.get(Calendar.HOUR_OF_DAY),
                            date.get(Calendar.MINUTE),
                            date.get(Calendar.SECOND),
                            WEEKDAYS[date.get(Calendar.DAY_OF_WEEK) - 1],
                            date.get(Calendar.DAY_OF_YEAR)));
        }
    }
}
