use v5.36;

say 'hello from Perl';
