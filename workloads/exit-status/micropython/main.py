import sys

how = sys.argv[1]
if how == "zero":
    sys.exit(0)
elif how == "one":
    print("leaving")
    sys.exit(1)
elif how == "error":
    raise ValueError("nobody catches this")
