use v5.36;
use utf8;
use warnings FATAL => 'regexp';

binmode $_, ':utf8' for *STDIN, *STDOUT, *STDERR;

my %ways = (
    find => sub ( $pattern, @lines ) {
        while ( my ( $at, $line ) = each @lines ) {
            while ( $line =~ /$pattern/g ) {
                my @parts = map { substr $line, $-[$_] // 0, ( $+[$_] // 0 ) - ( $-[$_] // 0 ) } 0 .. $#+;
                say join ' ', ( $at + 1 ) . ':' . ( $-[0] + 1 ), map { "<$_>" } @parts;
            }
        }
    },
    count => sub ( $pattern, @lines ) {
        my ( $matches, $with ) = ( 0, 0 );
        for my $line (@lines) {
            my $found = 0;
            $found++ while $line =~ /$pattern/g;
            $matches += $found;
            $with++ if $found;
        }
        say "$matches in $with of ${\scalar @lines} lines";
    },
    replace => sub ( $pattern, @lines ) {
        my $template = pop @lines;
        for my $line (@lines) {
            say $line =~ s{$pattern}{
                my @parts = ( $&, map { defined $-[$_] ? substr( $line, $-[$_], $+[$_] - $-[$_] ) : '' } 1 .. $#+ );
                $template =~ s/\$([0-9])/$parts[$1] \/\/ ''/ger;
            }ger;
        }
    },
);

utf8::decode($_) for @ARGV;
my ( $way, $pattern, @more ) = @ARGV;
die "usage: main find PATTERN | count PATTERN | replace PATTERN WITH\n"
  unless defined $pattern && $ways{$way} && @more == ( $way eq 'replace' );
my $compiled = eval { qr/$pattern/ } or die "regex: $@";
chomp( my @lines = <STDIN> );
$ways{$way}->( $compiled, @lines, @more );
