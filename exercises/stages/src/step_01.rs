//! Is each socket greeted, and does each message come back to its sender?

use exercise_check::{Outcome, Play};

use crate::{http, lesson};

pub async fn play(play: &mut Play) -> Outcome {
    for who in ["A", "B"] {
        lesson::is_greeted(play, who).await?;
    }
    lesson::is_echoed(play, "A", "안녕하세요").await?;
    lesson::is_echoed(play, "B", "반가워요").await?;
    lesson::any_json_is_echoed(play, "A").await?;
    lesson::leaves(play, "B").await?;
    http::client_is_there(play).await?;
    http::pages_from_files_may_connect(play).await
}
