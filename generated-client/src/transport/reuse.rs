//! Whether a request went out on a connection that had served others before.
//!
//! A server may close a kept-alive connection just as a request goes out on it. That says nothing
//! about the server's health, so it is told apart from a fresh connection that ends early.

use std::cell::Cell;
use std::task::{Context, Poll};

use tower_layer::Layer;
use tower_service::Service;

tokio::task_local! {
    static CONNECTED: Cell<bool>;
}

/// The future's output, and whether a connection was begun for it.
pub(super) async fn watch<T>(future: impl Future<Output = T>) -> (T, bool) {
    let watched = async {
        let output = future.await;
        (output, CONNECTED.with(Cell::get))
    };
    CONNECTED.scope(Cell::new(false), watched).await
}

/// Marks the task of a request when a connection is begun for it.
#[derive(Clone, Copy)]
pub(super) struct Watch;

impl<S> Layer<S> for Watch {
    type Service = Watched<S>;

    fn layer(&self, connector: S) -> Self::Service {
        Watched(connector)
    }
}

#[derive(Clone)]
pub(super) struct Watched<S>(S);

impl<S: Service<T>, T> Service<T> for Watched<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, target: T) -> Self::Future {
        // A connection that outlives its request is finished on another task, where nobody watches.
        let _ = CONNECTED.try_with(|connected| connected.set(true));
        self.0.call(target)
    }
}
