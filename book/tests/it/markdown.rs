//! A page as mdBook's parser reads it.

use book::page::Page;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::includes;

/// What stands in a page, each with its line.
#[derive(Debug, Default)]
pub struct Markdown {
    pub headings: Vec<(usize, Heading)>,
    pub blocks: Vec<(usize, Block)>,
    pub links: Vec<(usize, String)>,
    pub images: Vec<String>,
    /// `Note`, `Tip`, `Warning`
    pub notes: Vec<String>,
    /// Tags, as they stand there.
    pub html: Vec<(usize, String)>,
    /// Inline code.
    pub codes: Vec<(usize, String)>,
    /// A `*` that makes nothing bold: it shows as it stands.
    pub stray: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub level: u8,
    pub id: Option<String>,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Block {
    /// `None`: indented, which says no language.
    pub language: Option<String>,
    pub text: String,
}

/// Reads a page, with the Markdown that it includes in its place.
pub fn read(page: &Page) -> Markdown {
    parse(&includes::with_markdown(page))
}

/// Reads a text with the extensions that mdBook has on.
pub fn parse(text: &str) -> Markdown {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let mut found = Markdown::default();
    let mut in_block = false;
    for (event, place) in Parser::new_ext(text, options).into_offset_iter() {
        let line = text[..place.start].matches('\n').count() + 1;
        match event {
            Event::Start(tag) => {
                in_block = in_block || matches!(tag, Tag::CodeBlock(_));
                found.begins(line, tag);
            }
            Event::End(TagEnd::CodeBlock) => in_block = false,
            Event::Text(text) if in_block => {
                if let Some((_, block)) = found.blocks.last_mut() {
                    block.text += &text;
                }
            }
            Event::Text(text) if text.contains('*') => found.stray.push(line),
            Event::Html(html) | Event::InlineHtml(html) => {
                found.html.push((line, html.into_string()));
            }
            Event::Code(code) => found.codes.push((line, code.into_string())),
            _ => {}
        }
    }
    found
}

impl Markdown {
    fn begins(&mut self, line: usize, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, id, .. } => {
                let level = level as u8;
                let id = id.map(pulldown_cmark::CowStr::into_string);
                self.headings.push((line, Heading { level, id }));
            }
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => Some(language.into_string()),
                    CodeBlockKind::Indented => None,
                };
                let text = String::new();
                self.blocks.push((line, Block { language, text }));
            }
            Tag::Link { dest_url, .. } => self.links.push((line, dest_url.into_string())),
            Tag::Image { dest_url, .. } => {
                self.images.push(dest_url.to_string());
                self.links.push((line, dest_url.into_string()));
            }
            Tag::BlockQuote(Some(kind)) => self.notes.push(format!("{kind:?}")),
            _ => {}
        }
    }

    /// All values of an attribute in the tags that were typed.
    pub fn attribute(&self, name: &str) -> Vec<(usize, String)> {
        let begin = format!("{name}=\"");
        let in_tag = |(line, html): &(usize, String)| {
            let parts = html.split(&begin).skip(1);
            let values = parts.filter_map(|part| part.split_once('"'));
            let values: Vec<_> =
                values.map(|(value, _)| (*line, value.to_owned())).collect();
            values
        };
        self.html.iter().flat_map(in_tag).collect()
    }
}

#[test]
fn a_page_is_read_as_mdbook_reads_it() {
    let text = "# Step 01 {#top}\n\n> [!NOTE]\n> See [there](x.md#y) and `z`.\n\n\
                ```sh\ncargo test\n```\n\n<details data-a=\"b\">\n\n![alt](p.png)\n";
    let page = parse(text);
    let id = Some("top".to_owned());
    assert_eq!(page.headings, [(1, Heading { level: 1, id })]);
    assert_eq!(page.notes, ["Note"]);
    let links = [(4, "x.md#y".to_owned()), (12, "p.png".to_owned())];
    assert_eq!(page.links, links);
    assert_eq!(page.images, ["p.png"]);
    assert_eq!(page.codes, [(4, "z".to_owned())]);
    let language = Some("sh".to_owned());
    let block = Block {
        language,
        text: "cargo test\n".to_owned(),
    };
    assert_eq!(page.blocks, [(6, block)]);
    assert_eq!(page.attribute("data-a"), [(10, "b".to_owned())]);
}

/// Korean joins a word to what is bold, and behind a bracket Markdown takes that amiss.
#[test]
fn what_should_be_bold_is() {
    assert_eq!(parse("**상태(state)**는\n").stray.first(), Some(&1));
    assert_eq!(parse("**상태**(state)는 `**`\n").stray, [0; 0]);
    let mut problems = Vec::new();
    for page in crate::pages() {
        for line in read(&page).stray {
            problems.push(format!("book/{}:{line}: ** as a text", page.path));
        }
    }
    crate::none(&problems);
}
