use v5.36;

my @weekdays = qw(Sunday Monday Tuesday Wednesday Thursday Friday Saturday);

while ( my $line = <STDIN> ) {
    my ( $second, $minute, $hour, $day, $month, $year, $weekday, $yearday ) = gmtime $line;
    printf "%04d-%02d-%02dT%02d:%02d:%02dZ %s %03d\n",
      $year + 1900, $month + 1, $day, $hour, $minute, $second, $weekdays[$weekday], $yearday + 1;
}
