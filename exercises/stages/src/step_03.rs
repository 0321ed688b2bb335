//! Is there a page, and does what is posted over HTTP reach every socket?

use exercise_check::{Outcome, Play, Say};

use crate::{http, lesson};

const PAGE: Say = Say {
    en: "`GET /` answers with the page, as HTML.",
    ko: "`GET /`에는 HTML 페이지로 응답해야 해요.",
};
const ANNOUNCED: Say = Say {
    en: "What is posted to `/messages` reaches every socket as a `message`, and the \
         client that posted it gets the status 204.",
    ko: "`/messages`로 POST한 텍스트는 모든 소켓이 `message` 이벤트로 받아야 해요. \
         POST한 쪽은 204 상태 코드를 받아야 해요.",
};
const NOBODY: Say = Say {
    en: "If nobody is connected, a post is answered with 204 all the same.",
    ko: "연결된 소켓이 없어도 POST에는 똑같이 204로 응답해야 해요.",
};

pub async fn play(play: &mut Play) -> Outcome {
    let server = play.address().to_owned();
    let page = async move { vec![http::page(&server, "/").await] };
    play.asks("a browser opens the page", page)
        .brings(["page GET / → 200 text/html"], PAGE)
        .await?;
    http::client_is_there(play).await?;
    play.posts("C", "/messages", "아무도 없나요?")
        .brings([r#"C POST /messages "아무도 없나요?" → 204"#], NOBODY)
        .await?;
    for who in ["A", "B"] {
        lesson::gets_both_events(play, who).await?;
    }
    for text in ["오늘은 콜라가 반값!", "사이다도 반값!"] {
        announces(play, text).await?;
    }
    lesson::is_echoed(play, "A", "안녕하세요").await?;
    lesson::any_json_is_echoed(play, "B").await?;
    lesson::leaves(play, "B").await?;
    http::pages_from_files_may_connect(play).await
}

async fn announces(play: &mut Play, text: &str) -> Outcome {
    let answer = format!(r#"C POST /messages "{text}" → 204"#);
    let [a, b] = ["A", "B"].map(|who| format!(r#"{who} on message: "{text}""#));
    play.posts("C", "/messages", text)
        .brings([answer.as_str(), &a, &b], ANNOUNCED)
        .await
}
