import core.stdc.stdio : puts, scanf;
import core.stdc.time : strftime, time_t, tm;

extern (C) tm* gmtime_r(const time_t* time, tm* date);

extern (C) int main(int, char**)
{
    long seconds;
    while (scanf("%lld", &seconds) == 1)
    {
        const time = cast(time_t) seconds;
        tm date;
        char[64] text;
        if (!gmtime_r(&time, &date) || strftime(text.ptr, text.length, "%Y-%m-%dT%H:%M:%SZ %A %j", &date) == 0)
            return 1;
        puts(text.ptr);
    }
    return 0;
}
