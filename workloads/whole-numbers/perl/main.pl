use v5.36;
use Math::BigInt;

my %compute = (
    '+' => sub ( $left, $right ) { $left->badd($right) },
    '-' => sub ( $left, $right ) { $left->bsub($right) },
    '*' => sub ( $left, $right ) { $left->bmul($right) },
    '/' => sub ( $left, $right ) { $left->btdiv($right) },
    '%' => sub ( $left, $right ) { $left->btmod($right) },
    '&' => sub ( $left, $right ) { $left->band($right) },
    '|' => sub ( $left, $right ) { $left->bior($right) },
    '^' => sub ( $left, $right ) { $left->bxor($right) },
    '<<' => sub ( $left, $right ) { $left->blsft( $right->bmod(32) ) },
    '>>' => sub ( $left, $right ) { $left->brsft( $right->bmod(32) ) },
);

while ( my $line = <STDIN> ) {
    my ( $left, $operator, $right ) = split ' ', $line;
    if ( $right == 0 && $operator =~ m{[/%]} ) {
        say 'undefined';
        next;
    }
    my $result = $compute{$operator}->( map { Math::BigInt->new($_) } $left, $right );
    my $bits = $result->bmod(4_294_967_296)->numify;
    printf "%s %08x\n", $bits - ( $bits >= 2_147_483_648 ? 4_294_967_296 : 0 ), $bits;
}
