//! The comments of listings, in the reader's language: in the code, they are English.

use crate::language::Language;

/// How wide a line of a listing may be. A Korean letter takes the width of two others.
const WIDTH: usize = 88;

/// Each comment of the steps, with its Korean translation.
const KOREAN: &[(&str, &str)] = &[
    (
        "Step 01: Socket.IO alone. It greets each socket, prints each message and echoes it.",
        "스텝 01: Socket.IO만으로. 소켓마다 인사를 보내고, 메시지를 출력한 뒤 그대로 돌려보내요.",
    ),
    (
        "Step 02: an event with a name of our own, next to the built-in `message`.",
        "스텝 02: 원래 있는 `message` 말고, 이름을 직접 붙인 이벤트를 보내요.",
    ),
    (
        "Step 03: an axum app and Socket.IO on one port, each able to reach the other.",
        "스텝 03: axum 앱과 Socket.IO가 한 포트를 쓰고, 서로를 부를 수 있어요.",
    ),
    (
        "Step 04: the shop gets a socket, and each one that connects is sent a fake purchase.",
        "스텝 04: 쇼핑몰에 소켓을 달고, 연결된 소켓마다 가짜 구매 소식을 보내요.",
    ),
    (
        "Step 05: when someone buys something, everyone is told, the buyer too.",
        "스텝 05: 누군가 구매하면 구매자까지 포함해 모두에게 알려요.",
    ),
    (
        "Step 06: a page is a room, and everyone in it is told how many are looking.",
        "스텝 06: 페이지 하나가 방 하나예요. 방에 있는 모두에게 몇 명이 보고 있는지 알려요.",
    ),
    (
        "Step 07: the server knows who buys, and answers.",
        "스텝 07: 서버가 구매자를 알아보고, 응답도 보내요.",
    ),
    (
        "Step 08: first into the log, then to everyone. Those who were away get the rest.",
        "스텝 08: 먼저 로그에 적고, 그다음 모두에게 알려요. 자리를 비웠던 소켓은 놓친 소식을 받아요.",
    ),
    (
        "Socket.IO begins as HTTP. In Node, it opens a server of its own. Here it is a layer, and needs an axum router to carry it, even one without a page.",
        "Socket.IO는 HTTP로 시작해요. Node에서는 서버를 직접 열지만, 여기서는 레이어라서 페이지가 없더라도 얹을 axum 라우터가 필요해요.",
    ),
    (
        "Runs before the client is told that it is connected. In `greet`, it would be too late: the first message could arrive before anyone is listening.",
        "클라이언트가 연결됐다는 소식을 받기 전에 실행돼요. `greet`에서 등록하면 늦어요. 기다리는 핸들러가 없을 때 첫 메시지가 도착할 수 있거든요.",
    ),
    (
        "Nothing left to wait for. (An `async` block could be overtaken by the next.)",
        "더 기다릴 것이 없어요. (`async` 블록으로 쓰면 다음 메시지가 앞지를 수 있어요.)",
    ),
    (
        "JavaScript's `socket.send`: it emits an event named `message`.",
        "JavaScript의 `socket.send`예요. 이름이 `message`인 이벤트를 보내요.",
    ),
    (
        "What comes in over HTTP goes out to every socket.",
        "HTTP로 들어온 텍스트를 모든 소켓에게 보내요.",
    ),
    (
        "Via a `Map`, because serde would also accept a list as a `Buy`.",
        "`Map`을 거쳐요. serde는 배열도 `Buy`로 받아 주거든요.",
    ),
    (
        "On a single server, `emit` has nothing to wait for.",
        "서버가 한 대면 `emit`이 기다릴 것은 없어요.",
    ),
    (
        "One socket moves at a time: an older number can't come after a newer one.",
        "한 번에 소켓 하나만 옮겨요. 그래야 예전 숫자가 새 숫자보다 늦게 가지 않아요.",
    ),
    (
        "Those who miss it get the next one.",
        "이번 숫자를 놓쳐도 다음 숫자를 받아요.",
    ),
    (
        "The last one runs first: no event is read before we know whose it is.",
        "마지막에 붙인 것이 먼저 실행돼요. 누구인지 알기 전에는 이벤트를 읽지 않아요.",
    ),
    (
        "A buyer who has left asks again.",
        "떠난 구매자는 다시 물어봐요.",
    ),
    (
        "If the socket has left again, these fail, and `tell` returns at once.",
        "소켓이 벌써 떠났다면 전송에 실패하고, `tell`도 바로 끝나요.",
    ),
    (
        "If the database doesn't answer, it is asked again.",
        "데이터베이스가 응답하지 않으면 다시 요청해요.",
    ),
    (
        "Its queue is full: the rest comes later.",
        "소켓의 큐가 가득 찼어요. 나머지는 나중에 보내요.",
    ),
    (
        "Wait for news; briefly, if there is more; and see if the socket is still there.",
        "새 소식을 기다려요. 더 보낼 것이 있으면 짧게 기다리고, 소켓이 아직 있는지도 확인해요.",
    ),
    (
        "Sends a socket what comes after its place in the log, for as long as it is there.",
        "소켓이 연결되어 있는 동안, 로그에서 그 소켓의 자리 다음에 오는 것을 보내요.",
    ),
];

/// The listing with its comments in this language; a comment without a translation is
/// an error.
pub fn in_language(listing: &str, language: Language) -> Result<String, String> {
    by_table(KOREAN, listing, language)
}

/// The same for a listing that isn't a step's, with its own table of comments.
pub fn by_table(
    table: &[(&str, &str)],
    listing: &str,
    language: Language,
) -> Result<String, String> {
    match language {
        Language::English => Ok(listing.to_owned()),
        Language::Korean => in_korean(table, listing),
    }
}

fn in_korean(table: &[(&str, &str)], listing: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut lines = listing.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((before, mark, said)) = split(line) else {
            text += &format!("{line}\n");
            continue;
        };
        let mut said = said.to_owned();
        // A comment that continues on the next line is one comment.
        while let Some(more) = lines.peek().and_then(|next| continued(next, before, mark))
        {
            said += &format!(" {more}");
            lines.next();
        }
        let korean = table.iter().find(|(english, _)| *english == said);
        let (_, korean) = korean.ok_or_else(|| format!("no Korean for `{said}`"))?;
        text += &wrapped(before, mark, korean);
    }
    Ok(text)
}

/// The text of this line, if it continues the comment that came after `before`.
fn continued<'l>(line: &'l str, before: &str, mark: &str) -> Option<&'l str> {
    let (indent, its_mark, said) = split(line)?;
    let goes_on = indent == before && indent.trim().is_empty() && its_mark == mark;
    goes_on.then_some(said)
}

/// The text before a comment, its mark, and its words.
fn split(line: &str) -> Option<(&str, &str, &str)> {
    let at = match line.trim_start().starts_with("//") {
        true => line.find("//")?,
        // After code; an address in a string has no space before it.
        false => line.find(" // ")? + 1,
    };
    let (before, comment) = line.split_at(at);
    let mark = ["///", "//!", "//"]
        .into_iter()
        .find(|it| comment.starts_with(it))?;
    Some((before, mark, comment[mark.len()..].trim()))
}

fn wrapped(before: &str, mark: &str, said: &str) -> String {
    let mut text = String::new();
    let mut line = format!("{before}{mark}");
    for word in said.split(' ') {
        if width(&line) + 1 + width(word) > WIDTH && before.trim().is_empty() {
            text += &format!("{line}\n");
            line = format!("{before}{mark}");
        }
        line += &format!(" {word}");
    }
    text + &line + "\n"
}

fn width(text: &str) -> usize {
    text.chars()
        .map(|c| if c >= '\u{1100}' { 2 } else { 1 })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::{KOREAN, in_language, split};
    use crate::language::Language;

    #[test]
    fn comments_are_korean_and_code_stays_as_it_is() {
        let (first, korean) = KOREAN[8];
        let (one, two) = first.split_at(first.find("In Node").expect("two sentences"));
        let listing = format!(
            "    // {}\n    // {two}\n    let url = \"http://localhost\";\n",
            one.trim()
        );
        let text = in_language(&listing, Language::Korean).expect("it is in the table");
        let said: String = text
            .lines()
            .filter_map(|line| line.trim().strip_prefix("// "))
            .collect::<Vec<_>>()
            .join(" ");
        assert_eq!(said, korean);
        assert!(text.ends_with("    let url = \"http://localhost\";\n"));
        assert_eq!(in_language(&listing, Language::English), Ok(listing));
    }

    #[test]
    fn a_comment_without_a_translation_is_named() {
        assert_eq!(
            in_language("//! Quite new.\n", Language::Korean),
            Err("no Korean for `Quite new.`".to_owned())
        );
    }

    #[test]
    fn a_comment_after_code_is_found() {
        assert_eq!(
            split("    go(); // Why."),
            Some(("    go(); ", "//", "Why."))
        );
        assert_eq!(split("    \"http://localhost\""), None);
    }
}
