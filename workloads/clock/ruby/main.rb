def monotonic = Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond)

def sleep_for(milliseconds)
  before = monotonic
  sleep milliseconds / 1000r
  passed = monotonic - before
  abort "slept for #{passed} ns only" if passed < milliseconds * 1_000_000
  puts "slept"
end

case ARGV
in ["now"] then puts Process.clock_gettime(Process::CLOCK_REALTIME, :millisecond)
in ["sleep", milliseconds] then sleep_for(Integer(milliseconds))
else abort "usage: main now | sleep MILLISECONDS"
end
