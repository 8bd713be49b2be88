//! The language server; the only room that knows LSP.
//!
//! A message passes `wire` (threads at both ends), `sieve` (bad frames go no further) and `shield`
//! (order, panics, cancelling) before the framework sees it. `notifications` change the `session`,
//! `requests` ask it. One thread reads articles, the `desk`; it publishes what is still true when
//! it has finished. Another, the `study`, reads them again with the accurate model while nobody types. A third, the `tally`, counts who cites the entries of lists that are open. Whatever leaves goes through one outbox.

mod answers;
mod beside;
mod capabilities;
mod client;
mod commands;
mod copies;
mod desk;
mod document;
mod documents;
mod elsewhere;
mod from_lsp;
mod index;
mod lists;
mod lookup;
mod named;
mod notifications;
mod open_list;
mod parent;
mod places;
mod progress;
mod pull;
mod reading;
mod registering;
mod requests;
mod reviewed;
mod session;
mod settings;
mod shield;
mod sieve;
mod stamps;
mod stirs;
mod study;
mod tally;
mod testing;
mod to_lsp;
mod typing;
mod unopened;
mod wire;

use std::{process::ExitCode, sync::Arc, thread};

use answers::tokens::Given;
use desk::Desk;
use index::Index;
use requests::Requests;
use reviewed::{Diagnostics, Own};
use session::{Phase, Session};
use shield::Shield;
use study::Study;
use tally::Tally;
use tower_lsp::{LspService, Server};
use wire::{Feed, GRACE, Outbox, Tray};

use crate::{rules::Review, text::Encoding};

/// Speaks the protocol on standard input and output until the client has gone.
///
/// Success after `shutdown` and `exit`; failure after `exit` alone or the end of input.
pub fn serve() -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_time().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("onrecord: cannot start: {error}");
            return ExitCode::FAILURE;
        }
    };
    let session = Arc::new(Session::new(Outbox::open()));
    let desk = Desk::new(session.clone());
    thread::spawn(move || desk.run());
    let study = Study::new(session.clone());
    thread::spawn(move || study.run());
    let tally = Tally::new(session.clone());
    thread::spawn(move || tally.run());
    runtime.block_on(converse(&session));
    session.outbox.flush(GRACE);
    runtime.shutdown_background();
    match session.state().phase {
        Phase::Closing => ExitCode::SUCCESS,
        Phase::Waiting | Phase::Running => ExitCode::FAILURE,
    }
}

/// The diagnostics of a review as they are sent: a JSON list.
pub fn diagnostics(review: &Review, encoding: Encoding) -> Arc<[u8]> {
    let findings: Vec<_> = review.findings.iter().collect();
    let client = client::Client::counting_in(encoding);
    Diagnostics::new(Own { uri: "", review }, &client, &findings, &Diagnostics::none()).json
}

async fn converse(session: &Arc<Session>) {
    let (service, socket) = LspService::build(|client| Requests {
        client,
        session: session.clone(),
        index: Index::default(),
        tokens: Given::default(),
    })
    .custom_method("onrecord/text", Requests::text)
    .finish();
    let shield = Shield::new(service, session.clone());
    let running = shield.running();
    let feed = Feed::open(session.on_the_way.clone());
    Server::new(feed, Tray(session.outbox.clone()), socket).concurrency_level(64).serve(shield).await;
    // What was asked before the client went may still be answered.
    running.finish(GRACE).await;
}
