//! What a record keeps, and in which order.

use serde_json::json;

use super::Record;

#[test]
fn two_runs_that_differ_in_order_give_the_same_text() {
    let first = Record::default();
    first.begin("A connects", false);
    first.packet_out("A", "40");
    first.console("server", "새로운 소켓이 연결됐어요!");
    first.packet_in("A", r#"40{"sid":"x1"}"#);
    first.event("A", "message", &[json!("Hello!")]);
    first.event("B", "joined", &[]);

    let second = Record::default();
    second.begin("A connects", false);
    second.event("B", "joined", &[]);
    second.packet_out("A", "40");
    second.packet_in("A", r#"40{"sid":"another"}"#);
    second.event("A", "message", &[json!("Hello!")]);
    second.console("server", "새로운 소켓이 연결됐어요!");

    let text = "A connects\n\
        \x20 server   새로운 소켓이 연결됐어요!\n\
        \x20 A  →     40\n\
        \x20 A  ←     40{\"sid\":\"[A]\"}\n\
        \x20 A        on message: \"Hello!\"\n\
        \x20 B        on joined\n";
    assert_eq!(first.transcript(), text);
    assert_eq!(second.transcript(), text);
}

#[test]
fn heartbeats_are_left_out_and_so_is_the_handshake_unless_requested() {
    let record = Record::default();
    record.begin("A connects", false);
    for packet in ["0{}", "2", "3", "40", "6", "1"] {
        record.packet_in("A", packet);
    }
    record.begin("B connects", true);
    record.packet_in("B", r#"0{"pingInterval":25000}"#);
    record.packet_in("B", "2");

    assert_eq!(
        record.transcript(),
        "A connects\n  A  ←     40\nB connects\n  B  ←     0{\"pingInterval\":25000}\n"
    );
}

#[tokio::test]
#[should_panic(expected = "This did not come:\n  B on message\n")]
async fn what_did_not_come_is_told() {
    let record = Record::default();
    record.begin("A connects", false);
    record.event("A", "message", &[json!("Hello!")]);
    record.server_ended();
    record.until(&["A on message", "B on message"]).await;
}

#[tokio::test]
#[should_panic(expected = "has to name this too, since it may be late:\n  B on message")]
async fn nothing_may_come_that_was_not_waited_for() {
    let record = Record::default();
    record.begin("A emits", false);
    record.event("A", "message", &[json!("Hello!")]);
    record.event("B", "message", &[json!("Hello!")]);
    record.until(&["A on message"]).await;
    record.begin("B emits", false);
}
