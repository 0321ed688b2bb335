//! What is generated is what the sources say now.

use book::made;

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
        "step-03.ko.mjs",
        "step-01.en.svg",
        "step-08.ko.svg",
        "how-fast.en.svg",
        "how-fast.ko.md",
        "timetable.en.md",
        "timetable.ko.md",
        "two-days.en.md",
        "five-evenings.ko.md",
        "protocol.en.md",
        "protocol.ko.md",
    ] {
        assert!(names.contains(&name), "{name} is not among {names:?}");
    }
}
