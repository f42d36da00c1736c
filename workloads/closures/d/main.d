import core.stdc.stdio : printf, putchar;
import core.stdc.stdlib : atoi, calloc;

/// A closure without D's garbage collector: a struct with what it holds.
struct Counter
{
    ulong step;
    ulong count;

    ulong next()
    {
        return count += step;
    }
}

struct Linear
{
    ulong i;

    ulong apply(ulong x) const
    {
        return (31 * x + i) % 1_000_003;
    }
}

struct Composed(F)
{
    F[] functions;

    T apply(T)(T value) const
    {
        foreach (each; functions)
            value = each.apply(value);
        return value;
    }
}

T[] array(T)(size_t length)
{
    return (cast(T*) calloc(length, T.sizeof))[0 .. length];
}

auto transform(alias apply, T)(T[] list)
{
    auto results = array!(typeof(apply(list[0])))(list.length);
    foreach (i, element; list)
        results[i] = apply(element);
    return results;
}

/// A number twice, with a hyphen between.
struct Doubled
{
    ulong number;
}

extern (C) int main(int argc, char** argv)
{
    const n = cast(uint) atoi(argv[1]);
    auto upTo = array!ulong(n);
    foreach (i, ref number; upTo)
        number = i + 1;

    auto counters = upTo.transform!(i => Counter(i));
    ulong sum;
    foreach (round; 0 .. 3)
    {
        sum = 0;
        foreach (ref count; counters)
            sum += count.next();
    }
    printf("counters %llu\n", sum);
    printf("composed %llu\n", Composed!Linear(upTo.transform!(i => Linear(i))).apply(1UL));

    scope times = (ulong i) => i * n;
    auto products = upTo.transform!times;
    printf("numbers");
    foreach (product; products)
        printf(" %llu", product);
    printf("\ntexts");
    foreach (text; products.transform!(product => Doubled(product)))
        printf(" %llu-%llu", text.number, text.number);
    putchar('\n');
    return 0;
}
