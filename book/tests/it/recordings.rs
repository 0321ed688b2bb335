//! What the tests have recorded is read as it was written.

use std::fs;

use book::protocol::transcripts;
use book::snapshot::body;
use recording::Transcript;

#[test]
fn every_transcript_is_written_as_it_is_read() {
    let mut read = 0;
    for (file, name) in transcripts().unwrap() {
        let text = fs::read_to_string(file).unwrap().replace("\r\n", "\n");
        let text = body(&text).trim_end();
        // Other recordings are outputs and answers.
        if text.starts_with("server starts") || text.starts_with("A connects") {
            let Ok(transcript) = text.parse::<Transcript>();
            assert_eq!(transcript.to_string().trim_end(), text, "{name}");
            read += 1;
        }
    }
    assert!(read > 20, "{read}");
}
