//! Lines, boxes and text of an SVG picture that takes its colors from the page.

use std::fmt::{Arguments, Write};

/// The width of an ASCII letter of the font, in user units; Hangul is twice as wide.
const LETTER: f64 = 7.3;

/// A picture that grows downwards.
#[derive(Default)]
pub struct Drawing {
    shapes: String,
}

impl Drawing {
    /// A straight line of this class.
    pub fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        self.shape(format_args!(
            r#"<line class="{class}" x1="{x1:.0}" y1="{y1:.0}" x2="{x2:.0}" y2="{y2:.0}"/>"#
        ));
    }

    /// A line with an arrowhead at its end, for a packet.
    pub fn arrow(&mut self, from: (f64, f64), (x, y): (f64, f64)) {
        let back = if from.0 < x { -8.0 } else { 8.0 };
        self.line("packet", from, (x + back / 2.0, y));
        let (tail, over, under) = (x + back, y - 4.5, y + 4.5);
        self.shape(format_args!(
            r#"<path class="head" d="M{x:.0} {y:.0}L{tail:.0} {over:.1}V{under:.1}Z"/>"#
        ));
    }

    /// A bar of a chart, starting at its top left corner.
    pub fn bar(&mut self, (x, y): (f64, f64), (width, height): (f64, f64)) {
        self.shape(format_args!(
            r#"<rect class="full" x="{x:.0}" y="{y:.0}" width="{width:.0}" height="{height:.0}" rx="2"/>"#
        ));
    }

    /// A box around a center, with text in it.
    pub fn boxed(&mut self, class: &str, (x, y): (f64, f64), text: &str) {
        let width = width(text) + 20.0;
        let (left, over) = (x - width / 2.0, y - 12.0);
        self.shape(format_args!(
            r#"<rect class="{class}" x="{left:.0}" y="{over:.0}" width="{width:.0}" height="24" rx="4"/>"#
        ));
        self.text(class, "middle", (x, y + 4.0), text);
    }

    /// Text that starts, ends or is centered here: `start`, `end`, `middle`.
    pub fn text(&mut self, class: &str, anchor: &str, (x, y): (f64, f64), text: &str) {
        let text = escape(text);
        self.shape(format_args!(
            r#"<text class="{class}" text-anchor="{anchor}" x="{x:.0}" y="{y:.0}">{text}</text>"#
        ));
    }

    /// The whole picture, with a title for screen readers. None of its lines is empty,
    /// because that would end the HTML in a Markdown page.
    pub fn svg(&self, class: &str, title: &str, (width, height): (f64, f64)) -> String {
        let (title, shapes) = (escape(title), &self.shapes);
        format!(
            "<svg class=\"{class}\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" \
             width=\"{width:.0}\" height=\"{height:.0}\" \
             viewBox=\"0 0 {width:.0} {height:.0}\" fill=\"currentColor\" \
             font-family=\"monospace\" font-size=\"12\">\n\
             <title>{title}</title>\n{shapes}</svg>\n"
        )
    }

    /// Puts another picture on top of this one.
    pub fn append(&mut self, other: &Self) {
        self.shapes += &other.shapes;
    }

    fn shape(&mut self, shape: Arguments<'_>) {
        // Writing into a String can't fail.
        let _ = writeln!(self.shapes, "{shape}");
    }
}

/// How much room a text takes up.
pub fn width(text: &str) -> f64 {
    text.chars().map(letter).sum()
}

/// As much of the start as fits, with `…` where it was cut.
pub fn shortened(text: &str, room: f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut left = room - LETTER;
    let fits = |c: &char| {
        left -= letter(*c);
        // Sums of fractions may be off by a hair.
        left > -0.01
    };
    let mut short: String = text.chars().take_while(fits).collect();
    short.push('…');
    short
}

fn letter(letter: char) -> f64 {
    match letter {
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{ffef}' => {
            1.7 * LETTER
        }
        _ => LETTER,
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::{Drawing, shortened, width};

    #[test]
    fn text_that_does_not_fit_ends_in_dots() {
        assert_eq!(shortened("Hello!", width("Hello!")), "Hello!");
        assert_eq!(shortened("Hello, everyone!", width("Hello!")), "Hello…");
        assert_eq!(shortened("시원한 콜라", width("시원한 ")), "시원한…");
    }

    #[test]
    fn text_may_contain_what_has_a_meaning_in_svg() {
        let mut drawing = Drawing::default();
        drawing.text("note", "start", (0.0, 0.0), "<b> & \"콜라\"");
        let svg = drawing.svg("sequence", "A < B", (10.0, 20.0));
        assert!(svg.contains(">&lt;b&gt; &amp; \"콜라\"</text>"), "{svg}");
        assert!(svg.contains("<title>A &lt; B</title>"), "{svg}");
        assert!(!svg.contains("\n\n"), "{svg}");
    }
}
