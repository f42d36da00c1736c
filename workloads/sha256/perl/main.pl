use v5.36;
use Digest::SHA qw(sha256);

my $block = pack 'C*', map { $_ % 251 } 0 .. 65535;
my $state = "\0" x 32;
$state = sha256( $state . $block ) for 1 .. $ARGV[0];
say unpack 'H*', $state;
