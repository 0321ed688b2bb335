//! A table in Markdown, which a terminal shows well, too.

use std::fmt;

/// Its first row is the head.
pub struct Table {
    pub title: String,
    pub rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new<const COLUMNS: usize>(title: &str, head: [&str; COLUMNS]) -> Self {
        Self {
            title: title.to_owned(),
            rows: vec![head.map(str::to_owned).to_vec()],
        }
    }

    pub fn row<const COLUMNS: usize>(&mut self, cells: [&str; COLUMNS]) {
        self.rows.push(cells.map(str::to_owned).to_vec());
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widest = |column: usize| {
            let cells = self.rows.iter().map(|row| width(&row[column]));
            cells.max().unwrap_or_default()
        };
        let widths: Vec<usize> = (0..self.rows[0].len()).map(widest).collect();
        writeln!(f, "{}\n", self.title)?;
        for (at, row) in self.rows.iter().enumerate() {
            for (column, (cell, widest)) in row.iter().zip(&widths).enumerate() {
                let space = " ".repeat(widest - width(cell));
                match column {
                    0 => write!(f, "| {cell}{space} |")?,
                    _ => write!(f, " {space}{cell} |")?,
                }
            }
            writeln!(f)?;
            if at == 0 {
                write!(f, "|{}|", "-".repeat(widths[0] + 2))?;
                for widest in &widths[1..] {
                    write!(f, "{}:|", "-".repeat(widest + 1))?;
                }
                writeln!(f)?;
            }
        }
        Ok(())
    }
}

/// In a terminal, a Korean letter takes the width of two others.
fn width(text: &str) -> usize {
    let letters = text.chars();
    letters.map(|it| if it >= '\u{1100}' { 2 } else { 1 }).sum()
}

/// Three digits say enough: `12,300`, `4.57`, `0.05`.
pub fn about(figure: f64) -> String {
    let digits = match figure > 0.0 {
        true => 2 - figure.log10().floor() as i32,
        false => 0,
    };
    if digits > 0 {
        let text = format!("{figure:.*}", digits.min(3) as usize);
        return text.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    let unit = 10_f64.powi(-digits);
    exact(((figure / unit).round() * unit) as u64)
}

/// `4,096`
pub fn exact(count: u64) -> String {
    let digits = count.to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}
