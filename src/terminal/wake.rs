//! Waking a thread that waits at a descriptor.

use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

/// The end to wake at, and the end that becomes readable.
pub(super) fn wake_pair() -> io::Result<(UnixStream, UnixStream)> {
    let (near, far) = UnixStream::pair()?;
    near.set_nonblocking(true)?;
    far.set_nonblocking(true)?;
    Ok((near, far))
}

/// Makes the other end readable; when it is full it is readable already.
pub(super) fn wake(mut end: &UnixStream) {
    drop(end.write(&[1]));
}

/// Makes a woken end unreadable again.
pub(super) fn drain(mut end: &UnixStream) {
    let mut bytes = [0; 64];
    while matches!(end.read(&mut bytes), Ok(n) if n > 0) {}
}

/// Whether a descriptor has something to read now.
pub(super) fn has_input(source: impl AsFd) -> bool {
    let mut fds = [PollFd::new(source.as_fd(), PollFlags::POLLIN)];
    poll(&mut fds, PollTimeout::ZERO).is_ok_and(|n| n > 0)
}
