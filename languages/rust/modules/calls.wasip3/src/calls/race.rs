//! Which of two futures is ready first.
use std::future::{poll_fn, Future};
use std::pin::{pin, Pin};
use std::task::Poll;

/// The first one's value, or that of the second where it is ready before. What is left is dropped: an operation is cancelled by that.
pub async fn first<A, B>(
    one: impl Future<Output = A>,
    other: impl Future<Output = B>,
) -> Result<A, B> {
    let (mut one, mut other) = (pin!(one), pin!(other));
    poll_fn(|context| {
        if let Poll::Ready(value) = one.as_mut().poll(context) {
            return Poll::Ready(Ok(value));
        }
        other.as_mut().poll(context).map(Err)
    })
    .await
}

/// Places of those that are ready when any is, and then of all.
pub async fn order(mut all: Vec<Pin<Box<dyn Future<Output = ()>>>>, most: usize) -> Vec<usize> {
    let mut ready = Vec::new();
    let most = most.min(all.len());
    poll_fn(|context| {
        for (at, each) in all.iter_mut().enumerate() {
            if !ready.contains(&at) && each.as_mut().poll(context).is_ready() {
                ready.push(at);
            }
        }
        match ready.len() >= most {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    })
    .await;
    ready
}
