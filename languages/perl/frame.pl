# An error that nobody catches ends the script as it ends a program of its own.
package main;
$0 = 'main.pl';
eval "no strict; no warnings;\n#line 1 \"main.pl\"\n" . <<'END_OF_SCRIPT';
{script}

END_OF_SCRIPT
if ($@) { print STDERR $@; exit 255 }
exit 0;
