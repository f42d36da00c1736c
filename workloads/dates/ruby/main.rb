$stdin.each_line { |line| puts Time.at(line.to_i).utc.strftime("%Y-%m-%dT%H:%M:%SZ %A %j") }
