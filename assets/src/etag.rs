//! Whether a browser already has a file.

use axum::http::{HeaderMap, HeaderValue, header};

/// Whether one of the tags in `If-None-Match` is this one: there may be several, each
/// with an optional `W/` in front, or `*` for any.
pub(crate) fn is_known(tag: &HeaderValue, request: &HeaderMap) -> bool {
    let tag = tag.to_str().unwrap_or_default();
    request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|known| known.to_str().ok())
        .flat_map(|known| known.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::is_known;

    #[test]
    fn a_tag_is_recognized_in_every_form_of_the_standard() {
        let tag = HeaderValue::from_static("\"4.8.4\"");
        for (known, is) in [
            ("\"4.8.4\"", true),
            ("W/\"4.8.4\"", true),
            ("\"4.8.3\", W/\"4.8.4\"", true),
            ("*", true),
            ("\"4.8.3\"", false),
            ("4.8.4", false),
            ("", false),
        ] {
            let mut request = HeaderMap::new();
            request.insert(header::IF_NONE_MATCH, HeaderValue::from_static(known));
            assert_eq!(is_known(&tag, &request), is, "{known}");
        }
        assert!(!is_known(&tag, &HeaderMap::new()));
    }
}
