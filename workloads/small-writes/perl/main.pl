use v5.36;

use constant PIECE => 16;

binmode STDIN;
my $bytes = do { local $/; <STDIN> };
for ( my $at = 0 ; $at < length $bytes ; $at += PIECE ) {
    syswrite STDOUT, $bytes, PIECE, $at;
}
