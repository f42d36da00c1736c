use v5.36;
use List::Util qw(sum);

use constant MASK => 0xffff_ffff;

my $state   = 42;
my @numbers = map { $state = lcg($state) } 1 .. $ARGV[0];

# The product fits into 53 bits of a float only in two halves, where whole numbers have 32 bits.
sub lcg ($x) {
    return ( ( ( $x >> 16 ) * 1664525 % 65536 ) * 65536 + ( $x & 0xffff ) * 1664525 + 1013904223 ) % 4294967296;
}

@numbers = sort { $a <=> $b } @numbers;
my $sum = 0;
for my $at ( 0 .. $#numbers ) {
    $sum = ( $sum + ( $at + 1 ) * $numbers[$at] ) % 4294967296;
}
say "$numbers[0] $numbers[-1] $sum";
