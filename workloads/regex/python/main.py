import re
import sys

USAGE = "usage: main find PATTERN|count PATTERN|replace PATTERN WITH"


def find(pattern: re.Pattern[str], lines: list[str]) -> None:
    for number, line in enumerate(lines, start=1):
        for match in pattern.finditer(line):
            texts = [match[0], *(group or "" for group in match.groups())]
            told = " ".join(f"<{text}>" for text in texts)
            print(f"{number}:{match.start() + 1} {told}")


def count(pattern: re.Pattern[str], lines: list[str]) -> None:
    counts = [sum(1 for _ in pattern.finditer(line)) for line in lines]
    matching = sum(1 for count in counts if count)
    print(f"{sum(counts)} in {matching} of {len(lines)} lines")


def replace(pattern: re.Pattern[str], lines: list[str], template: str) -> None:
    def expand(match: re.Match[str]) -> str:
        def value(reference: re.Match[str]) -> str:
            group = int(reference[1])
            return (match[group] or "") if group <= pattern.groups else ""

        return re.sub(r"\$([0-9])", value, template)

    for line in lines:
        print(pattern.sub(expand, line))


def main() -> None:
    *lines, _ = sys.stdin.buffer.read().decode().split("\n")
    try:
        match sys.argv[1:]:
            case ["find", pattern]:
                find(re.compile(pattern), lines)
            case ["count", pattern]:
                count(re.compile(pattern), lines)
            case ["replace", pattern, template]:
                replace(re.compile(pattern), lines, template)
            case _:
                sys.exit(USAGE)
    except re.PatternError as error:
        sys.exit(f"no pattern: {error}")


if __name__ == "__main__":
    main()
