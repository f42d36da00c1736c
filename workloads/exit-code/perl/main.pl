use v5.36;

exit $ARGV[0];
