mod calls;

use calls::Program;

wasip3::cli::command::export!(Program);
