use v5.36;
use Math::BigInt try => 'GMP';

use constant MOST => 100_000;

sub fibonacci ($n) {
    my ( $previous, $current ) = ( Math::BigInt->bzero, Math::BigInt->bone );
    for ( 1 .. $n ) {
        $previous->badd($current);
        ( $previous, $current ) = ( $current, $previous );
    }
    return $previous;
}

my $text = @ARGV ? $ARGV[0] : do { local $/; <STDIN> // '' };
my ($n) = $text =~ /^\s*(\d{1,6})\s*$/a;
die "fibonacci: a whole number from 0 to ${\MOST}, please\n" unless defined $n && $n <= MOST;
say fibonacci($n);
