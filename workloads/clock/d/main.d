import core.stdc.stdio : fprintf, fputs, printf, puts, stderr;
import core.stdc.stdlib : atoi, exit;
import core.stdc.string : strcmp;
import wasi : Clock, usleep, __wasi_clock_time_get;

ulong nanoseconds(Clock clock)
{
    ulong now;
    if (__wasi_clock_time_get(clock, 1, &now) != 0)
    {
        fputs("the clock does not tell the time\n", stderr);
        exit(1);
    }
    return now;
}

int sleep(uint milliseconds)
{
    const begin = nanoseconds(Clock.monotonic);
    usleep(milliseconds * 1000);
    const passed = nanoseconds(Clock.monotonic) - begin;
    if (passed < milliseconds * 1_000_000UL)
    {
        fprintf(stderr, "only %llu ns have passed\n", passed);
        return 1;
    }
    puts("slept");
    return 0;
}

extern (C) int main(int argc, char** argv)
{
    if (argc == 2 && strcmp(argv[1], "now") == 0)
    {
        printf("%llu\n", nanoseconds(Clock.realtime) / 1_000_000);
        return 0;
    }
    if (argc == 3 && strcmp(argv[1], "sleep") == 0)
        return sleep(atoi(argv[2]));
    fputs("usage: main now | sleep MILLISECONDS\n", stderr);
    return 1;
}
