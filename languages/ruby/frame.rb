# The script ends as a program of its own does: handlers of at_exit, what exit says, an error that nobody rescues.
module Gatehouse
  HANDLERS = []

  # Its last handler first; each may end the program otherwise.
  def self.finish(error)
    while (handler = HANDLERS.pop)
      error = attempt { handler.call } || error
    end
    show(error) unless error.nil? || error.is_a?(SystemExit)
    error.is_a?(SystemExit) ? error.status : error.nil? ? 0 : 1
  end

  # Without the calls of this frame, which are at its backtrace's end.
  def self.show(error)
    error.set_backtrace(error.backtrace.take_while { |line| !line.start_with?("eval:") }) if error.backtrace
    $stderr.write(error.full_message(highlight: $stderr.tty?))
  end

  # The error that ended the block, or nil.
  def self.attempt
    yield
    nil
  rescue Exception => error
    error
  end

  def self.run(script)
    status = finish(attempt { eval(script, TOPLEVEL_BINDING.dup, "main.rb", 1) })
    ObjectSpace.each_object(IO) { |io| io.flush if !io.closed? && io.respond_to?(:flush) rescue nil }
    exit!(status)
  end
end

module Kernel
  private def at_exit(&handler)
    Gatehouse::HANDLERS << handler
    handler
  end
end

$0 = "main.rb"
Gatehouse.run(<<'END_OF_SCRIPT'.delete_suffix("\n"))
{script}

END_OF_SCRIPT
