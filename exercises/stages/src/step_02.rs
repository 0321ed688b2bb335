//! Does whoever connects get an event with a name of our own, too?

use exercise_check::{Outcome, Play};

use crate::{http, lesson};

pub async fn play(play: &mut Play) -> Outcome {
    for who in ["A", "B"] {
        lesson::gets_both_events(play, who).await?;
    }
    lesson::is_echoed(play, "A", "안녕하세요").await?;
    lesson::is_echoed(play, "B", "반가워요").await?;
    lesson::any_json_is_echoed(play, "A").await?;
    lesson::leaves(play, "B").await?;
    http::client_is_there(play).await?;
    http::pages_from_files_may_connect(play).await
}
