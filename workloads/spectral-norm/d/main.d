import core.stdc.math : sqrt;
import core.stdc.stdio : printf;
import core.stdc.stdlib : atoi, calloc;

double a(int i, int j)
{
    return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1);
}

/// to = transposed A times (A times from).
void multiply(const double[] from, double[] between, double[] to)
{
    foreach (i, ref sum; between)
    {
        sum = 0;
        foreach (j, number; from)
            sum += a(cast(int) i, cast(int) j) * number;
    }
    foreach (i, ref sum; to)
    {
        sum = 0;
        foreach (j, number; between)
            sum += a(cast(int) j, cast(int) i) * number;
    }
}

double dot(const double[] one, const double[] two)
{
    double sum = 0;
    foreach (i, number; one)
        sum += number * two[i];
    return sum;
}

double[] zeros(size_t n)
{
    return (cast(double*) calloc(n, double.sizeof))[0 .. n];
}

extern (C) int main(int argc, char** argv)
{
    const n = atoi(argv[1]);
    auto u = zeros(n), v = zeros(n), between = zeros(n);
    u[] = 1;
    foreach (_; 0 .. 10)
    {
        multiply(u, between, v);
        multiply(v, between, u);
    }
    printf("%.9f\n", sqrt(dot(u, v) / dot(v, v)));
    return 0;
}
