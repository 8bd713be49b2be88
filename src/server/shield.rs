//! Stands around the framework's service and keeps three promises it does not make.
//!
//! Notifications take effect in the order of their arrival: they are applied inside `call`, which
//! is never called twice at once. A panic in a handler costs that one request. And a request can
//! be cancelled however many others run: each runs as a task of its own, not in one of a few slots.

use std::{
    collections::HashMap,
    future::{Future, Ready, ready},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};

use serde_json::Value;
use tokio::task::AbortHandle;
use tower_lsp::{
    ExitedError, LanguageServer, LspService,
    jsonrpc::{Error, Id, Request, Response},
};
use tower_service::Service;

use super::{
    notifications, pull,
    session::Session,
    stirs,
    unopened::{self, Unopened},
    wire::Outbox,
};

pub struct Shield<S> {
    inner: LspService<S>,
    session: Arc<Session>,
    unopened: Arc<Unopened>,
    running: Running,
}

/// The requests under way, by their ids. Whoever takes one out answers it.
#[derive(Clone)]
pub struct Running {
    tasks: Arc<Mutex<HashMap<Id, AbortHandle>>>,
    outbox: Outbox,
}

/// What a handler comes to.
type Answer = Result<Option<Response>, ExitedError>;

impl<S: LanguageServer> Shield<S> {
    pub fn new(inner: LspService<S>, session: Arc<Session>) -> Shield<S> {
        let running = Running { tasks: Arc::default(), outbox: session.outbox.clone() };
        let unopened = Arc::new(Unopened::new(session.clone()));
        Shield { inner, session, unopened, running }
    }

    pub fn running(&self) -> Running {
        self.running.clone()
    }

    fn receive(&mut self, request: Request) {
        let Some(id) = request.id().cloned() else { return self.notification(request) };
        let method = request.method().to_owned();
        let testing = self.session.state().testing.clone();
        testing.handling(&method);
        match method.as_str() {
            // These change what is allowed next, and never wait for anything.
            "initialize" | "shutdown" => self.at_once(request),
            pull::METHOD if self.session.is_running() => {
                let params = request.into_parts().2.unwrap_or_default();
                let session = self.session.clone();
                let answer = pull::answer(session, id.clone(), params);
                self.running.start(id, answer);
            }
            unopened::METHOD if self.session.is_running() => {
                let params = request.into_parts().2.unwrap_or_default();
                self.running.start(id.clone(), self.unopened.clone().answer(id, params));
            }
            stirs::METHOD if cfg!(debug_assertions) => {
                self.running.start(id.clone(), stirs::rested(self.session.clone(), id));
            }
            // The framework lets whoever asks these wait for ever.
            method if method.starts_with("$/") => {
                self.session.outbox.send(&Response::from_error(id, Error::method_not_found()));
            }
            _ => {
                let request =
                    if method == "textDocument/codeAction" { with_own_diagnostics(request) } else { request };
                let answer = Box::pin(self.inner.call(request));
                let (running, failed) = (self.running.clone(), id.clone());
                self.running.start(id, async move { running.json(Guarded(answer).await, failed) });
            }
        }
    }

    fn notification(&mut self, request: Request) {
        match request.method() {
            "$/cancelRequest" => self.running.cancel(request.params().and_then(|it| it.get("id"))),
            method if notifications::receive(&self.session, method, request.params()) => {
                if matches!(
                    method,
                    "workspace/didChangeConfiguration" | "workspace/didChangeWorkspaceFolders"
                ) {
                    self.at_once(request);
                }
            }
            _ => self.at_once(request),
        }
    }

    /// Runs a handler to its first wait; none of these has one.
    fn at_once(&mut self, request: Request) {
        let id = request.id().cloned().unwrap_or_default();
        let answer = pin!(Guarded(self.inner.call(request)));
        if let Poll::Ready(answer) = answer.poll(&mut Context::from_waker(Waker::noop()))
            && let Some(json) = self.running.json(answer, id)
        {
            self.session.outbox.frame(&json);
        }
    }
}

impl<S: LanguageServer> Service<Request> for Shield<S> {
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = Ready<Answer>;

    fn poll_ready(&mut self, ctx: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
        self.inner.poll_ready(ctx)
    }

    fn call(&mut self, request: Request) -> Ready<Answer> {
        let id = request.id().cloned();
        if catch_unwind(AssertUnwindSafe(|| self.receive(request))).is_err()
            && let Some(id) = id
        {
            self.session.outbox.send(&failure(id));
        }
        // Answers go their own way, past the framework's queue.
        ready(Ok(None))
    }
}

impl Running {
    /// Lets a handler run; what it gives is sent unless the request was cancelled.
    fn start(&self, id: Id, answer: impl Future<Output = Option<Vec<u8>>> + Send + 'static) {
        let mut tasks = self.tasks();
        if tasks.contains_key(&id) {
            return self.outbox.send(&Response::from_error(id, Error::invalid_request()));
        }
        // The first step runs here: what a handler looks up before it first waits is what the client has now.
        let mut answer = Box::pin(answer);
        if let Poll::Ready(json) = answer.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            drop(tasks);
            return json.iter().for_each(|it| self.outbox.frame(it));
        }
        let (running, key) = (self.clone(), id.clone());
        let task = tokio::spawn(async move {
            let json = answer.await;
            if running.tasks().remove(&key).is_some()
                && let Some(json) = json
            {
                running.outbox.frame(&json);
            }
        });
        tasks.insert(id, task.abort_handle());
    }

    fn cancel(&self, id: Option<&Value>) {
        let id = match id {
            Some(Value::Number(number)) => number.as_i64().map(Id::Number),
            Some(Value::String(text)) => Some(Id::String(text.clone())),
            _ => None,
        };
        let Some(id) = id else { return };
        let task = self.tasks().remove(&id);
        if let Some(task) = task {
            task.abort();
            self.outbox.send(&Response::from_error(id, Error::request_cancelled()));
        }
    }

    /// Waits until all requests are answered, or `limit` has passed.
    pub async fn finish(&self, limit: Duration) {
        let end = Instant::now() + limit;
        while !self.tasks().is_empty() && Instant::now() < end {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    fn json(&self, answer: Option<Answer>, id: Id) -> Option<Vec<u8>> {
        let response = match answer {
            Some(answer) => answer.ok().flatten()?,
            None => failure(id),
        };
        serde_json::to_vec(&response).ok()
    }

    fn tasks(&self) -> MutexGuard<'_, HashMap<Id, AbortHandle>> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn failure(id: Id) -> Response {
    let mut error = Error::internal_error();
    error.message = "onrecord failed at this request; the session goes on".into();
    Response::from_error(id, error)
}

/// Editors send along what other servers have said, in forms that the framework may not know.
fn with_own_diagnostics(request: Request) -> Request {
    let (method, id, params) = request.into_parts();
    let mut params = params.unwrap_or_default();
    if let Some(Value::Array(sent)) = params.pointer_mut("/context/diagnostics") {
        sent.retain(|it| it["source"] == "onrecord");
    }
    Request::build(method).params(params).id(id.unwrap_or_default()).finish()
}

/// A future that gives `None` where it would have panicked.
struct Guarded<F>(F);

impl<F: Future + Unpin> Future for Guarded<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, ctx: &mut Context<'_>) -> Poll<Option<F::Output>> {
        let inner = Pin::new(&mut self.0);
        match catch_unwind(AssertUnwindSafe(|| inner.poll(ctx))) {
            Ok(poll) => poll.map(Some),
            Err(_) => Poll::Ready(None),
        }
    }
}
