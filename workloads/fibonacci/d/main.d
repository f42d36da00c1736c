import core.stdc.stdio : fprintf, fread, printf, puts, stderr, stdin;
import core.stdc.string : strlen;

enum largest = 100_000;
enum limb = 1_000_000_000;
// F(100000) has 20899 digits.
enum limbs = 20_899 / 9 + 1;

/// A natural number in limbs of nine decimal digits, the least first.
struct Natural
{
    uint[limbs] digits;
    size_t length = 1;

    void add(ref const Natural other)
    {
        uint carry = 0;
        length = length > other.length ? length : other.length;
        foreach (at; 0 .. length)
        {
            const sum = digits[at] + other.digits[at] + carry;
            digits[at] = sum % limb;
            carry = sum / limb;
        }
        if (carry > 0)
            digits[length++] = carry;
    }

    void print() const
    {
        printf("%u", digits[length - 1]);
        foreach_reverse (each; digits[0 .. length - 1])
            printf("%09u", each);
        puts("");
    }
}

/// The number that a text is, white space around it ignored; -1 where it is none.
int parse(const(char)[] text)
{
    static bool isSpace(char letter)
    {
        return letter == ' ' || letter >= '\t' && letter <= '\r';
    }

    while (text.length > 0 && isSpace(text[0]))
        text = text[1 .. $];
    while (text.length > 0 && isSpace(text[$ - 1]))
        text = text[0 .. $ - 1];
    if (text.length == 0 || text.length > 6)
        return -1;
    int number = 0;
    foreach (letter; text)
    {
        if (letter < '0' || letter > '9')
            return -1;
        number = number * 10 + (letter - '0');
    }
    return number <= largest ? number : -1;
}

extern (C) int main(int argc, char** argv)
{
    static __gshared char[256] input;
    const text = argc > 1 ? argv[1][0 .. strlen(argv[1])] : input[0 .. fread(input.ptr, 1, input.length, stdin)];
    const index = parse(text);
    if (index < 0)
    {
        fprintf(stderr, "fibonacci: not a whole number from 0 to %d\n", largest);
        return 1;
    }
    static __gshared Natural[2] pair;
    pair[1].digits[0] = 1;
    foreach (step; 0 .. index)
        pair[step % 2].add(pair[(step + 1) % 2]);
    pair[index % 2].print();
    return 0;
}
