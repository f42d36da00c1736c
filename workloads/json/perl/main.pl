use v5.36;
use JSON::PP;

my $json = JSON::PP->new->utf8->canonical->allow_nonref;
my $MISSING = "the pointer names nothing\n";

sub split_pointer ($pointer) {
    return () if $pointer eq '';
    die $MISSING unless $pointer =~ s{^/}{};
    return map { s{~1}{/}gr =~ s{~0}{~}gr } split m{/}, $pointer, -1 if $pointer ne '';
    return '';
}

# The element or member that is there, as something that can be assigned.
sub existing ( $holder, $part ) {
    if ( ref $holder eq 'ARRAY' ) {
        die $MISSING unless $part =~ /^(?:0|[1-9][0-9]*)$/ && $part < @$holder;
        return \$holder->[$part];
    }
    die $MISSING unless ref $holder eq 'HASH' && exists $holder->{$part};
    return \$holder->{$part};
}

sub get ( $document, @path ) {
    $document = ${ existing( $document, $_ ) } for @path;
    return $document;
}

sub set ( $document, $value, @path ) {
    return $value unless @path;
    my $last   = pop @path;
    my $holder = get( $document, @path );
    if    ( ref $holder eq 'HASH' )                  { $holder->{$last} = $value }
    elsif ( ref $holder eq 'ARRAY' && $last eq '-' ) { push @$holder, $value }
    else                                             { ${ existing( $holder, $last ) } = $value }
    return $document;
}

sub remove ( $document, @path ) {
    my $last   = pop @path;
    my $holder = get( $document, @path );
    existing( $holder, $last );
    if   ( ref $holder eq 'ARRAY' ) { splice @$holder, $last, 1 }
    else                            { delete $holder->{$last} }
    return $document;
}

sub apply ( $document, $what = '', @operands ) {
    utf8::decode($_) for @operands;
    return $document if $what eq 'print' && @operands == 0;
    my ( $pointer, $text ) = @operands;
    return get( $document, split_pointer($pointer) ) if $what eq 'get' && @operands == 1;
    return remove( $document, split_pointer($pointer) ) if $what eq 'remove' && @operands == 1 && $pointer ne '';
    if ( $what eq 'set' && @operands == 2 ) {
        utf8::encode($text);
        return set( $document, $json->decode($text), split_pointer($pointer) );
    }
    die "usage: main print | get POINTER | set POINTER JSON | remove POINTER\n";
}

my $result = eval { $json->encode( apply( $json->decode( do { local $/; <STDIN> // '' } ), @ARGV ) ) };
if ($@) {
    print STDERR "json: $@";
    exit 1;
}
say $result;
