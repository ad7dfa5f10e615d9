//! [`Doorkeeper`]: bounds how many connections are open, in all and of each reader, and how long a request may take to come in and a reply to be taken.
//!
//! The time of a connection begins anew with the first byte of a request and when a part of a reply is sent, not with every byte
//! that is read: a request that comes in byte by byte gets no more time than another. HTTP/2 is refused: its many small writes
//! would keep a connection for ever.

use std::future::Future as _;
use std::io;
use std::net::{IpAddr, SocketAddr};
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

use super::crowd::{Crowd, Inside};

/// A listener whose connections are bounded in number and in time.
pub(super) struct Doorkeeper {
    listener: TcpListener,
    room: Arc<Semaphore>,
    crowd: Arc<Crowd>,
    counted: Counted,
    patience: Patience,
}

/// Whom the connections of a peer count for; `None` for nobody.
pub(super) type Counted = fn(SocketAddr) -> Option<IpAddr>;

/// How many connections may be open.
#[derive(Clone, Copy)]
pub(super) struct Room {
    /// In all. Others wait.
    pub(super) most: usize,
    /// Of each reader. Others are closed at once.
    pub(super) of_each: usize,
}

/// How long a connection may take.
#[derive(Clone, Copy)]
pub(super) struct Patience {
    /// To ask something, after it was opened or answered, and to take a part of a reply.
    pub(super) idle: Duration,
    /// From the first byte of a request to the first byte of its reply.
    pub(super) request: Duration,
}

impl Doorkeeper {
    /// Lets in as many connections as there is room for. Closes one that takes longer than `patience`.
    pub(super) fn new(
        listener: TcpListener,
        room: Room,
        counted: Counted,
        patience: Patience,
    ) -> Self {
        Self {
            listener,
            room: Arc::new(Semaphore::new(room.most)),
            crowd: Crowd::new(room.of_each),
            counted,
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
        let (stream, address, inside) = loop {
            let (stream, address) = Listener::accept(&mut self.listener).await;
            if let Some(inside) = self.crowd.enter((self.counted)(address)) {
                break (stream, address, inside);
            }
        };
        let connection = Connection {
            stream,
            end: Box::pin(sleep(self.patience.idle)),
            patience: self.patience,
            is_asking: false,
            preface: HTTP_2,
            _place: place,
            _inside: inside,
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

/// How a connection by HTTP/2 begins, and no request of HTTP/1.
const HTTP_2: &[u8] = b"PRI ";

/// A connection that ends when its time is over.
pub(super) struct Connection {
    stream: TcpStream,
    end: Pin<Box<Sleep>>,
    patience: Patience,
    /// Whether a request has begun to come in.
    is_asking: bool,
    /// What is still to come of the beginning of HTTP/2, if all before it came; empty once something else came.
    preface: &'static [u8],
    _place: Option<OwnedSemaphorePermit>,
    _inside: Inside,
}

impl Connection {
    /// Waits for the end of its time; then fails.
    fn poll_end<T>(&mut self, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        ready!(self.end.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    /// Takes note of bytes that came. Fails if they begin HTTP/2.
    fn came(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        if !self.is_asking {
            self.is_asking = true;
            self.end
                .as_mut()
                .reset(Instant::now() + self.patience.request);
        }
        for byte in bytes {
            match self.preface {
                [] => break,
                [next] if next == byte => return Err(io::ErrorKind::InvalidData.into()),
                [next, rest @ ..] if next == byte => self.preface = rest,
                _ => self.preface = &[],
            }
        }
        Ok(())
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        match Pin::new(&mut self.stream).poll_read(context, buffer) {
            Poll::Pending => self.poll_end(context),
            Poll::Ready(Ok(())) => {
                let came = self.came(buffer.filled().get(before..).unwrap_or_default());
                if came.is_err() {
                    buffer.set_filled(before);
                }
                Poll::Ready(came)
            }
            failed => failed,
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
                let end = Instant::now() + self.patience.idle;
                self.end.as_mut().reset(end);
                self.is_asking = false;
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

    fn room(most: usize) -> Room {
        Room {
            most,
            of_each: usize::MAX,
        }
    }

    #[tokio::test]
    async fn a_reader_with_too_many_connections_gets_no_more_and_others_do() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let long = Duration::from_secs(60);
        let patience = Patience {
            idle: long,
            request: long,
        };
        let room = Room {
            most: 9,
            of_each: 2,
        };
        let by_ip = |peer: SocketAddr| Some(peer.ip());
        let mut door = Doorkeeper::new(listener, room, by_ip, patience);
        let from = |last| async move {
            let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
            let own = SocketAddr::from(([127, 0, 0, last], 0));
            socket.bind(own).expect("this machine's");
            socket.connect(address).await.expect("a connection")
        };
        let mut clients = Vec::new();
        for last in [1, 1, 1, 2] {
            clients.push(from(last).await);
        }
        let mut accepted = Vec::new();
        for _ in 0..3 {
            accepted.push(door.accept().await);
        }
        let peers = accepted.iter().map(|(_, peer)| peer.ip().to_string());
        let peers: Vec<String> = peers.collect();
        assert_eq!(peers, ["127.0.0.1", "127.0.0.1", "127.0.0.2"]);
        let mut read = Vec::new();
        let ended = clients[2].read_to_end(&mut read).await;
        assert!(ended.is_err() || read.is_empty(), "it is closed");
        drop(accepted);
        clients.push(from(1).await);
        let (_, peer) = door.accept().await;
        assert_eq!(peer.ip().to_string(), "127.0.0.1", "there is room again");
    }

    #[tokio::test]
    async fn who_sends_a_request_byte_by_byte_gets_no_more_time() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let short = Duration::from_millis(50);
        let patience = Patience {
            idle: short,
            request: short,
        };
        let mut door = Doorkeeper::new(listener, room(1), |_| None, patience);
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

    #[tokio::test]
    async fn http_2_is_refused_and_a_request_that_begins_like_it_is_not() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let long = Duration::from_secs(60);
        let patience = Patience {
            idle: long,
            request: long,
        };
        let mut door = Doorkeeper::new(listener, room(2), |_| None, patience);
        for (sent, is_taken) in [
            ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", false),
            ("PRINT / HTTP/1.1\r\n", true),
        ] {
            let (accepted, client) = tokio::join!(door.accept(), TcpStream::connect(address));
            let mut client = client.expect("a connection");
            // In two parts, as a network may bring it.
            let (first, second) = sent.split_at(2);
            client
                .write_all(first.as_bytes())
                .await
                .expect("it is sent");
            client
                .write_all(second.as_bytes())
                .await
                .expect("it is sent");
            client.shutdown().await.expect("it ends");
            let (mut connection, _) = accepted;
            let mut read = Vec::new();
            assert_eq!(
                connection.read_to_end(&mut read).await.is_ok(),
                is_taken,
                "{sent}"
            );
        }
    }
}
