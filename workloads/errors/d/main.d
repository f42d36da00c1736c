import core.stdc.ctype : isdigit;
import core.stdc.stdio : fflush, fputs, printf, puts, stderr, stdout;
import core.stdc.stdlib : abort, atoi;
import core.stdc.string : strcmp, strlen;

/// D without its runtime has no exceptions: a result says whether there is a number.
struct Half
{
    int number;
    string error;
}

Half half(const(char)* text)
{
    const length = strlen(text);
    bool isNumber = length >= 1 && length <= 9;
    foreach (char digit; text[0 .. length])
        isNumber = isNumber && isdigit(digit);
    if (!isNumber)
        return Half(0, "is no number");
    const number = atoi(text);
    return number % 2 == 1 ? Half(0, "is odd") : Half(number / 2);
}

Half step(const(char)* text)
{
    printf("open %s\n", text);
    scope (exit)
        printf("close %s\n", text);
    return half(text);
}

extern (C) int main(int argc, char** argv)
{
    foreach (text; argv[1 .. argc])
    {
        if (strcmp(text, "uncaught") == 0)
        {
            fflush(stdout);
            fputs("nothing catches this\n", stderr);
            abort();
        }
        const result = step(text);
        if (result.error)
            printf("error: %s %s\n", text, result.error.ptr);
        else
            printf("half %d\n", result.number);
    }
    puts("done");
    return 0;
}
