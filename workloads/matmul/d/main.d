import core.stdc.stdio : printf;
import core.stdc.stdlib : atoi, calloc;

struct Generator
{
    uint x = 42;

    void fill(double[] numbers)
    {
        foreach (ref number; numbers)
        {
            x = x * 1_664_525 + 1_013_904_223;
            number = x >> 24;
        }
    }
}

double[] zeros(size_t n)
{
    return (cast(double*) calloc(n, double.sizeof))[0 .. n];
}

extern (C) int main(int argc, char** argv)
{
    const n = atoi(argv[1]);
    auto a = zeros(n * n), b = zeros(n * n), c = zeros(n * n);
    Generator generator;
    generator.fill(a);
    generator.fill(b);
    foreach (i; 0 .. n)
        foreach (k; 0 .. n)
            c[i * n .. (i + 1) * n] += a[i * n + k] * b[k * n .. (k + 1) * n];
    double sum = 0;
    foreach (i; 0 .. n)
        foreach (j; 0 .. n)
            sum += (1 + (i + 2 * j) % 7) * c[i * n + j];
    printf("%.0f %.0f %.0f\n", c[0], c[$ - 1], sum);
    return 0;
}
