use v5.36;
use List::Util qw(sum0);

sub counter ($step) {
    my $count = 0;
    return sub { $count += $step };
}

sub compose (@functions) {
    return sub ($value) {
        $value = $_->($value) for @functions;
        return $value;
    };
}

sub transform ( $function, @list ) {
    my @results;
    push @results, $function->($_) for @list;
    return @results;
}

my ($n) = @ARGV;
my @counters = map { counter($_) } 1 .. $n;
my @last;
@last = map { $_->() } @counters for 1 .. 3;
say 'counters ', sum0(@last);

my @functions = map {
    my $i = $_;
    sub ($x) { ( 31 * $x + $i ) % 1_000_003 }
} 1 .. $n;
say 'composed ', compose(@functions)->(1);

my @products = transform( sub ($i) { $i * $n }, 1 .. $n );
say join ' ', 'numbers', @products;
say join ' ', 'texts', transform( sub ($product) { "$product-$product" }, @products );
