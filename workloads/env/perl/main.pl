use v5.36;

if ( "@ARGV" eq '--all' ) {
    say 'count ', scalar keys %ENV;
    say "$_=$ENV{$_}" for sort keys %ENV;
}
else {
    say exists $ENV{$_} ? "$_=$ENV{$_}" : "$_ unset" for @ARGV;
}
