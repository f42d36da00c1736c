import core.stdc.stdio : printf;
import core.stdc.stdlib : atoi, malloc;
import std.algorithm.sorting : sort;

extern (C) int main(int argc, char** argv)
{
    const n = atoi(argv[1]);
    auto numbers = (cast(uint*) malloc(n * uint.sizeof))[0 .. n];
    uint x = 42;
    foreach (ref number; numbers)
        number = x = x * 1_664_525 + 1_013_904_223;
    numbers.sort();
    uint sum = 0;
    foreach (i, number; numbers)
        sum += (i + 1) * number;
    printf("%u %u %u\n", numbers[0], numbers[$ - 1], sum);
    return 0;
}
