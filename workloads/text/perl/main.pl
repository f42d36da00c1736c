use v5.36;
no warnings 'nonchar';

sub bytes ($text) {
    utf8::encode($text);
    return length $text;
}

binmode $_, ':utf8' for *STDIN, *STDOUT;
chomp( my @lines = <STDIN> );
say join ' ', bytes($_), length, scalar reverse for @lines;
say for sort @lines;
