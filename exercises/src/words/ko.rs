//! What the runner says in Korean.

use super::Words;

pub(super) const WORDS: Words = Words {
    about: "다음 차례인 스텝이나 문제, 또는 이름을 준 것을 확인해요.",
    usage: "사용법:",
    commands: "명령",
    options: "옵션",
    exercise: "내 서버의 스텝 (`step-01`. `mine`이라고 쓰면 다음 차례인 스텝), 또는 문제의 번호나 이름 (`3`, `greet-by-number`)",
    lang: "en 또는 ko. 주지 않으면 시스템 언어를 따라요",
    help: "이 도움말을 보여 줘요",
    watch: "저장할 때마다 다시 확인해요",
    list: "스텝과 문제의 목록, 그리고 어디까지 했는지 보여 줘요",
    hint: "힌트를 줘요",
    more: "거의 다 알려 주는 두 번째 힌트",
    solution: "문제를 푼 뒤에 모범 답안을 보여 줘요",
    diff: "내 답과 모범 답안이 어떻게 다른지 보여 줘요",
    give_up: "아직 풀지 못했어도 보여 줘요",
    reset_about: "문제를 처음부터 다시 시작해요. 쓰던 코드는 따로 남겨 둬요",
    catch_up: "바로 앞 스텝까지 완성된 코드를 넣어 줘서 이어 갈 수 있어요. 쓰던 코드는 따로 남겨 둬요",
    run: "내 프로그램을 그대로 실행해요",
    arguments: "`--` 뒤에 적어 내 프로그램에 넘기는 값. 다른 포트를 쓸 때는 `-- 3001`",
    doctor: "이 컴퓨터에 문제가 될 만한 것이 있는지 살펴봐요",

    unknown: |wanted| {
        format!(
            "`{wanted}`라는 문제나 스텝은 없어요. `cargo ex list`로 목록을 볼 수 있어요."
        )
    },
    none: "여기에는 문제가 없어요.",
    progress_unreadable: |aside| {
        format!("진행 기록을 읽을 수 없어서 새로 시작해요. 예전 파일은 {aside}에 있어요.")
    },

    first_build: "처음에는 서버를 시험할 클라이언트까지 빌드하느라 몇 분 걸려요. \
                  그다음부터는 내 파일만 빌드해요.",
    does_not_compile: "아직 컴파일되지 않아요. 위에 나온 첫 번째 오류부터 읽어 보세요. 자주 나오는 오류의 뜻은 \
                       http://localhost:4000/ko/when-it-breaks.html#compiler-errors 에 있어요 (책은 `cargo run -p book`으로 열어요).",
    where_to_write: |file| format!("코드는 {file}에 써요."),
    where_to_look: |task, chapter, address| {
        format!(
            "할 일: {task}\n읽을 곳: {chapter}, {address} (책은 `cargo run -p book`으로 열어요)"
        )
    },
    how_to_go_on: |number| {
        format!(
            "힌트를 보려면 `cargo ex hint {number}`, 저장할 때마다 확인하려면 `cargo ex watch {number}` 명령을 실행하세요."
        )
    },
    solved: |number| {
        format!(
            "해냈어요! 모범 답안과 비교하려면 `cargo ex diff {number}`, 모범 답안만 읽으려면 `cargo ex solution {number}` 명령을 실행하세요."
        )
    },
    next: |folder, number| {
        format!("다음: {folder}. `cargo ex {number}` 명령으로 시작하세요.")
    },
    server_is_done: "내 서버가 모든 스텝을 통과했어요. 수고했어요!",
    all_solved: "모두 해냈어요. 수고했어요!",
    watching: "저장하기를 기다리고 있어요. 끝내려면 Ctrl-C를 누르세요.",
    watch_next: |folder, source| {
        format!("\n다음: {folder}. {source} 파일을 저장하면 시작해요.")
    },

    stage: |folder| format!("{folder}  내 서버"),
    minutes: |minutes| format!("{minutes}분"),
    solved_of: |solved, all| format!("{all}개 중 {solved}개를 해냈어요"),
    more_hint: |number| format!("부족한가요? `cargo ex hint {number} --more`"),
    not_yet: |folder, number| {
        format!(
            "{folder}: 아직 풀지 않았어요. 힌트를 보려면 `cargo ex hint {number}` 명령을 실행하세요. 그래도 답을 보려면 `--give-up`을 붙이세요."
        )
    },
    diff_title: |folder| format!("{folder}: - 내 답, + 모범 답안"),
    no_difference: "다른 곳이 없어요.",
    nothing_to_reset: |folder| format!("{folder}: 아직 처음 그대로예요."),
    reset: |folder, kept| {
        format!("{folder}: 처음으로 되돌렸어요. 전에 쓰던 코드는 {kept}에 있어요.")
    },
    no_stage: |folder| {
        format!(
            "{folder}: 따로 푸는 문제라서 따라잡을 스텝이 없어요. 스텝 이름을 붙여 `cargo ex catch-up step-04`처럼 쓰세요."
        )
    },
    caught_up: |folder, source| {
        format!(
            "{source}에 바로 앞 스텝까지 완성된 코드를 넣었어요. `cargo ex {folder}` 명령으로 이어 가세요."
        )
    },
    kept: |kept| format!("전에 쓰던 코드는 {kept}에 있어요."),

    old_rust: |found, needed| {
        format!(
            "Rust {needed} 이상이 필요한데 지금은 `{found}`예요. `rustup update stable`을 실행하세요."
        )
    },
    port_free: |port| format!("{port}번 포트가 비어 있어요"),
    port_taken: |port| {
        format!(
            "{port}번 포트를 다른 프로그램이 쓰고 있어요. 켜 둔 스텝이나 쇼핑몰, 책일 수 있으니 그 터미널에서 Ctrl-C로 끄거나, \
                 `cargo ex run -- 3001`처럼 다른 포트로 실행하세요. 문제를 확인할 때는 따로 빈 포트를 쓰니 괜찮아요."
        )
    },
    no_npm: "npm이 없어요. 그러면 페이지가 Socket.IO 클라이언트를 CDN에서 받기 때문에 인터넷이 필요해요. \
             Node.js 18 이상을 설치하고 `cargo clean -p assets`를 실행하세요. 연습 문제는 npm이 없어도 풀 수 있어요.",
    disk: |free| format!("디스크에 {free}GB가 남아 있어요"),
    disk_full: |free, needed| {
        format!(
            "디스크에 {free}GB밖에 남지 않았는데 빌드에는 {needed}GB까지 필요해요. 자리를 비우거나 `cargo clean`을 실행하세요."
        )
    },
    locked: "다른 프로그램이 같은 폴더에 빌드하고 있어서 cargo가 기다려야 해요. 편집기일 수 있어요. \
             편집기 설정에 `\"rust-analyzer.cargo.targetDir\": true`를 넣어 rust-analyzer가 다른 폴더를 쓰게 하세요.",
    not_locked: "같은 폴더에 빌드하는 다른 프로그램이 없어요",
};
