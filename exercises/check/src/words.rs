//! Every word of a check's report, a table for each language.

use exercise_language::Language;
use transcript::title_in_korean;

use crate::signs::Sign;

/// What should have happened, in a sentence.
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

impl Words {
    /// A line of a transcript, its title in the reader's language.
    pub(crate) fn title(&self, line: &str) -> String {
        let korean = match self.language {
            Language::English => None,
            Language::Korean => title_in_korean(line),
        };
        korean.unwrap_or(line.to_owned())
    }
}

pub(crate) fn of(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::Korean => &KOREAN,
    }
}

/// For the one failure that comes before a check has said what it expects.
pub(crate) const NOT_STARTED: Say = Say {
    en: "The server prints its address, such as `http://localhost:3000`, and keeps running.",
    ko: "서버는 `http://localhost:3000` 같은 주소를 출력하고, 끝나지 않고 계속 실행돼야 해요.",
};

const ENGLISH: Words = Words {
    passed: "Passed: everything arrived as it should.",
    missing: "Expected, but didn't arrive:",
    unexpected: "Arrived, but wasn't expected:",
    stopped: "The check couldn't go on:",
    came: "What actually happened:",
    stderr: "The program's stderr:",
    nothing: "(nothing)",
    ended_at_start: "The program ended before it printed its address.",
    silent: "The program is running, but after ten seconds it still hasn't printed its address.",
    ended: "The program has ended, so no client can reach it any more. Does `main` wait for the server with `.await`?",
    panicked: "The program panicked. Its message is at the bottom, under stderr.",
    port_taken: "Another program is using this port. Stop it, or open your port with `listen(3000)`: then the check picks a free one.",
    no_socket_io: "The server is running, but nothing answers at `/socket.io/`. Is the layer from `SocketIo::new_layer()` part of the app?",
    too_long: "The program was still running after ten seconds. Is it waiting for something that never comes?",
    language: Language::English,
};

const KOREAN: Words = Words {
    passed: "통과했어요. 와야 할 것이 모두 왔어요.",
    missing: "와야 하는데 오지 않은 것:",
    unexpected: "오지 않아야 하는데 온 것:",
    stopped: "확인을 이어 갈 수 없었던 이유:",
    came: "실제로 일어난 일:",
    stderr: "프로그램의 stderr:",
    nothing: "(없음)",
    ended_at_start: "주소를 출력하기 전에 프로그램이 끝났어요.",
    silent: "프로그램은 실행 중이지만, 10초가 지나도록 주소를 출력하지 않았어요.",
    ended: "프로그램이 끝나 버려서 이제 아무도 연결할 수 없어요. `main`이 `.await`로 서버를 기다리나요?",
    panicked: "프로그램에서 패닉이 일어났어요. 오류 메시지는 맨 아래 stderr에 있어요.",
    port_taken: "다른 프로그램이 이 포트를 쓰고 있어요. 그 프로그램을 끄거나, `listen(3000)`으로 포트를 여세요. 그러면 확인할 때 비어 있는 포트를 알아서 골라요.",
    no_socket_io: "서버는 켜져 있지만 `/socket.io/`에는 응답이 없어요. `SocketIo::new_layer()`에서 받은 레이어를 앱에 붙였나요?",
    too_long: "10초가 지나도 프로그램이 끝나지 않았어요. 오지 않을 것을 기다리고 있나요?",
    language: Language::Korean,
};
