//! The Node servers that go with the steps, with comments in the reader's language.

use std::fs;
use std::io;

use crate::comment;
use crate::language::Language;
use crate::{piece, source};

/// Each comment of these servers, with its Korean translation.
const KOREAN: &[(&str, &str)] = &[
    (
        "Step 01 in Node: Socket.IO alone. It greets each socket, prints each message and echoes it.",
        "Node로 쓴 스텝 01: Socket.IO만으로. 소켓마다 인사를 보내고, 메시지를 출력한 뒤 그대로 돌려보내요.",
    ),
    (
        "Step 02 in Node: an event with a name of our own, next to the built-in `message`.",
        "Node로 쓴 스텝 02: 원래 있는 `message` 말고, 이름을 직접 붙인 이벤트를 보내요.",
    ),
    (
        "Step 03 in Node: an Express app and Socket.IO on one port, each able to reach the other.",
        "Node로 쓴 스텝 03: Express 앱과 Socket.IO가 한 포트를 쓰고, 서로를 부를 수 있어요.",
    ),
    (
        "Step 04 in Node, without the shop's routes: each socket that connects is sent a fake purchase, and each BUY is printed.",
        "Node로 쓴 스텝 04, 쇼핑몰의 라우트는 빼고: 연결된 소켓마다 가짜 구매 소식을 보내고, BUY를 출력해요.",
    ),
    (
        "Step 05 in Node, without the shop's routes: when someone buys something, everyone is told, the buyer too.",
        "Node로 쓴 스텝 05, 쇼핑몰의 라우트는 빼고: 누군가 구매하면 구매자까지 포함해 모두에게 알려요.",
    ),
    (
        "Step 06 in Node, without the shop's routes: a page is a room, and everyone in it is told how many are looking.",
        "Node로 쓴 스텝 06, 쇼핑몰의 라우트는 빼고: 페이지 하나가 방 하나예요. 방에 있는 모두에게 몇 명이 보고 있는지 알려요.",
    ),
    (
        "Step 07 in Node, with just enough of a shop to log in: the server knows who buys, and answers.",
        "Node로 쓴 스텝 07, 쇼핑몰은 로그인에 필요한 만큼만: 서버가 구매자를 알아보고, 응답도 보내요.",
    ),
    (
        "Step 08 in Node, with just enough of a shop to log in: first into the log, then to everyone. The log is an array here, and is gone when Node stops.",
        "Node로 쓴 스텝 08, 쇼핑몰은 로그인에 필요한 만큼만: 먼저 로그에 적고, 그다음 모두에게 알려요. 여기서는 로그가 배열이라서 Node를 끄면 사라져요.",
    ),
    (
        "Above the routes: a request passes from top to bottom. Whatever its type says it is, its body becomes a string.",
        "라우트보다 위에 있어요. 요청은 위에서 아래로 지나가거든요. 본문은 타입이 무엇이든 문자열로 읽어요.",
    ),
    (
        "The step's own page. It loads the client's minified file, which Node's server has under another name.",
        "스텝의 페이지예요. 페이지가 쓰는 것은 줄인(minify) 클라이언트 파일인데, Node 서버에는 다른 이름으로 있어요.",
    ),
    (
        "What comes in over HTTP goes out to every socket.",
        "HTTP로 들어온 텍스트를 모든 소켓에게 보내요.",
    ),
    (
        "Above the routes: every request passes it first.",
        "라우트보다 위에 있어요. 모든 요청이 여기를 먼저 지나요.",
    ),
    (
        "Nicknames: of an account, by its email, and of a login, by its token.",
        "닉네임이에요. 회원은 이메일로, 로그인은 토큰으로 찾아요.",
    ),
    (
        "Runs before the client is told that it is connected. A client without a token is a guest; one with a wrong token is refused.",
        "클라이언트가 연결됐다는 소식을 받기 전에 실행돼요. 토큰이 없으면 비회원이고, 토큰이 틀리면 거절해요.",
    ),
    (
        "The purchase of each order, by its buyer and its id.",
        "주문마다 어느 구매인지, 구매자와 주문 id로 찾아요.",
    ),
];

/// The numbers of the steps that have a Node server. Step 09 has none: it is about what a
/// database does, which would do the same for Node.
pub fn steps() -> io::Result<Vec<u32>> {
    let mut numbers = piece::steps()?;
    numbers.retain(|number| source(&name(*number)).exists());
    Ok(numbers)
}

/// The Node server that goes with a step, with comments in this language.
pub fn listing(step: u32, language: Language) -> io::Result<String> {
    let name = name(step);
    let text = fs::read_to_string(source(&name))?;
    comment::by_table(KOREAN, &text.replace("\r\n", "\n"), language)
        .map_err(|error| io::Error::other(format!("book/{name}: {error}")))
}

fn name(step: u32) -> String {
    format!("node/step-{step:02}.mjs")
}

#[cfg(test)]
mod tests {
    use super::listing;
    use crate::language::Language;

    #[test]
    fn a_korean_listing_has_the_same_code() {
        let lines = |language| {
            let text = listing(7, language).expect("every comment is in the table");
            let lines = text.lines().map(str::to_owned);
            let lines = lines.filter(|line| !line.starts_with("//"));
            lines.collect::<Vec<_>>()
        };
        assert_eq!(lines(Language::Korean), lines(Language::English));
    }
}
