//! The light client with a server of this test's own.

use std::convert::Infallible;

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use socketioxide::SocketIo;
use socketioxide::extract::{AckSender, Data, SocketRef, TryData};
use socketioxide::handler::ConnectHandler;
use tokio::net::TcpListener;
use transcript::{Event, Handshake, Light, Refused};

/// Refuses the token `stolen` and the origin `http://elsewhere`.
async fn server() -> String {
    let (layer, io) = SocketIo::new_layer();
    io.ns("/", greet.with(check).with(hear));
    let app = Router::new().layer(layer).layer(from_fn(same_origin));
    let listener = TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.expect("a free port");
    let address = listener.local_addr().expect("a bound listener has a port");
    tokio::spawn(async { axum::serve(listener, app).await });
    format!("http://{address}")
}

async fn same_origin(request: Request, next: Next) -> Response {
    match request.headers().get("Origin") {
        Some(origin) if origin == "http://elsewhere" => {
            StatusCode::FORBIDDEN.into_response()
        }
        _ => next.run(request).await,
    }
}

async fn check(TryData(auth): TryData<Value>) -> Result<(), &'static str> {
    match auth {
        Ok(auth) if auth["token"] == "stolen" => Err("로그인 후 이용 가능한 기능입니다."),
        _ => Ok(()),
    }
}

async fn hear(socket: SocketRef) -> Result<(), Infallible> {
    socket.on(
        "count to two",
        async |socket: SocketRef, ack: AckSender, Data(from): Data<Value>| {
            socket.emit("one", &from).expect("the client is there");
            socket.emit("two", &("in", 2)).expect("the client is there");
            ack.send(&json!({ "counted": true }))
                .expect("the client is there");
        },
    );
    socket.on("go away", async |socket: SocketRef| {
        socket.disconnect().expect("the client is there");
    });
    Ok(())
}

async fn greet(socket: SocketRef) {
    socket
        .emit("welcome", socket.id.as_str())
        .expect("the client is there");
}

#[tokio::test]
async fn events_keep_their_order_around_an_acknowledgement() {
    let server = server().await;
    let mut light = Light::connect(&server, Handshake::default()).await.unwrap();
    assert_eq!(light.expect("welcome").await, light.sid());

    let answer = light.emit_with_ack("count to two", "zero").await;
    assert_eq!(answer, json!({ "counted": true }));
    assert_eq!(light.expect("one").await, "zero");
    let two = Event {
        name: "two".to_owned(),
        args: vec![json!("in"), json!(2)],
    };
    assert_eq!(light.next().await, Some(two));
}

#[tokio::test]
async fn a_namespace_refuses_with_a_message() {
    let handshake = Handshake {
        auth: Some(json!({ "token": "stolen" })),
        ..Handshake::default()
    };
    let refused = Light::connect(&server().await, handshake).await.err();
    let message = "로그인 후 이용 가능한 기능입니다.".to_owned();
    assert_eq!(refused, Some(Refused::Message(message)));
}

#[tokio::test]
async fn a_websocket_refuses_with_a_status() {
    let handshake = Handshake {
        headers: vec![("Origin", "http://elsewhere".to_owned())],
        ..Handshake::default()
    };
    let refused = Light::connect(&server().await, handshake).await.err();
    assert_eq!(refused, Some(Refused::Status(403)));
}

#[tokio::test]
async fn nothing_comes_after_the_server_has_closed() {
    let mut light = Light::connect(&server().await, Handshake::default())
        .await
        .unwrap();
    light.expect("welcome").await;
    light.emit("go away", json!(null));
    assert_eq!(light.next().await, None);
}

#[tokio::test]
#[should_panic(expected = "two was due, and this came: Event { name: \"welcome\"")]
async fn an_unexpected_event_is_never_skipped() {
    let mut light = Light::connect(&server().await, Handshake::default())
        .await
        .unwrap();
    light.expect("two").await;
}
