use v5.36;

$| = 1;

my %ways = (
    small => sub {
        for my $line ( 1 .. 10 ) {
            say "out $line";
            say STDERR "err $line";
        }
    },
    large => sub {
        for my $block ( 0 .. 255 ) {
            my $letter = chr( ord('a') + $block % 26 );
            print $letter x 4096;
            print STDERR uc($letter) x 4096;
        }
    },
);

$ways{ $ARGV[0] }->();
