//! [`Doorkeeper`]: bounds how many connections are open, and how long a request may take to come in and a reply to be taken.
//!
//! The time of a connection begins anew when a part of a reply is sent, not when something is read: a request that comes in
//! byte by byte gets no more time than another.

use std::future::Future as _;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep};

/// A listener whose connections are bounded in number and in time.
pub(super) struct Doorkeeper {
    listener: TcpListener,
    room: Arc<Semaphore>,
    patience: Duration,
}

impl Doorkeeper {
    /// Lets in `most` connections at once; others wait. Closes one that takes longer than `patience`.
    pub(super) fn new(listener: TcpListener, most: usize, patience: Duration) -> Self {
        Self {
            listener,
            room: Arc::new(Semaphore::new(most)),
            patience,
        }
    }
}

impl Listener for Doorkeeper {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        // The semaphore is never closed.
        let place = Arc::clone(&self.room).acquire_owned().await.ok();
        let (stream, address) = Listener::accept(&mut self.listener).await;
        let connection = Connection {
            stream,
            end: Box::pin(sleep(self.patience)),
            patience: self.patience,
            _place: place,
        };
        (connection, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// The address of the peer of a connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peer(pub(super) SocketAddr);

impl Connected<IncomingStream<'_, Doorkeeper>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Doorkeeper>) -> Self {
        Self(*stream.remote_addr())
    }
}

/// A connection that ends when its time is over.
pub(super) struct Connection {
    stream: TcpStream,
    end: Pin<Box<Sleep>>,
    patience: Duration,
    _place: Option<OwnedSemaphorePermit>,
}

impl Connection {
    /// Waits for the end of its time; then fails.
    fn poll_end<T>(&mut self, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        ready!(self.end.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match Pin::new(&mut self.stream).poll_read(context, buffer) {
            Poll::Pending => self.poll_end(context),
            read => read,
        }
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match Pin::new(&mut self.stream).poll_write(context, bytes) {
            Poll::Pending => self.poll_end(context),
            written => {
                let end = Instant::now() + self.patience;
                self.end.as_mut().reset(end);
                written
            }
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;

    #[tokio::test]
    async fn who_sends_a_request_byte_by_byte_gets_no_more_time() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let mut door = Doorkeeper::new(listener, 1, Duration::from_millis(50));
        let client = tokio::spawn(async move {
            let mut stream = TcpStream::connect(address).await.expect("a connection");
            while stream.write_all(b"x").await.is_ok() {
                sleep(Duration::from_millis(5)).await;
            }
        });
        let (mut connection, _) = door.accept().await;
        let mut read = Vec::new();
        let ended = connection.read_to_end(&mut read).await;
        assert_eq!(
            ended.map_err(|error| error.kind()),
            Err(io::ErrorKind::TimedOut)
        );
        drop(connection);
        client.await.expect("it ends");
        // There is room for the next one.
        let (next, _) = tokio::join!(door.accept(), TcpStream::connect(address));
        drop(next);
    }
}
