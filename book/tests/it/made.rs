//! What is generated is what the sources say now.

use book::{made, picture};

#[test]
fn generated_files_are_current() {
    let old = made::old().unwrap();
    assert!(
        old.is_empty(),
        "\nbook/{} old, or made by nobody: run `{}`\n",
        old.join(", book/"),
        made::COMMAND
    );
}

#[test]
fn a_file_of_every_kind_is_generated() {
    let made = made::all().unwrap();
    let names: Vec<&str> = made.iter().map(|(path, _)| &path[5..]).collect();
    for name in [
        "step-02.en.diff",
        "step-03.ko.diff",
        "step-04.en.diff",
        "step-01.en.rs",
        "step-08.ko.rs",
        "step-01.en.svg",
        "step-08.ko.svg",
        "how-fast.en.svg",
        "how-fast.ko.md",
        "timetable.en.md",
        "timetable.ko.md",
        "protocol.en.md",
        "protocol.ko.md",
    ] {
        assert!(names.contains(&name), "{name} is not among {names:?}");
    }
}

#[test]
fn pictures_show_the_pages_as_they_are() {
    assert!(
        picture::are_current().unwrap(),
        "\nThe shop's pages have changed since book/img/notice.png was taken: run\n  {}\n",
        picture::COMMANDS.join("\n  ")
    );
}
