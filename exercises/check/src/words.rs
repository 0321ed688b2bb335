//! Every word of a check's report, a table for each language.

use exercise_language::Language;

use crate::signs::Sign;

/// What ought to have happened, in a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Say {
    /// In English.
    pub en: &'static str,
    /// In Korean.
    pub ko: &'static str,
}

pub(crate) struct Words {
    pub(crate) passed: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) unexpected: &'static str,
    pub(crate) stopped: &'static str,
    pub(crate) came: &'static str,
    pub(crate) stderr: &'static str,
    pub(crate) nothing: &'static str,
    ended_at_start: &'static str,
    silent: &'static str,
    ended: &'static str,
    panicked: &'static str,
    port_taken: &'static str,
    no_socket_io: &'static str,
    too_long: &'static str,
    language: Language,
}

impl Words {
    pub(crate) fn say(&self, say: Say) -> &'static str {
        match self.language {
            Language::English => say.en,
            Language::Korean => say.ko,
        }
    }

    pub(crate) fn sign(&self, sign: Sign) -> &'static str {
        match sign {
            Sign::EndedAtStart => self.ended_at_start,
            Sign::Silent => self.silent,
            Sign::Ended => self.ended,
            Sign::Panicked => self.panicked,
            Sign::PortTaken => self.port_taken,
            Sign::NoSocketIo => self.no_socket_io,
            Sign::TooLong => self.too_long,
        }
    }
}

pub(crate) fn of(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::Korean => &KOREAN,
    }
}

/// Of the one failure that comes before any exercise has said what it wants.
pub(crate) const NOT_STARTED: Say = Say {
    en: "A server prints its address, as in `http://localhost:3000`, and keeps running.",
    ko: "서버는 `http://localhost:3000` 같은 주소를 출력하고, 꺼지지 않고 계속 실행돼야 해요.",
};

const ENGLISH: Words = Words {
    passed: "Everything came as it should.",
    missing: "Expected, and it did not come:",
    unexpected: "Came, and was not expected:",
    stopped: "The check could not go on:",
    came: "All that came:",
    stderr: "The program's stderr:",
    nothing: "(nothing)",
    ended_at_start: "The program ended before it said where it listens.",
    silent: "The program is running, but in ten seconds it hasn't said where it listens.",
    ended: "The program has ended, so nobody can reach it any more. Does `main` wait for the server, with `.await`?",
    panicked: "The program panicked; what it said is at the bottom, under stderr.",
    port_taken: "Another program has this port. Stop it, or take the port with `listen(3000)`: then this check chooses a free one.",
    no_socket_io: "The server is running, but nothing answers at `/socket.io/`. Is the layer from `SocketIo::new_layer()` part of the app?",
    too_long: "The program was still running after ten seconds. Does it wait for something that never comes?",
    language: Language::English,
};

const KOREAN: Words = Words {
    passed: "통과했어요. 와야 할 것이 모두 왔어요.",
    missing: "기다렸지만 오지 않은 것:",
    unexpected: "오지 않아야 하는데 온 것:",
    stopped: "여기서 확인을 이어 갈 수 없었어요.",
    came: "실제로 일어난 일:",
    stderr: "프로그램의 stderr:",
    nothing: "(없음)",
    ended_at_start: "어디에서 요청을 받는지 알려 주기 전에 프로그램이 끝났어요.",
    silent: "프로그램은 실행 중이지만, 10초가 지나도록 어디에서 요청을 받는지 알려 주지 않았어요.",
    ended: "프로그램이 끝나 버려서 이제 아무도 접속할 수 없어요. `main`이 `.await`로 서버를 기다리나요?",
    panicked: "프로그램에서 패닉이 일어났어요. 무슨 말을 남겼는지는 맨 아래 stderr에 있어요.",
    port_taken: "다른 프로그램이 이 포트를 쓰고 있어요. 그 프로그램을 끄거나, `listen(3000)`으로 포트를 여세요. 그러면 확인할 때 비어 있는 포트를 골라요.",
    no_socket_io: "서버는 켜져 있지만 `/socket.io/`에서 아무도 응답하지 않아요. `SocketIo::new_layer()`가 준 레이어를 앱에 붙였나요?",
    too_long: "10초가 지나도 프로그램이 끝나지 않았어요. 오지 않을 것을 기다리고 있나요?",
    language: Language::Korean,
};
