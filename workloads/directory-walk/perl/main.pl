use v5.36;
use autodie;
use File::Find;

use constant ROOT => '/data/tree';

sub create ($n) {
    mkdir ROOT;
    for my $i ( 0 .. $n - 1 ) {
        mkdir ROOT . "/d$i";
        for my $j ( 0 .. $n - 1 ) {
            open my $file, '>', ROOT . "/d$i/f$j";
            say {$file} $i * $n + $j;
            close $file;
        }
    }
}

create( $ARGV[0] );
my ( $directories, $files, $sum ) = ( 0, 0, 0 );
find(
    {
        no_chdir => 1,
        wanted   => sub {
            return $directories++ if -d;
            $files++;
            open my $file, '<', $_;
            $sum += <$file>;
            close $file;
        },
    },
    ROOT
);
say "$directories $files $sum";
# remove_tree of File::Path asks for the working directory, which WASI does not have.
finddepth( { no_chdir => 1, wanted => sub { -d $_ ? rmdir $_ : unlink $_ } }, ROOT );
