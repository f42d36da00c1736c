import core.stdc.stdio : printf, puts, scanf;
import core.stdc.stdlib : abort;

struct Result
{
    bool isDefined;
    int number;
}

/// Numbers of D wrap.
Result compute(int left, char operator, int right)
{
    switch (operator)
    {
    case '+':
        return Result(true, left + right);
    case '-':
        return Result(true, left - right);
    case '*':
        return Result(true, left * right);
    case '/':
        if (right == 0)
            return Result();
        return Result(true, right == -1 ? -left : left / right);
    case '%':
        if (right == 0)
            return Result();
        return Result(true, right == -1 ? 0 : left % right);
    case '&':
        return Result(true, left & right);
    case '|':
        return Result(true, left | right);
    case '^':
        return Result(true, left ^ right);
    case '<':
        return Result(true, left << (right & 31));
    case '>':
        return Result(true, left >> (right & 31));
    default:
        abort();
    }
}

extern (C) int main(int, char**)
{
    int left, right;
    char[3] operator;
    while (scanf("%d %2s %d", &left, operator.ptr, &right) == 3)
    {
        const result = compute(left, operator[0], right);
        if (result.isDefined)
            printf("%d %08x\n", result.number, result.number);
        else
            puts("undefined");
    }
    return 0;
}
