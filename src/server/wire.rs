//! The two ends of the wire: one thread that reads, one that writes.
//!
//! Everything that leaves goes through the [`Outbox`], in the order in which it was put there, so
//! that an answer can never overtake the diagnostics that were published before it.

use std::{
    io::{self, Read, Write},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    task::{Context, Poll, ready},
    thread,
    time::Duration,
};

use serde::Serialize;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::sieve::{Sieve, Sifted};
use crate::text::visible;

/// A client that sends nothing but noise must not fill a log that nobody empties.
const COMPLAINTS: usize = 100;

/// After the client has gone, this is how long answers under way may take.
pub const GRACE: Duration = Duration::from_millis(400);

/// Where everything that leaves is put. Never waits.
#[derive(Clone)]
pub struct Outbox {
    parcels: mpsc::Sender<Parcel>,
    waiting: Arc<AtomicUsize>,
}

enum Parcel {
    /// Whole frames.
    Frames(Vec<u8>),
    /// Tell when everything before this is written.
    Receipt(mpsc::Sender<()>),
}

impl Outbox {
    /// Starts the thread that owns standard output.
    pub fn open() -> Outbox {
        let (parcels, received) = mpsc::channel();
        let waiting = Arc::new(AtomicUsize::new(0));
        let outbox = Outbox { parcels, waiting: waiting.clone() };
        thread::spawn(move || write(&received, &waiting));
        outbox
    }

    /// Bytes that the client has not taken yet.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Sends a message given as anything that is JSON.
    pub fn send(&self, message: &impl Serialize) {
        // Our own messages have string keys and no failing parts.
        if let Ok(body) = serde_json::to_vec(message) {
            self.frame(&body);
        }
    }

    /// Sends a message given as JSON.
    pub fn frame(&self, body: &[u8]) {
        let mut frame = Vec::with_capacity(body.len() + 32);
        let _ = write!(frame, "Content-Length: {}\r\n\r\n", body.len());
        frame.extend_from_slice(body);
        self.frames(frame);
    }

    pub fn notify(&self, method: &str, params: impl Serialize) {
        self.send(&Notification { jsonrpc: "2.0", method, params });
    }

    /// A line in the editor's log.
    pub fn log(&self, message: &str) {
        self.notify("window/logMessage", Message { kind: 3, message: &visible(message) });
    }

    /// A message that the writer sees.
    pub fn show(&self, kind: MessageKind, message: &str) {
        self.notify("window/showMessage", Message { kind: kind as u8, message: &shown(message) });
    }

    /// Waits until what was sent is written, or `limit` has passed.
    pub fn flush(&self, limit: Duration) {
        let (receipt, written) = mpsc::channel();
        if self.parcels.send(Parcel::Receipt(receipt)).is_ok() {
            let _ = written.recv_timeout(limit);
        }
    }

    fn frames(&self, frames: Vec<u8>) {
        self.waiting.fetch_add(frames.len(), Ordering::Relaxed);
        // The writer ends only with the process or when the client has gone.
        let _ = self.parcels.send(Parcel::Frames(frames));
    }
}

/// A message with nothing hidden in its lines. Some editors make links of "[…](…)" in it, to commands too, and
/// a file or a person may be called so.
fn shown(message: &str) -> String {
    let lines: Vec<_> = message.split('\n').map(visible).collect();
    lines.join("\n").replace("](", "] (")
}

/// How a message for the writer is shown; the protocol's numbers.
#[derive(Clone, Copy, Debug)]
pub enum MessageKind {
    Error = 1,
    Warning = 2,
    Information = 3,
}

#[derive(Serialize)]
struct Notification<'a, P> {
    jsonrpc: &'static str,
    method: &'a str,
    params: P,
}

#[derive(Serialize)]
struct Message<'a> {
    #[serde(rename = "type")]
    kind: u8,
    message: &'a str,
}

fn write(parcels: &mpsc::Receiver<Parcel>, waiting: &AtomicUsize) {
    let mut stdout = io::stdout().lock();
    while let Ok(parcel) = parcels.recv() {
        match parcel {
            Parcel::Receipt(receipt) => {
                let _ = receipt.send(());
            }
            Parcel::Frames(frames) => {
                let written = stdout.write_all(&frames).and_then(|()| stdout.flush());
                waiting.fetch_sub(frames.len(), Ordering::Relaxed);
                if written.is_err() {
                    return;
                }
            }
        }
    }
}

/// What the framework writes, on its way to the outbox. It writes whole frames only.
pub struct Tray(pub Outbox);

impl AsyncWrite for Tray {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.0.frames(bytes.to_vec());
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

/// Well-formed frames on their way to the framework; ends when the client has gone.
pub struct Feed {
    frames: tokio::sync::mpsc::Receiver<Vec<u8>>,
    current: Vec<u8>,
    taken: usize,
}

impl Feed {
    /// Starts the thread that owns standard input. `on_the_way` counts edits that were read and not yet applied.
    pub fn open(on_the_way: Arc<AtomicUsize>) -> Feed {
        let (sender, frames) = tokio::sync::mpsc::channel(1024);
        thread::spawn(move || {
            read(&sender, &on_the_way);
            drop(sender);
            // Whatever still runs, nobody is there to see it.
            thread::sleep(2 * GRACE);
            std::process::exit(1);
        });
        Feed { frames, current: Vec::new(), taken: 0 }
    }
}

fn read(frames: &tokio::sync::mpsc::Sender<Vec<u8>>, on_the_way: &AtomicUsize) {
    let mut stdin = io::stdin().lock();
    let mut sieve = Sieve::default();
    let mut chunk = vec![0; 64 << 10];
    let mut complaints = 0;
    loop {
        match stdin.read(&mut chunk) {
            Ok(0) => return,
            Ok(count) => sieve.feed(&chunk[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => return,
        }
        // First all, then on: who waits for the edits under way must see all of them.
        let mut whole = Vec::new();
        while let Some(sifted) = sieve.sift() {
            match sifted {
                Sifted::Frame { body, edit } => {
                    on_the_way.fetch_add(usize::from(edit), Ordering::AcqRel);
                    whole.push(body);
                }
                Sifted::Dropped(why) => {
                    complaints += 1;
                    complain(&why, complaints);
                }
            }
        }
        for body in whole {
            if frames.blocking_send(framed(&body)).is_err() {
                return;
            }
        }
    }
}

fn framed(body: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    frame
}

/// To standard error, which editors keep in their log; never fails, never blocks for long.
fn complain(why: &str, count: usize) {
    let rest = if count == COMPLAINTS { "; further ones are not told" } else { "" };
    if count <= COMPLAINTS {
        let _ = writeln!(io::stderr(), "onrecord: dropped {:.200}{rest}", visible(why));
    }
}

impl AsyncRead for Feed {
    fn poll_read(
        mut self: Pin<&mut Self>,
        ctx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.taken == self.current.len() {
            // The end of the channel is the end of the stream: nothing is put into the buffer.
            let Some(frame) = ready!(self.frames.poll_recv(ctx)) else { return Poll::Ready(Ok(())) };
            (self.current, self.taken) = (frame, 0);
        }
        let rest = &self.current[self.taken..];
        let count = rest.len().min(into.remaining());
        into.put_slice(&rest[..count]);
        self.taken += count;
        Poll::Ready(Ok(()))
    }
}
