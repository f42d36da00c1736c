use v5.36;
no warnings 'recursion';
use List::Util qw(any);

sub attacks ( $column, @placed ) {
    return any { $column == $placed[$_] || abs( $column - $placed[$_] ) == @placed - $_ } 0 .. $#placed;
}

sub queens ( $n, @placed ) {
    return \@placed if @placed == $n;
    return map { attacks( $_, @placed ) ? () : queens( $n, @placed, $_ ) } 1 .. $n;
}

sub sum    ($d) { $d == 0 ? 0 : $d + sum( $d - 1 ) }
sub female ($n) { $n == 0 ? 1 : $n - male( female( $n - 1 ) ) }
sub male   ($n) { $n == 0 ? 0 : $n - female( male( $n - 1 ) ) }

my ( $n, $d ) = @ARGV;
my @found = queens($n);
say join ' ', 'queens', scalar @found, join ',', $found[0]->@*;
say join ' ', 'depth',  sum($d);
say join ' ', 'mutual', female( $d % 64 ), male( $d % 64 );
