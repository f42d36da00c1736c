# STDOUT has a buffer, which Perl writes out when the program ends.
use v5.36;
no warnings 'recursion';

sub leave_from ( $level, $status ) {
    exit $status if $level == 0;
    return leave_from( $level - 1, $status ) + 1;
}

my ($how) = @ARGV;
binmode $_ for *STDIN, *STDOUT, *STDERR;
while ( read STDIN, my $piece, 1000 ) {
    print $piece;
    print STDERR $piece if $how eq 'both';
}
leave_from( 100, 0 ) if $how eq 'deep';
leave_from( 100, 1 ) if $how eq 'failure';
