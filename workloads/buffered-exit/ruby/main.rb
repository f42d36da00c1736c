# $stdout has a buffer, which Ruby flushes when the program ends.
def leave_from(level, status)
  exit status if level.zero?
  leave_from(level - 1, status) + 1
end

how = ARGV.first
$stdin.binmode
$stdout.binmode
while (piece = $stdin.read(1000))
  $stdout.write(piece)
  $stderr.write(piece) if how == "both"
end
leave_from(100, how == "failure" ? 1 : 0) if %w[deep failure].include?(how)
