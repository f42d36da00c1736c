use v5.36;
use autodie;

use constant OUT => '/data/out.txt';

sub slurp ($path) {
    open( my $file, '<', $path );
    local $/;
    return <$file>;
}

sub put ( $mode, $path, $text ) {
    open( my $file, $mode, $path );
    print {$file} $text;
    close $file;
}

say 'read ', length slurp('/data/in.txt');
put( '>', OUT, "written\n" );
say 'write ', -s OUT;
put( '>>', OUT, "appended\n" );
say 'append ', -s OUT;
truncate OUT, 4;
say 'truncate ', -s OUT;
opendir my $old, '/data/old';
say join ' ', 'list', sort grep { !/^\.\.?$/ } readdir $old;
closedir $old;
mkdir '/data/new';
say 'mkdir new';
rename '/data/old/a.txt', '/data/new/a2.txt';
say 'rename a2.txt';
unlink '/data/old/b.txt';
say 'remove b.txt';
rmdir '/data/old';
say 'rmdir old';
{
    no autodie;
    die 'missing.txt: ', $! || 'it is there' if open( my $file, '<', '/data/missing.txt' ) or !$!{ENOENT};
}
say 'missing not found';
