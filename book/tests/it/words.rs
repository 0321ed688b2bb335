//! A command's words, as bash and PowerShell tell them apart.

/// Splits at spaces that stand in no quotes and no braces.
pub fn words(command: &str) -> Result<Vec<String>, String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    let mut braces = 0;
    for letter in command.chars() {
        let word = words.last_mut().expect("there is one from the start");
        match (letter, quote) {
            (end, Some(begin)) if end == begin => quote = None,
            (_, Some(_)) => word.push(letter),
            ('"' | '\'', None) => quote = Some(letter),
            (' ', None) if braces == 0 => words.push(String::new()),
            (_, None) => {
                braces += i32::from(letter == '{') - i32::from(letter == '}');
                word.push(letter);
            }
        }
    }
    match quote {
        Some(_) => Err("a quote without its end".to_owned()),
        None => Ok(words.into_iter().filter(|word| !word.is_empty()).collect()),
    }
}

#[test]
fn quotes_and_braces_hold_words_together() {
    let said = words("curl -d '{\"a\": 1}'  \"b c\" @{ D = \"e f\" }").unwrap();
    assert_eq!(said, ["curl", "-d", "{\"a\": 1}", "b c", "@{ D = e f }"]);
}
