use v5.36;

say 'count ', scalar @ARGV;
while ( my ( $at, $argument ) = each @ARGV ) {
    say join ' ', $at + 1, length $argument, unpack 'H*', $argument;
}
