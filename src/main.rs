use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(feature = "server")]
    let serve: Option<fn() -> ExitCode> = Some(onrecord::server::serve);
    #[cfg(not(feature = "server"))]
    let serve = None;
    onrecord::cli::run(serve)
}
