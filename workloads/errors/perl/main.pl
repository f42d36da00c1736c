use v5.36;
use feature 'try';
no warnings 'experimental::try';

package Closing {
    sub new     ( $class, $text ) { bless \$text, $class }
    sub DESTROY ($self)           { say "close $$self" }
}

sub half ($text) {
    die { message => "$text is no number" } unless $text =~ /\A[0-9]{1,9}\z/;
    die { message => "$text is odd" } if $text % 2;
    return $text / 2;
}

sub step ($text) {
    say "open $text";
    my $closing = Closing->new($text);
    return half($text);
}

for my $text (@ARGV) {
    die "nothing catches this\n" if $text eq 'uncaught';
    try {
        my $half = step($text);
        say "half $half";
    }
    catch ($error) {
        die $error unless ref $error;
        say "error: $error->{message}";
    }
}
say 'done';
