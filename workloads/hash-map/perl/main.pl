use v5.36;

sub lcg ($x) {
    return ( ( ( $x >> 16 ) * 1664525 % 65536 ) * 65536 + ( $x & 0xffff ) * 1664525 + 1013904223 ) % 4294967296;
}

my ($n) = @ARGV;
my ( $state, %counts ) = (42);
for ( 1 .. $n ) {
    $state = lcg($state);
    $counts{ ( $state >> 8 ) % $n }++;
}
my $keys = keys %counts;
delete @counts{ grep { $counts{$_} % 2 } keys %counts };
my $sum = 0;
for my $key ( 0 .. $n - 1 ) {
    $sum = ( $sum + ( $key + 1 ) * ( $counts{$key} // 0 ) ) % 4294967296;
}
say join ' ', $keys, scalar keys %counts, $sum;
